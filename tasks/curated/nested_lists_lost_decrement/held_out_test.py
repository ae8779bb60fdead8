import pytest
from program import flatten, nesting, outline


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (0, [[1, [2, [3]]], 4]),
        (1, [1, [2, [3]], 4]),
        (2, [1, 2, [3], 4]),
        (3, [1, 2, 3, 4]),
        (None, [1, 2, 3, 4]),
    ],
)
def test_levels(levels, expected):
    assert flatten([[1, [2, [3]]], 4], levels) == expected


def test_levels_count_for_each_branch():
    assert flatten([[[1]], [[2, [3]]]], levels=1) == [[1], [2, [3]]]


def test_empty_lists_vanish():
    assert flatten([[], [[]], 1]) == [1]


def test_tuples_stay():
    assert flatten([(1, 2), [(3, [4])]]) == [(1, 2), (3, [4])]


def test_argument_is_left_alone():
    items = [1, [2, [3]]]
    assert flatten(items) == [1, 2, 3]
    assert items == [1, [2, [3]]]


@pytest.mark.parametrize(("items", "expected"), [([[[[]]]], 4), ([1, 2], 1), ([[1], [[2]]], 3)])
def test_nesting(items, expected):
    assert nesting(items) == expected


def test_outline_with_other_indent():
    assert outline([[1], 2, [[3]]], indent="-") == ["-1", "2", "--3"]
