"""Find the way through mazes that are drawn as text."""

from collections import deque
from collections.abc import Iterator

Field = tuple[int, int]
"""Row and column, from 0."""

DIRECTIONS = {"U": (-1, 0), "R": (0, 1), "D": (1, 0), "L": (0, -1)}
WALL = "#"


class MazeError(ValueError):
    """The text is not a maze."""


class Maze:
    """A grid of walls (#) and free fields (.), with one start (S) and one end (E).

    Raises:
        MazeError: If the lines are not of one length, or have other signs, or not one S and one E.
    """

    def __init__(self, text: str) -> None:
        self._rows = [line.strip() for line in text.strip().splitlines()]
        for number, row in enumerate(self._rows, start=1):
            if len(row) != len(self._rows[0]):
                raise MazeError(f"line {number} has another length than the first")
        for number, row in enumerate(self._rows, start=1):
            for sign in row:
                if sign not in "#.SE":
                    raise MazeError(f"line {number} has an unknown sign: {sign}")
        self._start = self._only("S")
        self._end = self._only("E")

    def distance(self, breaks: int = 0) -> int | None:
        """Return the steps of a shortest way on which at most `breaks` walls are broken; None without one."""
        breaks = max(breaks, 0)
        waiting = deque([(self._start, 0, 0)])
        fewest = {self._start: 0}
        while waiting:
            field, steps, broken = waiting.popleft()
            if field == self._end:
                return steps
            for _, neighbour in self._around(field):
                after = broken + (self._sign(neighbour) == WALL)
                if after <= breaks and after < fewest.get(neighbour, breaks + 1):
                    fewest[neighbour] = after
                    waiting.append((neighbour, steps + 1, after))
        return None

    def path(self) -> str | None:
        """Return the letters of the steps on a shortest way, up, right, down, left in this order of choice.

        It is None if there is no way.
        """
        left = self._steps_from(self._end)
        if self._start not in left:
            return None
        field = self._start
        letters = []
        while left[field] > 0:
            letter, field = next(
                (letter, neighbour)
                for letter, neighbour in self._around(field)
                if left.get(neighbour) == left[field] - 1
            )
            letters.append(letter)
        return "".join(letters)

    def drawn(self) -> str:
        """Return the maze with stars on the fields of the way between start and end, if there is one."""
        rows = [list(row) for row in self._rows]
        row, column = self._start
        for letter in (self.path() or "")[:-1]:
            row += DIRECTIONS[letter][0]
            column += DIRECTIONS[letter][1]
            rows[row][column] = "*"
        return "\n".join("".join(signs) for signs in rows)

    def distances(self) -> str:
        """Return the maze with the last digit of each field's distance from the start, "?" if unreachable."""
        steps = self._steps_from(self._start)
        lines = []
        for number, row in enumerate(self._rows):
            line = ""
            for column, sign in enumerate(row):
                if sign != WALL:
                    sign = str(steps[number, column] % 10) if (number, column) in steps else "?"
                line += sign
            lines.append(line)
        return "\n".join(lines)

    def dead_ends(self) -> list[Field]:
        """Return the free fields with at most one free neighbour, other than start and end."""
        return [
            (number, column)
            for number, row in enumerate(self._rows)
            for column, sign in enumerate(row)
            if sign == "." and len(list(self._free_around((number, column)))) <= 1
        ]

    def _only(self, sign: str) -> Field:
        places = [(row, line.index(sign)) for row, line in enumerate(self._rows) if sign in line]
        if sum(line.count(sign) for line in self._rows) != 1:
            raise MazeError(f"there must be one {sign}")
        return places[0]

    def _sign(self, field: Field) -> str:
        return self._rows[field[0]][field[1]]

    def _around(self, field: Field) -> Iterator[tuple[str, Field]]:
        for letter, (down, right) in DIRECTIONS.items():
            row, column = field[0] + down, field[1] + right
            if 0 <= row < len(self._rows) and 0 <= column < len(self._rows[0]):
                yield letter, (row, column)

    def _free_around(self, field: Field) -> Iterator[Field]:
        return (neighbour for _, neighbour in self._around(field) if self._sign(neighbour) != WALL)

    def _steps_from(self, origin: Field) -> dict[Field, int]:
        steps = {origin: 0}
        waiting = deque([origin])
        while waiting:
            field = waiting.popleft()
            for neighbour in self._free_around(field):
                if neighbour not in steps:
                    steps[neighbour] = steps[field] + 1
                    waiting.append(neighbour)
        return steps
