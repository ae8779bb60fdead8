import pytest
from program import covered, gaps, is_free, merge


@pytest.mark.parametrize(
    ("intervals", "expected"),
    [
        ([], []),
        ([(3, 3)], [(3, 3)]),
        ([(0, 100), (10, 20), (30, 40)], [(0, 100)]),
        ([(5, 6), (1, 9), (2, 3)], [(1, 9)]),
        ([(-5, -1), (-3, 2), (4, 4)], [(-5, 2), (4, 4)]),
        ([(1, 5), (1, 2), (5, 7)], [(1, 7)]),
    ],
)
def test_merge(intervals, expected):
    assert merge(intervals) == expected


def test_argument_is_left_alone():
    intervals = [(4, 5), (1, 2)]
    assert merge(intervals) == [(1, 2), (4, 5)]
    assert intervals == [(4, 5), (1, 2)]


def test_covered_with_nested_intervals():
    assert covered([(0, 8), (1, 2), (3, 4), (8, 9)]) == 9
    assert covered([(4, 6)]) == 2


def test_no_gap_behind_a_nested_interval():
    assert gaps([(0, 10), (2, 3), (5, 6), (12, 14)]) == [(10, 12)]


def test_no_gaps_in_nothing():
    assert gaps([]) == []
    assert gaps([(1, 2), (3, 4), (6, 7)]) == [(2, 3), (4, 6)]


def test_is_free_looks_at_the_whole_cover():
    assert is_free([(0, 10), (1, 2)], 4, 6) is False
    assert is_free([(0, 10), (12, 15)], 10, 12) is True


def test_backward_interval_among_good_ones():
    with pytest.raises(ValueError, match="9, 2"):
        covered([(1, 3), (9, 2)])
