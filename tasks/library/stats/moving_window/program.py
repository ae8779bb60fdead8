"""The smallest, largest and middle value of the last few measurements, kept up to date."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Callable, Iterable
from operator import ge, le


class EmptyWindowError(LookupError):
    """There is no value in the window."""


class Extreme:
    """The best value of those that are not too old; `beats` tells whether a new value is as good as another.

    Only values that can still become the best are kept: each is better than all that came after it.
    """

    def __init__(self, beats: Callable[[int, int], bool]) -> None:
        self._beats = beats
        self._candidates: deque[tuple[int, int]] = deque()

    def push(self, time: int, value: int) -> None:
        """Take a new value."""
        while self._candidates and self._beats(value, self._candidates[-1][1]):
            self._candidates.pop()
        self._candidates.append((time, value))

    def expire(self, time: int) -> None:
        """Forget all values from before this time."""
        while self._candidates and self._candidates[0][0] < time:
            self._candidates.popleft()

    def best(self) -> tuple[int, int] | None:
        """Return time and value of the best, the latest of equals; None if there is none."""
        return self._candidates[0] if self._candidates else None


class MovingWindow:
    """The values of the last `span` seconds, and of those the last `size` if there are more.

    A value that came exactly `span` seconds ago is not in the window any more.

    Raises:
        ValueError: If span or size is below 1.
    """

    def __init__(self, span: int, size: int = 100) -> None:
        if span < 1 or size < 1:
            raise ValueError("span and size must be at least 1")
        self._span = span
        self._size = size
        self._now = 0
        self._entries: deque[tuple[int, int, int]] = deque()
        self._ordered: list[int] = []
        self._added = 0
        self._least = Extreme(le)
        self._most = Extreme(ge)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, time: int, value: int) -> None:
        """Take a value at a time, which may be that of the value before.

        Raises:
            ValueError: If the time is before the last time.
        """
        self.advance(time)
        self._entries.append((self._added, time, value))
        insort(self._ordered, value)
        for extreme in (self._least, self._most):
            extreme.push(self._added, value)
        self._added += 1
        if len(self._entries) > self._size:
            self._drop()

    def extend(self, points: Iterable[tuple[int, int]]) -> list[int]:
        """Take pairs of time and value; return the range, largest less smallest, after each of them."""
        ranges: list[int] = []
        for time, value in points:
            self.add(time, value)
            ranges.append(self.max() - self.min())
        return ranges

    def advance(self, time: int) -> int:
        """Let time pass without a value; return how many values left the window.

        Raises:
            ValueError: If the time is before the last time.
        """
        if time < self._now:
            raise ValueError(f"{time} is before {self._now}")
        self._now = time
        before = len(self)
        while self._entries and self._entries[0][1] <= time - self._span:
            self._drop()
        return before - len(self)

    def min(self) -> int:
        """Return the smallest value; raises EmptyWindowError if there is none."""
        return self._value(self._least)

    def max(self) -> int:
        """Return the largest value; raises EmptyWindowError if there is none."""
        return self._value(self._most)

    def median(self) -> float:
        """Return the middle value, or what is halfway between the middle two.

        Raises:
            EmptyWindowError: If there is no value.
        """
        if not self._ordered:
            raise EmptyWindowError("there are no values")
        middle = len(self._ordered) // 2
        if len(self._ordered) % 2:
            return float(self._ordered[middle])
        return (self._ordered[middle - 1] + self._ordered[middle]) / 2

    def age_of_max(self) -> int:
        """Return how many values came after the largest, the latest of equals; raises what `max` raises."""
        best = self._most.best()
        if best is None:
            raise EmptyWindowError("there are no values")
        return self._added - 1 - best[0]

    def _value(self, extreme: Extreme) -> int:
        best = extreme.best()
        if best is None:
            raise EmptyWindowError("there are no values")
        return best[1]

    def _drop(self) -> None:
        number, _, value = self._entries.popleft()
        del self._ordered[bisect_left(self._ordered, value)]
        self._least.expire(number + 1)
        self._most.expire(number + 1)
