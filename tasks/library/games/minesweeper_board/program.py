"""The board of a Minesweeper game, without its window."""

from __future__ import annotations

from collections.abc import Iterator

MINE = "*"
EMPTY = "."

Cell = tuple[int, int]


class BoardError(ValueError):
    """The layout is not one of a board."""


class GameOverError(Exception):
    """The game is won or lost."""


class Board:
    """A board that is played; `layout` has a row in each line, "*" for a mine, "." for anything else.

    Raises:
        BoardError: If there are no cells, rows differ in length, or have other characters.
    """

    def __init__(self, layout: str) -> None:
        rows = layout.split()
        if not rows:
            raise BoardError("a board has cells")
        self._width = len(rows[0])
        self._height = len(rows)
        for row in rows:
            if len(row) != self._width or row.count(MINE) + row.count(EMPTY) != self._width:
                raise BoardError(f"{row} is not a row of {self._width} cells")
        self._mines = {(y, x) for y, row in enumerate(rows) for x, mark in enumerate(row) if mark == MINE}
        self._open: set[Cell] = set()
        self._flags: set[Cell] = set()

    @property
    def state(self) -> str:
        """Return "lost" if a mine is open, "won" if everything else is, otherwise "playing"."""
        if self._open & self._mines:
            return "lost"
        if len(self._open) + len(self._mines) == self._width * self._height:
            return "won"
        return "playing"

    @property
    def mines_left(self) -> int:
        """Return the number of mines less that of flags; it can be negative."""
        return len(self._mines) - len(self._flags)

    def count(self, row: int, column: int) -> int:
        """Return the number of mines around a cell; raises IndexError if it is not on the board."""
        return sum(cell in self._mines for cell in self._around(self._cell(row, column)))

    def reveal(self, row: int, column: int) -> int:
        """Open a cell; return how many cells that opens.

        A cell with no mines around it opens all cells around it, and so on. Cells that are flagged or open
        stay as they are.

        Raises:
            GameOverError: If the game is over.
            IndexError: If the cell is not on the board.
        """
        return self._reveal(self._playable(row, column))

    def flag(self, row: int, column: int) -> bool:
        """Flag a cell, or take its flag away; tell whether it is flagged now. Open cells get none.

        Raises what `reveal` raises.
        """
        cell = self._playable(row, column)
        if cell in self._flags:
            self._flags.remove(cell)
        elif cell not in self._open:
            self._flags.add(cell)
        return cell in self._flags

    def chord(self, row: int, column: int) -> int:
        """Open what is around an open cell if it has as many flags as mines around it; return how many.

        Raises what `reveal` raises.
        """
        cell = self._playable(row, column)
        flags = sum(other in self._flags for other in self._around(cell))
        if cell not in self._open or flags != self.count(row, column):
            return 0
        return sum(self._reveal(other) for other in self._around(cell))

    def render(self) -> list[str]:
        """Return the rows as the player sees them.

        "." is closed, "F" flagged, a digit the number of mines around, " " none. When the game is over,
        mines that have no flag are "*", and flags where no mine is are "x".
        """
        return ["".join(self._mark((y, x)) for x in range(self._width)) for y in range(self._height)]

    def _reveal(self, start: Cell) -> int:
        before = len(self._open)
        waiting = [start]
        while waiting:
            cell = waiting.pop()
            if cell in self._open or cell in self._flags:
                continue
            self._open.add(cell)
            if cell not in self._mines and self.count(*cell) == 0:
                waiting.extend(self._around(cell))
        return len(self._open) - before

    def _mark(self, cell: Cell) -> str:
        over = self.state != "playing"
        if cell in self._flags:
            return "x" if over and cell not in self._mines else "F"
        if cell in self._mines and over:
            return MINE
        if cell not in self._open:
            return EMPTY
        return str(self.count(*cell) or " ")

    def _playable(self, row: int, column: int) -> Cell:
        if self.state != "playing":
            raise GameOverError(f"the game is {self.state}")
        return self._cell(row, column)

    def _cell(self, row: int, column: int) -> Cell:
        if not (0 <= row < self._height and 0 <= column < self._width):
            raise IndexError(f"there is no cell {row}, {column}")
        return row, column

    def _around(self, cell: Cell) -> Iterator[Cell]:
        for y in range(max(0, cell[0] - 1), min(self._height, cell[0] + 2)):
            for x in range(max(0, cell[1] - 1), min(self._width, cell[1] + 2)):
                if (y, x) != cell:
                    yield y, x
