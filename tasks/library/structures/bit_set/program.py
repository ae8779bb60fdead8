"""A set of small whole numbers, kept as bits."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

WIDTH = 8


class BitSet:
    """Whole numbers from 0 on, as bits in words.

    Raises:
        ValueError: If a number is negative.
    """

    def __init__(self, numbers: Iterable[int] = ()) -> None:
        self._words: list[int] = []
        for number in numbers:
            self.add(number)

    def __len__(self) -> int:
        return sum(word.bit_count() for word in self._words)

    def contains(self, number: int) -> bool:
        """Tell whether a number is in the set."""
        index, bit = divmod(number, WIDTH)
        return 0 <= index < len(self._words) and self._words[index] >> bit & 1 == 1

    def add(self, number: int) -> bool:
        """Add a number; tell whether it is new.

        Raises:
            ValueError: If it is negative.
        """
        if number < 0:
            raise ValueError(f"{number} is negative")
        if self.contains(number):
            return False
        index, bit = divmod(number, WIDTH)
        self._words += [0] * (index + 1 - len(self._words))
        self._words[index] |= 1 << bit
        return True

    def discard(self, number: int) -> bool:
        """Take out a number; tell whether it was in."""
        if not self.contains(number):
            return False
        index, bit = divmod(number, WIDTH)
        self._words[index] &= ~(1 << bit)
        self._trim()
        return True

    def add_range(self, start: int, end: int) -> None:
        """Add the numbers from `start` up to, not including, `end`; ValueError if one is negative."""
        for index, mask in _masks(start, end):
            self._words += [0] * (index + 1 - len(self._words))
            self._words[index] |= mask

    def flip_range(self, start: int, end: int) -> None:
        """Add what is not in and take out what is, from `start` up to, not including, `end`.

        Raises:
            ValueError: If a number of the range is negative.
        """
        for index, mask in _masks(start, end):
            self._words += [0] * (index + 1 - len(self._words))
            self._words[index] ^= mask
        self._trim()

    def words(self) -> list[int]:
        """Return the words up to the last that is not 0."""
        return list(self._words)

    def members(self) -> list[int]:
        """Return all members in order."""
        return [number for start, end in self.ranges() for number in range(start, end)]

    def union(self, other: BitSet) -> BitSet:
        """Return what is in either set."""
        return self._of(a | b for a, b in zip_longest(self._words, other._words, fillvalue=0))

    def intersection(self, other: BitSet) -> BitSet:
        """Return what is in both sets."""
        return self._of(a & b for a, b in zip(self._words, other._words, strict=False))

    def difference(self, other: BitSet) -> BitSet:
        """Return what is in this set and not in the other."""
        return self._of(a & ~b for a, b in zip_longest(self._words, other._words, fillvalue=0))

    def rank(self, number: int) -> int:
        """Return how many members are below a number."""
        if number <= 0:
            return 0
        index, bit = divmod(number, WIDTH)
        whole = sum(word.bit_count() for word in self._words[:index])
        if index >= len(self._words):
            return whole
        return whole + (self._words[index] & ((1 << bit) - 1)).bit_count()

    def next_member(self, number: int) -> int | None:
        """Return the smallest member of at least `number`, or None."""
        end = len(self._words) * WIDTH
        return next((candidate for candidate in range(max(number, 0), end) if self.contains(candidate)), None)

    def next_free(self, number: int) -> int:
        """Return the smallest number from 0 on that is at least `number` and no member."""
        number = max(number, 0)
        while self.contains(number):
            number += 1
        return number

    def ranges(self) -> list[tuple[int, int]]:
        """Return the runs of members as pairs of their first number and the one after their last."""
        runs = []
        start = self.next_member(0)
        while start is not None:
            end = self.next_free(start)
            runs.append((start, end))
            start = self.next_member(end)
        return runs

    def _trim(self) -> None:
        while self._words and self._words[-1] == 0:
            self._words.pop()

    @staticmethod
    def _of(words: Iterable[int]) -> BitSet:
        result = BitSet()
        result._words = list(words)
        result._trim()
        return result


def _masks(start: int, end: int) -> list[tuple[int, int]]:
    """Return the index of each word that a range touches, and the bits it has there."""
    if start >= end:
        return []
    if start < 0:
        raise ValueError(f"{start} is negative")
    masks = []
    for index in range(start // WIDTH, (end - 1) // WIDTH + 1):
        low = max(start - index * WIDTH, 0)
        high = min(end - index * WIDTH, WIDTH)
        masks.append((index, (1 << high) - (1 << low)))
    return masks
