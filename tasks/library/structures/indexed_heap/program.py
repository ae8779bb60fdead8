"""Heaps whose scores can change, and the median of scores that do."""

import heapq

Entry = tuple[int, int, str]
"""What decides the order, which is the score or its negative; when it was set; and the name."""


class LazyHeap:
    """Names by score, the smallest or the largest on top; among equals the one whose score is set longest.

    Entries that are out of date wait inside until they come to the top or are too many.
    """

    def __init__(self, largest: bool = False) -> None:
        self._sign = -1 if largest else 1
        self._entries: list[Entry] = []
        self._current: dict[str, Entry] = {}
        self._changes = 0

    def __len__(self) -> int:
        return len(self._current)

    @property
    def stale(self) -> int:
        """Return how many entries are out of date."""
        return len(self._entries) - len(self._current)

    def score(self, name: str) -> int | None:
        """Return the score of a name; None if it is not in."""
        return self._sign * self._current[name][0] if name in self._current else None

    def names(self) -> list[str]:
        """Return all names in the order in which they would be popped."""
        return [name for _, _, name in sorted(self._current.values())]

    def set(self, name: str, score: int) -> None:
        """Add a name, or change its score; the score that it has changes nothing."""
        if self.score(name) == score:
            return
        self._changes += 1
        entry = (self._sign * score, self._changes, name)
        self._current[name] = entry
        heapq.heappush(self._entries, entry)
        self._tidy()

    def discard(self, name: str) -> bool:
        """Take out a name; tell whether it was in."""
        if name not in self._current:
            return False
        del self._current[name]
        self._tidy()
        return True

    def top(self) -> str | None:
        """Return the name on top; None if the heap is empty."""
        while self._entries:
            name = self._entries[0][2]
            if self._current.get(name) == self._entries[0]:
                return name
            heapq.heappop(self._entries)
        return None

    def pop(self) -> tuple[str, int]:
        """Take out the name on top, and return it with its score.

        Raises:
            IndexError: If the heap is empty.
        """
        name = self.top()
        if name is None:
            raise IndexError("the heap is empty")
        order, _, _ = heapq.heappop(self._entries)
        del self._current[name]
        return name, self._sign * order

    def _tidy(self) -> None:
        if self.stale > max(3, len(self._current)):
            self._entries = sorted(self._current.values())


class MedianTracker:
    """Names with scores in two halves: no score of the lower half is above one of the upper.

    The lower half has as many names as the upper, or one more.
    """

    def __init__(self) -> None:
        self._low = LazyHeap(largest=True)
        self._high = LazyHeap()

    def __len__(self) -> int:
        return len(self._low) + len(self._high)

    def update(self, name: str, score: int) -> None:
        """Add a name, or change its score."""
        self.remove(name)
        middle = self._highest_low()
        if middle is not None and score >= middle:
            self._high.set(name, score)
        else:
            self._low.set(name, score)
        self._balance()

    def remove(self, name: str) -> bool:
        """Take out a name; tell whether it was there."""
        found = self._low.discard(name) or self._high.discard(name)
        self._balance()
        return found

    def median(self) -> float | None:
        """Return the score in the middle, the mean of two for an even number; None without any."""
        low = self._highest_low()
        name = self._high.top()
        high = None if name is None else self._high.score(name)
        if low is None or high is None or len(self._low) > len(self._high):
            return low if low is None else float(low)
        return (low + high) / 2

    def above(self) -> list[tuple[str, int]]:
        """Return the names and scores above the median, the highest first, equal ones by alphabet."""
        median = self.median()
        scores = [(name, heap.score(name)) for heap in (self._low, self._high) for name in heap.names()]
        found = [
            (name, score)
            for name, score in scores
            if score is not None and median is not None and score > median
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))

    def _highest_low(self) -> int | None:
        name = self._low.top()
        return None if name is None else self._low.score(name)

    def _balance(self) -> None:
        if len(self._low) > len(self._high) + 1:
            self._high.set(*self._low.pop())
        elif len(self._high) > len(self._low):
            self._low.set(*self._high.pop())
