import pytest
from program import IntervalSet


@pytest.fixture
def taken():
    taken = IntervalSet()
    taken.add(2, 5)
    taken.add(8, 10)
    taken.add(12, 20)
    return taken


def test_intervals_are_in_order():
    taken = IntervalSet()
    assert taken.add(7, 9) == 2
    assert taken.add(1, 3) == 2
    assert taken.intervals() == [(1, 3), (7, 9)]
    assert taken.total == 4


def test_overlapping_intervals_become_one(taken):
    assert taken.add(4, 13) == 5
    assert taken.intervals() == [(2, 20)]


def test_touching_intervals_become_one(taken):
    assert taken.add(10, 12) == 2
    assert taken.add(0, 2) == 2
    assert taken.intervals() == [(0, 5), (8, 20)]


def test_adding_nothing(taken):
    assert taken.add(6, 6) == 0
    assert taken.add(13, 15) == 0
    assert taken.intervals() == [(2, 5), (8, 10), (12, 20)]


def test_removing_splits(taken):
    assert taken.remove(14, 16) == 2
    assert taken.intervals() == [(2, 5), (8, 10), (12, 14), (16, 20)]


def test_removing_shortens_and_drops(taken):
    assert taken.remove(4, 13) == 4
    assert taken.intervals() == [(2, 4), (13, 20)]
    assert taken.remove(0, 2) == 0
    assert taken.remove(13, 20) == 7
    assert taken.intervals() == [(2, 4)]


def test_find(taken):
    assert [taken.find(number) for number in (1, 2, 4, 5, 19, 20)] == [
        None,
        (2, 5),
        (2, 5),
        None,
        (12, 20),
        None,
    ]
    assert taken.contains(8) is True
    assert taken.contains(10) is False


def test_covers_and_overlaps(taken):
    assert taken.covers(12, 20) is True
    assert taken.covers(11, 14) is False
    assert taken.overlaps(9, 12) is True
    assert taken.overlaps(10, 12) is False


def test_gaps(taken):
    assert taken.gaps(0, 25) == [(0, 2), (5, 8), (10, 12), (20, 25)]
    assert taken.gaps(3, 9) == [(5, 8)]
    assert taken.gaps(13, 13) == []


def test_clip(taken):
    assert taken.clip(4, 13) == [(4, 5), (8, 10), (12, 13)]
    assert taken.clip(5, 8) == []


@pytest.mark.parametrize(
    ("length", "start", "expected"), [(2, 0, 0), (3, 0, 5), (4, 0, 20), (1, 3, 5), (2, 10, 10)]
)
def test_first_gap(taken, length, start, expected):
    assert taken.first_gap(length, start) == expected


def test_the_start_is_not_after_the_end(taken):
    with pytest.raises(ValueError, match="7 is after 3"):
        taken.add(7, 3)
    with pytest.raises(ValueError, match="gap of 0"):
        taken.first_gap(0)
