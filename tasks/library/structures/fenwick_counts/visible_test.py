import pytest
from program import Counts


@pytest.fixture
def counts():
    counts = Counts(10)
    for value, times in [(1, 2), (4, 5), (5, 1), (9, 2)]:
        counts.add(value, times)
    return counts


def test_adding_returns_the_count(counts):
    assert counts.add(4) == 6
    assert counts.add(0) == 1
    assert counts.add(4, -6) == 0
    assert counts.total == 6
    assert len(counts) == 4


def test_counts(counts):
    assert [counts.count(value) for value in range(10)] == [0, 2, 0, 0, 5, 1, 0, 0, 0, 2]


def test_a_count_is_never_negative(counts):
    with pytest.raises(ValueError, match="5 was not seen"):
        counts.add(5, -2)
    assert counts.total == 10
    assert counts.count(5) == 1


def test_running_totals(counts):
    assert [counts.up_to(value) for value in range(10)] == [0, 2, 2, 2, 7, 8, 8, 8, 8, 10]


def test_between_both_included(counts):
    assert counts.between(1, 4) == 7
    assert counts.between(2, 3) == 0
    assert counts.between(5, 9) == 3
    assert counts.between(5, 4) == 0


def test_positions(counts):
    assert [counts.kth(position) for position in range(1, 11)] == [1, 1, 4, 4, 4, 4, 4, 5, 9, 9]


@pytest.mark.parametrize("position", [0, 11])
def test_no_such_position(counts, position):
    with pytest.raises(IndexError, match="no position"):
        counts.kth(position)


def test_percentiles(counts):
    assert [counts.percentile(percent) for percent in (1, 20, 21, 70, 80, 81, 100)] == [1, 1, 4, 4, 5, 9, 9]
    assert Counts(3).percentile(50) is None
    with pytest.raises(ValueError, match="101 %"):
        counts.percentile(101)


def test_busiest(counts):
    assert counts.busiest() == 4
    counts.add(1, 3)
    assert counts.busiest() == 1
    assert Counts(2).busiest() is None


def test_transfer(counts):
    assert counts.transfer(4, 9, 2) == 2
    assert counts.transfer(1, 0, 5) == 2
    assert [counts.up_to(value) for value in (0, 1, 4, 9)] == [2, 2, 5, 10]
    assert counts.transfer(9, 0, -1) == 0


def test_values_out_of_range(counts):
    with pytest.raises(IndexError, match="10 is not from 0 to 9"):
        counts.add(10)
    with pytest.raises(IndexError):
        counts.between(-1, 3)
    with pytest.raises(ValueError, match="too small"):
        Counts(0)
