"""A sheet of numbers in cells such as C12, of which few are in use."""

import re
from collections.abc import Iterator

Cell = tuple[int, int]
"""Row and column, from 1."""

ADDRESS = re.compile(r"([A-Za-z]+)([1-9][0-9]*)")


class AddressError(ValueError):
    """The text is no address of a cell."""

    def __init__(self, text: str) -> None:
        super().__init__(f"not an address: {text}")


def parse_address(text: str) -> tuple[int, int]:
    """Return the column and the row, both from 1.

    Raises:
        AddressError: If the text is not letters followed by a number.
    """
    match = ADDRESS.fullmatch(text)
    if match is None:
        raise AddressError(text)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column, int(match[2])


def format_address(column: int, row: int) -> str:
    """Return the address of a column and a row.

    Raises:
        AddressError: If one is below 1.
    """
    if column < 1 or row < 1:
        raise AddressError(f"{column},{row}")
    letters = ""
    while column > 0:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}"


class Sheet:
    """Whole numbers in the cells of an endless sheet. AddressError is raised for what is no address."""

    def __init__(self) -> None:
        self._values: dict[Cell, int] = {}

    def get(self, address: str) -> int | None:
        """Return the value of a cell; None if it is empty."""
        column, row = parse_address(address)
        return self._values.get((row, column))

    def set(self, address: str, value: int | None) -> None:
        """Set the value of a cell, or empty it."""
        column, row = parse_address(address)
        self._put((row, column), value)

    def fill(self, area: str, value: int | None) -> None:
        """Set the values of all cells of a range, or empty them."""
        (top, left), (bottom, right) = _corners(area)
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                self._put((row, column), value)

    def cells(self) -> list[tuple[str, int]]:
        """Return the addresses and values of all cells in use, row by row."""
        return [(format_address(column, row), value) for (row, column), value in sorted(self._values.items())]

    def bounds(self) -> str | None:
        """Return the smallest range that has all cells in use; None if there are none."""
        if not self._values:
            return None
        rows = [row for row, _ in self._values]
        columns = [column for _, column in self._values]
        return f"{format_address(min(columns), min(rows))}:{format_address(max(columns), max(rows))}"

    def total(self, area: str) -> int:
        """Return the sum of a range."""
        return sum(self._within(area))

    def count(self, area: str) -> int:
        """Return how many cells of a range are in use."""
        return len(list(self._within(area)))

    def largest(self, area: str) -> int | None:
        """Return the greatest value of a range; None if all its cells are empty."""
        return max(self._within(area), default=None)

    def find(self, value: int) -> list[str]:
        """Return the addresses of the cells with a value, row by row."""
        return [address for address, found in self.cells() if found == value]

    def insert_rows(self, row: int, count: int = 1) -> int:
        """Put empty rows in front of a row; return how many values moved.

        Raises:
            ValueError: If the row or the count is below 1.
        """
        return self._shift(row, row, count, count)

    def delete_rows(self, row: int, count: int = 1) -> int:
        """Remove rows from one on; return how many values moved.

        Raises:
            ValueError: If the row or the count is below 1.
        """
        return self._shift(row, row + count, count, -count)

    def _shift(self, row: int, first: int, count: int, by: int) -> int:
        """Keep what is above `row`, and move what is from row `first` on."""
        if row < 1 or count < 1:
            raise ValueError("rows and their number are counted from 1")
        moved = {(old + by, column): value for (old, column), value in self._values.items() if old >= first}
        kept = {cell: value for cell, value in self._values.items() if cell[0] < row}
        self._values = kept | moved
        return len(moved)

    def _put(self, cell: Cell, value: int | None) -> None:
        if value is None:
            self._values.pop(cell, None)
        else:
            self._values[cell] = value

    def _within(self, area: str) -> Iterator[int]:
        (top, left), (bottom, right) = _corners(area)
        for (row, column), value in self._values.items():
            if top <= row <= bottom and left <= column <= right:
                yield value


def _corners(area: str) -> tuple[Cell, Cell]:
    """Return the upper left and the lower right cell of a range."""
    parts = area.split(":")
    if len(parts) > 2:
        raise AddressError(area)
    places = [parse_address(part) for part in parts]
    columns, rows = zip(*places, strict=True)
    return (min(rows), min(columns)), (max(rows), max(columns))
