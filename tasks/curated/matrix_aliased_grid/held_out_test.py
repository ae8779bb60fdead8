import pytest
from program import identity, is_symmetric, multiply, shape, transpose, zeros


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        ([], []),
        ([[5]], [[5]]),
        ([[1], [2], [3]], [[1, 2, 3]]),
        ([[1, 2, 3, 4]], [[1], [2], [3], [4]]),
        ([[1, 0], [0, 2], [3, 3]], [[1, 0, 3], [0, 2, 3]]),
    ],
)
def test_transpose(matrix, expected):
    assert transpose(matrix) == expected


def test_transpose_leaves_its_argument_alone():
    matrix = [[1, 2], [3, 4]]
    assert transpose(matrix) == [[1, 3], [2, 4]]
    assert matrix == [[1, 2], [3, 4]]


def test_row_times_column():
    assert multiply([[1, 2, 3]], [[4], [5], [6]]) == [[32]]


def test_column_times_row():
    assert multiply([[1], [2]], [[3, 4]]) == [[3, 4], [6, 8]]


def test_identity_changes_nothing():
    assert multiply([[2, 3], [4, 5]], identity(2)) == [[2, 3], [4, 5]]


def test_smallest_matrices():
    assert (identity(1), zeros(0, 4), zeros(1, 1)) == ([[1]], [], [[0]])
    assert shape([]) == (0, 0)


def test_three_by_three_symmetry():
    assert is_symmetric([[1, 2, 3], [2, 4, 5], [3, 5, 6]]) is True
    assert is_symmetric([[1, 2, 3], [2, 4, 5]]) is False


def test_shapes_are_named_in_the_error():
    with pytest.raises(ValueError, match=r"\(2, 1\) by \(2, 1\)"):
        multiply([[1], [2]], [[1], [2]])
