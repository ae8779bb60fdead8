"""A set of whole numbers as intervals that never touch."""

from bisect import bisect_left, bisect_right

Interval = tuple[int, int]
"""The first number and the one after the last."""


class IntervalSet:
    """Whole numbers as a sorted list of intervals; those that overlap or touch are one."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    @property
    def total(self) -> int:
        """Return how many numbers are in the set."""
        return sum(self._ends) - sum(self._starts)

    def intervals(self) -> list[Interval]:
        """Return all intervals in order."""
        return list(zip(self._starts, self._ends, strict=True))

    def add(self, start: int, end: int) -> int:
        """Add the numbers of an interval; return how many are new.

        Raises:
            ValueError: If it starts after its end.
        """
        _check(start, end)
        if start == end:
            return 0
        before = self.total
        low = bisect_left(self._ends, start)
        high = bisect_right(self._starts, end)
        if low < high:
            start = min(start, self._starts[low])
            end = max(end, self._ends[high - 1])
        self._starts[low:high] = [start]
        self._ends[low:high] = [end]
        return self.total - before

    def remove(self, start: int, end: int) -> int:
        """Take out the numbers of an interval; return how many were in.

        Raises:
            ValueError: If it starts after its end.
        """
        low, high = self._touched(start, end)
        if low == high:
            return 0
        before = self.total
        left = self._starts[low]
        right = self._ends[high - 1]
        kept = []
        if left < start:
            kept.append((left, start))
        if end < right:
            kept.append((end, right))
        self._starts[low:high] = [first for first, _ in kept]
        self._ends[low:high] = [last for _, last in kept]
        return before - self.total

    def contains(self, number: int) -> bool:
        """Tell whether a number is in the set."""
        return self.find(number) is not None

    def find(self, number: int) -> Interval | None:
        """Return the interval that a number is in, or None."""
        index = bisect_right(self._starts, number) - 1
        if index < 0 or self._ends[index] <= number:
            return None
        return self._starts[index], self._ends[index]

    def covers(self, start: int, end: int) -> bool:
        """Tell whether all numbers of an interval are in; ValueError if it starts after its end."""
        _check(start, end)
        return not self.gaps(start, end)

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether any number of an interval is in; ValueError if it starts after its end."""
        low, high = self._touched(start, end)
        return low < high

    def clip(self, start: int, end: int) -> list[Interval]:
        """Return the parts of the intervals between start and end; ValueError if these are out of order."""
        low, high = self._touched(start, end)
        return [(max(first, start), min(last, end)) for first, last in self.intervals()[low:high]]

    def gaps(self, start: int, end: int) -> list[Interval]:
        """Return what is free between start and end, as intervals in order.

        Raises:
            ValueError: If the start is after the end.
        """
        free = []
        position = start
        for first, last in self.clip(start, end):
            if position < first:
                free.append((position, first))
            position = last
        if position < end:
            free.append((position, end))
        return free

    def first_gap(self, length: int, start: int = 0) -> int:
        """Return the first number, from `start` on, with which `length` free numbers begin.

        Raises:
            ValueError: If the length is below 1.
        """
        if length < 1:
            raise ValueError(f"a gap of {length} is none")
        position = start
        for first, last in self.intervals():
            if last <= position:
                continue
            if first - position >= length:
                break
            position = last
        return position

    def _touched(self, start: int, end: int) -> Interval:
        """Return from which index up to which the intervals have numbers between start and end."""
        _check(start, end)
        low = bisect_right(self._ends, start)
        high = bisect_left(self._starts, end)
        return low, max(low, high) if start < end else low


def _check(start: int, end: int) -> None:
    if start > end:
        raise ValueError(f"{start} is after {end}")
