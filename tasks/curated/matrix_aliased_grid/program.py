"""Arithmetic with matrices as lists of rows."""

Matrix = list[list[int]]


def zeros(rows: int, columns: int) -> Matrix:
    """Return a matrix of zeros."""
    return [[0] * columns for _ in range(rows)]


def shape(matrix: Matrix) -> tuple[int, int]:
    """Return the number of rows and of columns."""
    return len(matrix), len(matrix[0]) if matrix else 0


def transpose(matrix: Matrix) -> Matrix:
    """Return `matrix` with rows and columns exchanged."""
    rows, columns = shape(matrix)
    result = zeros(columns, rows)
    for row in range(rows):
        for column in range(columns):
            result[column][row] = matrix[row][column]
    return result


def multiply(left: Matrix, right: Matrix) -> Matrix:
    """Return the product of two matrices.

    Raises:
        ValueError: If `left` has not as many columns as `right` has rows.
    """
    rows, inner = shape(left)
    if inner != len(right):
        raise ValueError(f"cannot multiply {shape(left)} by {shape(right)}")
    columns = shape(right)[1]
    result = zeros(rows, columns)
    for row in range(rows):
        for column in range(columns):
            result[row][column] = sum(left[row][k] * right[k][column] for k in range(inner))
    return result


def identity(size: int) -> Matrix:
    """Return the square matrix with ones on its diagonal."""
    result = zeros(size, size)
    for index in range(size):
        result[index][index] = 1
    return result


def is_symmetric(matrix: Matrix) -> bool:
    """Tell whether `matrix` equals its transpose."""
    return matrix == transpose(matrix)
