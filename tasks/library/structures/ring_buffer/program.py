"""A buffer of fixed capacity in which new values overwrite the oldest."""

from collections.abc import Iterable


class RingBuffer:
    """The newest numbers up to a capacity, in slots that are used round and round.

    Raises:
        ValueError: If the capacity is below 1.
    """

    def __init__(self, capacity: int) -> None:
        self._slots = self._memory(capacity)
        self._first = 0
        self._size = 0
        self.dropped = 0

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, index: int) -> int:
        return self._slots[self._slot(index)]

    def __setitem__(self, index: int, value: int) -> None:
        self._slots[self._slot(index)] = value

    @property
    def full(self) -> bool:
        """Tell whether the next value overwrites the oldest."""
        return self._size == len(self._slots)

    def append(self, value: int) -> int | None:
        """Add a value as the newest; return the oldest if it had to go."""
        capacity = len(self._slots)
        gone = None
        if self.full:
            gone = self._slots[self._first]
            self._first = (self._first + 1) % capacity
            self._size -= 1
            self.dropped += 1
        self._slots[(self._first + self._size) % capacity] = value
        self._size += 1
        return gone

    def extend(self, values: Iterable[int]) -> list[int]:
        """Append all values; return those that had to go."""
        gone = []
        for value in values:
            displaced = self.append(value)
            if displaced is not None:
                gone.append(displaced)
        return gone

    def replace(self, index: int, value: int) -> int:
        """Put a value in the place of another, which is returned; IndexError if there is none."""
        old = self[index]
        self[index] = value
        return old

    def popleft(self, count: int = 1) -> list[int]:
        """Take out the oldest values, at most `count`.

        Raises:
            ValueError: If the count is negative.
        """
        if count < 0:
            raise ValueError(f"cannot pop {count} values")
        taken = self.values()[:count]
        self._first = (self._first + len(taken)) % len(self._slots)
        self._size -= len(taken)
        return taken

    def clear(self) -> None:
        """Take out everything."""
        self._first = 0
        self._size = 0

    def values(self) -> list[int]:
        """Return all values, the oldest first."""
        before, after = self.segments()
        return before + after

    def latest(self, count: int) -> list[int]:
        """Return at most `count` values, the newest first."""
        return [self[-1 - back] for back in range(min(count, self._size))]

    def resize(self, capacity: int) -> list[int]:
        """Change the capacity; return the oldest values, for which there is no room any more.

        Raises:
            ValueError: If the capacity is below 1.
        """
        memory = self._memory(capacity)
        values = self.values()
        excess = max(len(values) - capacity, 0)
        self._slots = memory
        self._first = 0
        self._size = len(values) - excess
        self._slots[: self._size] = values[excess:]
        self.dropped += excess
        return values[:excess]

    def segments(self) -> tuple[list[int], list[int]]:
        """Return the values from the oldest to the end of the memory, and those that go on at its start."""
        end = self._first + self._size
        wrapped = max(end - len(self._slots), 0)
        return self._slots[self._first : end], self._slots[:wrapped]

    def _slot(self, index: int) -> int:
        if not -self._size <= index < self._size:
            raise IndexError(f"no value at {index}")
        if index < 0:
            index += self._size
        return (self._first + index) % len(self._slots)

    @staticmethod
    def _memory(capacity: int) -> list[int]:
        if capacity < 1:
            raise ValueError(f"a capacity of {capacity} is too small")
        return [0] * capacity
