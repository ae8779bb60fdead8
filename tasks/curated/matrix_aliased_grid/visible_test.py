import pytest
from program import identity, is_symmetric, multiply, shape, transpose, zeros


def test_zeros():
    assert zeros(2, 3) == [[0, 0, 0], [0, 0, 0]]


def test_shape():
    assert shape([[1, 2, 3], [4, 5, 6]]) == (2, 3)


def test_transpose_square():
    assert transpose([[1, 2], [3, 4]]) == [[1, 3], [2, 4]]


def test_transpose_wide():
    assert transpose([[1, 2, 3], [4, 5, 6]]) == [[1, 4], [2, 5], [3, 6]]


def test_transpose_single_row():
    assert transpose([[7, 8]]) == [[7], [8]]


def test_identity():
    assert identity(3) == [[1, 0, 0], [0, 1, 0], [0, 0, 1]]


def test_multiply():
    assert multiply([[1, 2], [3, 4]], [[5, 6], [7, 8]]) == [[19, 22], [43, 50]]


def test_multiply_needs_fitting_shapes():
    with pytest.raises(ValueError, match="cannot multiply"):
        multiply([[1, 2]], [[1, 2]])


def test_symmetric():
    assert is_symmetric([[1, 2], [2, 1]]) is True
    assert is_symmetric([[1, 2], [3, 1]]) is False
