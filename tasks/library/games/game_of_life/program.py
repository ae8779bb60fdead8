"""Conway's Game of Life, and its relatives with other rules, on small boards."""

import re
from collections.abc import Sequence

ALIVE = "#"
DEAD = "."
CONWAY = "B3/S23"

Board = list[str]


class LifeError(ValueError):
    """The board or the rule is not one."""


def parse_rule(rule: str) -> tuple[list[int], list[int]]:
    """Return with how many neighbours cells are born and stay by a rule such as "B3/S23".

    Raises:
        LifeError: If it is not a rule; digits are from 0 to 8.
    """
    match = re.fullmatch(r"B([0-8]*)/S([0-8]*)", rule)
    if match is None:
        raise LifeError(f"{rule!r} is not a rule such as {CONWAY}")
    born, stay = (sorted(set(map(int, digits))) for digits in match.groups())
    return born, stay


def neighbours(board: Sequence[str], row: int, column: int, wrap: bool = False) -> int:
    """Return how many of the eight cells around one are alive.

    Beyond the edges everything is dead, unless the board wraps: then its opposite edges touch.

    Raises:
        LifeError: If it is not a board.
        IndexError: If the cell is not on it.
    """
    height, width = _size(board)
    if not (0 <= row < height and 0 <= column < width):
        raise IndexError(f"there is no cell {row}, {column}")
    count = 0
    for y in range(row - 1, row + 2):
        for x in range(column - 1, column + 2):
            if (y, x) == (row, column):
                continue
            if wrap:
                count += board[y % height][x % width] == ALIVE
            elif 0 <= y < height and 0 <= x < width:
                count += board[y][x] == ALIVE
    return count


def step(board: Sequence[str], rule: str = CONWAY, wrap: bool = False) -> Board:
    """Return the next generation.

    Raises:
        LifeError: If it is not a board or not a rule.
    """
    born, stay = parse_rule(rule)
    height, width = _size(board)
    rows: Board = []
    for row in range(height):
        cells = ""
        for column in range(width):
            around = neighbours(board, row, column, wrap)
            wanted = stay if board[row][column] == ALIVE else born
            cells += ALIVE if around in wanted else DEAD
        rows.append(cells)
    return rows


def fate(board: Sequence[str], limit: int, rule: str = CONWAY, wrap: bool = False) -> tuple[str, int]:
    """Return what becomes of a board within `limit` generations.

    It is ("dies", generation) at the first generation without life, ("still", generation) at the first that
    stays as it is, ("cycle", period) when an earlier generation comes back, or ("open", limit).

    Raises:
        LifeError: If it is not a board or not a rule.
    """
    current = list(board)
    seen: dict[tuple[str, ...], int] = {}
    for generation in range(limit + 1):
        if population(current) == 0:
            return "dies", generation
        before = seen.setdefault(tuple(current), generation)
        if before == generation - 1:
            return "still", before
        if before < generation:
            return "cycle", generation - before
        current = step(current, rule, wrap)
    return "open", limit


def population(board: Sequence[str]) -> int:
    """Return how many cells are alive; raises LifeError if it is not a board."""
    _size(board)
    return sum(row.count(ALIVE) for row in board)


def trim(board: Sequence[str]) -> Board:
    """Return the smallest part of a board with all that is alive; raises LifeError if it is not a board."""
    _size(board)
    rows = [index for index, row in enumerate(board) if ALIVE in row]
    if not rows:
        return []
    left = min(board[index].index(ALIVE) for index in rows)
    right = max(board[index].rindex(ALIVE) for index in rows)
    return [row[left : right + 1] for row in board[rows[0] : rows[-1] + 1]]


def _size(board: Sequence[str]) -> tuple[int, int]:
    width = len(board[0]) if board else 0
    for row in board:
        if len(row) != width or row.count(ALIVE) + row.count(DEAD) != width:
            raise LifeError(f"{row!r} is not a row of {width} cells")
    return len(board), width
