"""Exact linear algebra with matrices of fractions that are written as text, such as "1 1/2; -3 4"."""

from fractions import Fraction

Matrix = list[list[Fraction]]


class MatrixError(ValueError):
    """The text is no matrix, or no matrix of the shape that is needed."""


class SingularError(ArithmeticError):
    """The matrix has no inverse, or the equations have no single solution."""


def determinant(text: str) -> str:
    """Return the determinant of a square matrix.

    Raises:
        MatrixError: If the text is no square matrix.
    """
    matrix = _square(text)
    sign = _eliminate(matrix)[1]
    product = Fraction(sign)
    for index, row in enumerate(matrix):
        product *= row[index]
    return str(product)


def rank(text: str) -> int:
    """Return how many rows are independent of each other; raises MatrixError if the text is no matrix."""
    return len(_eliminate(_parse(text))[0])


def reduced(text: str) -> str:
    """Return the reduced row echelon form, rows of zeros last; raises MatrixError as `rank` does."""
    matrix = _parse(text)
    _reduce(matrix)
    return _show(matrix)


def inverse(text: str) -> str:
    """Return the inverse of a square matrix.

    Raises:
        MatrixError: If the text is no square matrix.
        SingularError: If it has no inverse.
    """
    matrix = _square(text)
    size = len(matrix)
    for index, row in enumerate(matrix):
        row.extend(Fraction(int(index == column)) for column in range(size))
    if _reduce(matrix) != list(range(size)):
        raise SingularError("the matrix has no inverse")
    return _show([row[size:] for row in matrix])


def solve(equations: str) -> list[str]:
    """Return the unknowns of linear equations: rows of coefficients, and last what they add up to.

    Raises:
        MatrixError: If the text is no matrix, or has a single column.
        SingularError: If there is no solution, or more than one.
    """
    matrix = _parse(equations)
    unknowns = len(matrix[0]) - 1
    if unknowns == 0:
        raise MatrixError("there are no unknowns")
    pivots = _reduce(matrix)
    if unknowns in pivots:
        raise SingularError("there is no solution")
    if len(pivots) < unknowns:
        free = next(column for column in range(unknowns) if column not in pivots)
        raise SingularError(f"unknown {free + 1} can be anything")
    return [str(row[-1]) for row in matrix[:unknowns]]


def multiply(left: str, right: str) -> str:
    """Return the product of two matrices.

    Raises:
        MatrixError: If a text is no matrix, or left has not as many columns as right has rows.
    """
    first, second = _parse(left), _parse(right)
    if len(first[0]) != len(second):
        raise MatrixError(f"{len(first[0])} columns do not go with {len(second)} rows")
    product = [[Fraction(0)] * len(second[0]) for _ in first]
    for total, row in zip(product, first, strict=True):
        for factor, other in zip(row, second, strict=True):
            for column, value in enumerate(other):
                total[column] += factor * value
    return _show(product)


def _eliminate(matrix: Matrix) -> tuple[list[int], int]:
    """Make everything below the pivots 0; return the pivots' columns, and -1 for an odd number of swaps."""
    pivots: list[int] = []
    sign = 1
    for column in range(len(matrix[0])):
        top = len(pivots)
        found = next((row for row in range(top, len(matrix)) if matrix[row][column]), None)
        if found is None:
            continue
        if found != top:
            matrix[top], matrix[found] = matrix[found], matrix[top]
            sign = -sign
        for row in range(top + 1, len(matrix)):
            _subtract(matrix, row, top, matrix[row][column] / matrix[top][column])
        pivots.append(column)
    return pivots, sign


def _reduce(matrix: Matrix) -> list[int]:
    """Make every pivot 1 and everything else in its column 0; return the pivots' columns."""
    pivots, _ = _eliminate(matrix)
    for top, column in reversed(list(enumerate(pivots))):
        pivot = matrix[top][column]
        matrix[top] = [value / pivot for value in matrix[top]]
        for row in range(top):
            _subtract(matrix, row, top, matrix[row][column])
    return pivots


def _subtract(matrix: Matrix, row: int, other: int, factor: Fraction) -> None:
    matrix[row] = [value - factor * part for value, part in zip(matrix[row], matrix[other], strict=True)]


def _square(text: str) -> Matrix:
    matrix = _parse(text)
    if len(matrix) != len(matrix[0]):
        raise MatrixError(f"{len(matrix)} rows of {len(matrix[0])} are no square")
    return matrix


def _parse(text: str) -> Matrix:
    try:
        matrix = [[Fraction(word) for word in row.split()] for row in text.split(";")]
    except (ValueError, ZeroDivisionError) as error:
        raise MatrixError(f"not a matrix of fractions: {text!r}") from error
    if not matrix[0] or any(len(row) != len(matrix[0]) for row in matrix):
        raise MatrixError("rows must have the same number of values, at least one")
    return matrix


def _show(matrix: Matrix) -> str:
    return "; ".join(" ".join(map(str, row)) for row in matrix)
