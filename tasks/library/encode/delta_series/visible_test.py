from datetime import datetime, timedelta

import pytest
from program import SeriesEncoder, SeriesError, best_order, decode_series, differences, restore

START = datetime(2024, 5, 1, 12, 0)


def at(seconds):
    return START + timedelta(seconds=seconds)


def encoded(*points, unit=1):
    encoder = SeriesEncoder(START, unit)
    for seconds, value in points:
        encoder.add(at(seconds), value)
    return encoder.tokens()


def test_differences():
    values = [5, 7, 4, 4]
    assert differences(values) == [5, 2, -3, 0]
    assert values == [5, 7, 4, 4]


def test_differences_of_differences():
    assert differences([1, 4, 9, 16], 2) == [1, 3, 2, 2]
    assert differences([1, 4, 9, 16], 0) == [1, 4, 9, 16]


@pytest.mark.parametrize("order", [0, 1, 2, 3, 7])
def test_restore(order):
    values = [3, -1, 4, 1, -5, 9]
    assert restore(differences(values, order), order) == values


def test_negative_order():
    with pytest.raises(ValueError, match="-1"):
        differences([1], -1)
    with pytest.raises(ValueError, match="-1"):
        restore([1], -1)


def test_best_order():
    assert best_order([100, 101, 102, 103, 104]) == 2
    assert best_order([1, -1, 1, -1]) == 0
    assert best_order([0, 1, 8, 27, 64, 125, 216, 343]) == 3


def test_steps_and_values_change():
    assert encoded((10, 5), (20, 3), (25, 3)) == [20, 10, 0, 3, 9, 0]


def test_points_without_change_are_counted():
    assert encoded((0, 0), (0, 0), (10, 4), (20, 4), (30, 4)) == [-2, 20, 8, -2]


def test_units():
    assert encoded((60, 1), (180, 1), unit=60) == [2, 2, 2, 0]
    with pytest.raises(ValueError, match="not a multiple"):
        encoded((90, 1), unit=60)


def test_time_never_goes_back():
    encoder = SeriesEncoder(START)
    encoder.add(at(5), 1)
    with pytest.raises(ValueError, match="is before"):
        encoder.add(at(4), 1)
    encoder.add(at(5), 1)
    assert encoder.tokens() == [10, 2, 9, 0]


def test_decode():
    assert decode_series(START, [20, 10, 0, 3, -2], 2) == [
        (at(20), 5),
        (at(40), 3),
        (at(60), 3),
        (at(80), 3),
    ]


@pytest.mark.parametrize("tokens", [[4], [4, -1], [0, 2, 1, 0]])
def test_tokens_that_nobody_writes(tokens):
    with pytest.raises(SeriesError):
        decode_series(START, tokens)


def test_unit_is_positive():
    assert SeriesEncoder(START, 1).tokens() == []
    with pytest.raises(ValueError, match="at least 1"):
        SeriesEncoder(START, 0)
