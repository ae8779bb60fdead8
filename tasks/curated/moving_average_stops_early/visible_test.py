import pytest
from program import exponential, moving_average


def test_pairs():
    assert moving_average([1, 3, 5, 7], 2) == [2.0, 4.0, 6.0]


def test_window_of_one_changes_nothing():
    assert moving_average([4, 8, 15], 1) == [4.0, 8.0, 15.0]


def test_window_as_long_as_the_series():
    assert moving_average([2, 4, 9], 3) == [5.0]


def test_series_shorter_than_the_window():
    assert moving_average([2, 4], 3) == []


def test_window_must_be_positive():
    with pytest.raises(ValueError, match="window"):
        moving_average([1, 2], 0)


def test_exponential():
    assert exponential([10, 20, 20], 0.5) == pytest.approx([10.0, 15.0, 17.5])


def test_exponential_of_nothing():
    assert exponential([], 0.5) == []
    assert exponential([3], 0.5) == [3.0]
