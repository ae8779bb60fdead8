import pytest
from program import exponential, moving_average


@pytest.mark.parametrize(
    ("values", "window", "expected"),
    [
        ([0, 0, 3, 0, 0], 3, [1.0, 1.0, 1.0]),
        ([-2, 2, -2, 2], 2, [0.0, 0.0, 0.0]),
        ([7], 1, [7.0]),
        ([1, 2, 3, 4, 5, 6], 4, [2.5, 3.5, 4.5]),
        ([10, 20], 2, [15.0]),
    ],
)
def test_moving_average(values, window, expected):
    assert moving_average(values, window) == pytest.approx(expected)


def test_empty_series():
    assert moving_average([], 1) == []
    assert moving_average([1, 2], 2) == [1.5]


def test_one_average_for_each_window():
    assert len(moving_average(list(range(50)), 7)) == 44


def test_the_last_value_counts():
    assert moving_average([0, 0, 0, 9], 3)[-1] == pytest.approx(3.0)


def test_negative_window():
    with pytest.raises(ValueError, match="-2"):
        moving_average([1, 2, 3], -2)


@pytest.mark.parametrize(("weight", "expected"), [(1.0, [4.0, 8.0, 0.0]), (0.25, [4.0, 5.0, 3.75])])
def test_exponential_weights(weight, expected):
    assert exponential([4, 8, 0], weight) == pytest.approx(expected)
