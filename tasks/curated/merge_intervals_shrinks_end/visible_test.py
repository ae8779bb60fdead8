import pytest
from program import covered, gaps, is_free, merge


def test_separate_intervals_stay_apart():
    assert merge([(1, 2), (4, 6)]) == [(1, 2), (4, 6)]


def test_overlapping_intervals_are_joined():
    assert merge([(1, 4), (3, 6)]) == [(1, 6)]


def test_touching_intervals_are_joined():
    assert merge([(1, 3), (3, 5)]) == [(1, 5)]


def test_one_inside_another():
    assert merge([(1, 10), (2, 5)]) == [(1, 10)]


def test_any_order_will_do():
    assert merge([(7, 9), (1, 3), (2, 4)]) == [(1, 4), (7, 9)]


def test_covered_counts_overlaps_once():
    assert covered([(0, 10), (5, 15)]) == 15
    assert covered([(0, 60), (10, 20), (70, 80)]) == 70


def test_gaps_of_a_day():
    assert gaps([(9, 10), (12, 13), (10, 11)]) == [(11, 12)]


def test_meeting_in_a_busy_morning():
    busy = [(8, 12), (9, 10)]
    assert is_free(busy, 12, 13) is True
    assert is_free(busy, 11, 13) is False


def test_backward_interval_is_refused():
    with pytest.raises(ValueError, match="ends before it starts"):
        merge([(1, 2), (5, 4)])
