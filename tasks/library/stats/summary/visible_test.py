from decimal import Decimal

import pytest
from program import NoDataError, modes, outliers, quantile, ranks, summarize, trimmed_mean, variance


def test_quantile_at_a_value():
    assert quantile([30, 10, 20], 1, 2) == 20
    assert quantile([30, 10, 20], 0, 1) == 10
    assert quantile([30, 10, 20], 1, 1) == 30


def test_quantile_between_values():
    assert quantile([1, 2, 4, 9], 1, 2) == 3
    assert quantile([1, 2, 4, 9], 9, 10) == Decimal("7.5")
    assert str(quantile([0, 1], 1, 3)) == "0.333"


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 2), (3, 2), (0, 0)])
def test_parts_are_from_0_to_1(numerator, denominator):
    with pytest.raises(ValueError, match="not from 0 to 1"):
        quantile([1], numerator, denominator)


def test_halves_round_to_even():
    assert str(quantile([0, 1], 1, 2000)) == "0.000"
    assert str(quantile([0, 1], 3, 2000)) == "0.002"


def test_modes():
    assert modes([3, 1, 3, 1, 2]) == [1, 3]
    assert modes([3, 2, 1]) == []
    assert modes([5]) == [5]
    assert modes([]) == []


def test_trimmed_mean():
    values = [100, 1, 2, 3, 4, 5, 6, 7, 8, -90]
    assert trimmed_mean(values, 0) == Decimal("4.6")
    assert trimmed_mean(values, 10) == Decimal("4.5")
    assert trimmed_mean([9, 0, 0], 49) == 0
    assert trimmed_mean([9, 0, 0], 33) == 3


@pytest.mark.parametrize("percent", [-1, 50])
def test_too_much_to_trim(percent):
    with pytest.raises(ValueError, match="from 0 to 49"):
        trimmed_mean([1, 2], percent)


def test_variance():
    assert variance([2, 4, 4, 4, 5, 5, 7, 9], sample=False) == 4
    assert str(variance([2, 4, 4, 4, 5, 5, 7, 9])) == "4.571"
    assert variance([3], sample=False) == 0
    with pytest.raises(NoDataError, match="two values"):
        variance([3])


def test_outliers():
    assert outliers([20, 0, 10, 10, 10, 10, 10]) == [20, 0]
    assert outliers([0, 2, 4, 10]) == []
    assert outliers([]) == []


def test_outliers_are_beyond_the_bounds():
    assert outliers([5, -3, 0, 1, 2]) == []
    assert outliers([6, -4, 0, 1, 2]) == [6, -4]


def test_ranks_of_equals_are_shared():
    assert ranks([10, 20, 10, 5]) == [Decimal("2.5"), 4, Decimal("2.5"), 1]
    assert ranks([]) == []


def test_summary():
    summary = summarize([4, 1, 3, 2, 10])
    assert (summary.count, summary.lowest, summary.highest) == (5, 1, 10)
    assert (summary.median, summary.spread) == (3, 2)
    with pytest.raises(NoDataError, match="no values"):
        summarize([])
