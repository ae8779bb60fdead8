"""Count requests by name over the last minutes, in slots of fixed width."""

from collections import Counter, deque
from dataclasses import dataclass, field


@dataclass
class _Slot:
    number: int
    counts: Counter[str] = field(default_factory=Counter)


class WindowCounter:
    """Counts requests in a window of `slots` slots, each `width` seconds, that moves with the latest time.

    Raises:
        ValueError: If slots or width are below 1.
    """

    def __init__(self, slots: int, width: int) -> None:
        if slots < 1 or width < 1:
            raise ValueError("slots and width must be at least 1")
        self._size = slots
        self._width = width
        self._slots: deque[_Slot] = deque()
        self._latest = 0
        self.late = 0

    def record(self, name: str, now: int, count: int = 1) -> bool:
        """Count requests in the slot of `now`; tell whether that slot is still in the window.

        Raises:
            ValueError: If the time is negative or the count below 1.
        """
        if count < 1:
            raise ValueError(f"count must be at least 1, but is {count}")
        self._advance(now)
        number = now // self._width
        if number < self._first():
            self.late += count
            return False
        self._slot(number).counts[name] += count
        return True

    def total(self, now: int, name: str | None = None) -> int:
        """Return the number of requests in the window, of one name or of all.

        Raises:
            ValueError: If the time is negative.
        """
        self._advance(now)
        if name is None:
            return sum(slot.counts.total() for slot in self._slots)
        return sum(slot.counts[name] for slot in self._slots)

    def estimate(self, now: int, name: str) -> int:
        """Return the number for a window that ends at the latest time; the oldest slot counts in part.

        Raises:
            ValueError: If the time is negative.
        """
        total = self.total(now, name)
        if self._size == 1 or not self._slots or self._slots[0].number != self._first():
            return total
        oldest = self._slots[0].counts[name]
        rest = self._width - (self._latest % self._width + 1)
        return total - oldest + oldest * rest // self._width

    def top(self, now: int, limit: int) -> list[tuple[str, int]]:
        """Return the names with the most requests, the most first, then by name.

        Raises:
            ValueError: If the time is negative.
        """
        self._advance(now)
        counts: Counter[str] = Counter()
        for slot in self._slots:
            counts.update(slot.counts)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        return ranked[: max(0, limit)]

    def busiest(self, now: int) -> tuple[int, int] | None:
        """Return first second and number of the slot with the most requests; among equals the earliest.

        Raises:
            ValueError: If the time is negative.
        """
        self._advance(now)
        if not self._slots:
            return None
        slot = max(self._slots, key=lambda slot: (slot.counts.total(), -slot.number))
        return slot.number * self._width, slot.counts.total()

    def _advance(self, now: int) -> None:
        if now < 0:
            raise ValueError(f"time must not be negative, but is {now}")
        self._latest = max(self._latest, now)
        while self._slots and self._slots[0].number < self._first():
            self._slots.popleft()

    def _first(self) -> int:
        return self._latest // self._width - self._size + 1

    def _slot(self, number: int) -> _Slot:
        position = len(self._slots)
        while position > 0 and self._slots[position - 1].number >= number:
            position -= 1
        if position == len(self._slots) or self._slots[position].number != number:
            self._slots.insert(position, _Slot(number))
        return self._slots[position]
