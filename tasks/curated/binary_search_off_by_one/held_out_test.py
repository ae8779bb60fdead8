import pytest
from program import absent, count, find, span


def test_single_item():
    assert find([7], 7) == 0
    assert find([7], 8) == -1


def test_two_items():
    assert find([3, 9], 3) == 0
    assert find([3, 9], 9) == 1


@pytest.mark.parametrize(
    ("target", "position"), [(-4, 0), (0, 1), (6, 2), (11, 3), (12, 4), (30, 5), (44, 6)]
)
def test_each_of_seven(target, position):
    assert find([-4, 0, 6, 11, 12, 30, 44], target) == position


def test_outside_the_range():
    items = [5, 6, 7, 8]
    assert [find(items, value) for value in (4, 5, 9)] == [-1, 0, -1]


def test_span_at_both_ends():
    assert span([1, 1, 3, 9], 1) == (0, 2)
    assert span([1, 1, 3, 9], 9) == (3, 4)


def test_count_of_one_occurrence():
    assert count([2, 4, 6, 8], 2) == 1
    assert count([2, 4, 6, 8], 5) == 0


def test_nothing_is_absent_from_itself():
    assert absent([1, 2, 3, 4], [4, 3, 2, 1]) == []
    assert absent([], [2, 1]) == [2, 1]
