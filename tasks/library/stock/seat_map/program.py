"""Find the best adjacent seats in the rows of a hall."""

from collections.abc import Iterator

FREE, TAKEN, AISLE = ".", "#", "_"


class SeatError(Exception):
    """The seats cannot be had, or the map makes no sense; nothing has changed."""


class SeatMap:
    """A hall, row by row: "." is a free seat, "#" one that is taken, "_" an aisle.

    Rows are numbered from 1, at the stage. The seats of a row are numbered from 1, aisles do not count.
    People sit together if there is neither an aisle nor anybody else between them.

    Raises:
        SeatError: If there are other marks.
    """

    def __init__(self, rows: list[str], best_row: int = 1) -> None:
        if set("".join(rows)) - {FREE, TAKEN, AISLE}:
            raise SeatError("a map has only free seats, taken seats and aisles")
        self._rows = [list(row) for row in rows]
        self._best_row = best_row
        self._bookings: dict[int, list[tuple[int, int]]] = {}
        self._last = 0

    def free(self) -> int:
        """Return the number of free seats."""
        return sum(row.count(FREE) for row in self._rows)

    def rows(self) -> list[str]:
        """Return the map as it is now."""
        return ["".join(row) for row in self._rows]

    def best(self, count: int) -> list[str]:
        """Return the names of the best adjacent seats, such as "3-12" in row 3; none if there are none.

        Best is what leaves no single free seat beside it; then what is nearest to the best row, among equals
        further in front; then what is nearest to the middle of the row, among equals further left.

        Raises:
            SeatError: If the count is below 1.
        """
        place = self._find(count)
        return [] if place is None else self._names(*place, count)

    def book(self, count: int) -> int:
        """Take the best adjacent seats; if there are none, the two best parts that make up the count.

        Parts are as even as possible, the larger one first. Return the number of the booking, from 1.

        Raises:
            SeatError: If the count is below 1, or the seats cannot be had even in two parts.
        """
        for smaller in [0, *range(count // 2, 0, -1)]:
            taken = self._take([count - smaller, smaller] if smaller else [count])
            if taken:
                self._last += 1
                self._bookings[self._last] = taken
                return self._last
        raise SeatError(f"there are no {count} seats")

    def seats(self, booking: int) -> list[str]:
        """Return the names of the seats of a booking, in their order in the hall; SeatError if unknown."""
        if booking not in self._bookings:
            raise SeatError(f"there is no booking {booking}")
        return [self._name(row, place) for row, place in sorted(self._bookings[booking])]

    def cancel(self, booking: int) -> int:
        """Free the seats of a booking and return how many they are; SeatError if it is unknown."""
        names = self.seats(booking)
        for row, place in self._bookings.pop(booking):
            self._rows[row][place] = FREE
        return len(names)

    def _take(self, parts: list[int]) -> list[tuple[int, int]]:
        taken: list[tuple[int, int]] = []
        for count in parts:
            found = self._find(count)
            if found is None:
                for row, place in taken:
                    self._rows[row][place] = FREE
                return []
            row, start = found
            for place in range(start, start + count):
                self._rows[row][place] = TAKEN
                taken.append((row, place))
        return taken

    def _find(self, count: int) -> tuple[int, int] | None:
        if count < 1:
            raise SeatError(f"nobody books {count} seats")
        choices = [
            (
                self._strands(row, start, count),
                abs(row + 1 - self._best_row),
                row,
                self._off(row, start, count),
                start,
            )
            for row, start in self._places(count)
        ]
        if not choices:
            return None
        _, _, row, _, start = min(choices)
        return row, start

    def _places(self, count: int) -> Iterator[tuple[int, int]]:
        for number, row in enumerate(self._rows):
            for start in range(len(row) - count + 1):
                if all(mark == FREE for mark in row[start : start + count]):
                    yield number, start

    def _strands(self, row: int, start: int, count: int) -> bool:
        line = [AISLE, AISLE, *self._rows[row], AISLE, AISLE]
        left, right = start + 1, start + 2 + count
        return (line[left] == FREE and line[left - 1] != FREE) or (
            line[right] == FREE and line[right + 1] != FREE
        )

    def _off(self, row: int, start: int, count: int) -> int:
        return abs(2 * start + count - len(self._rows[row]))

    def _name(self, row: int, place: int) -> str:
        seats = place + 1 - self._rows[row][:place].count(AISLE)
        return f"{row + 1}-{seats}"

    def _names(self, row: int, start: int, count: int) -> list[str]:
        return [self._name(row, place) for place in range(start, start + count)]
