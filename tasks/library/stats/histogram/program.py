"""Histograms of whole numbers, with bins that can be merged."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise


class Histogram:
    """Counts values in bins; a bin includes its lower edge and excludes its upper one.

    Only the last bin includes its upper edge too. Values outside are counted in `below` and `above`.

    Raises:
        ValueError: If there are fewer than two edges, or one is not above the one before.
    """

    def __init__(self, edges: Sequence[int]) -> None:
        if len(edges) < 2:
            raise ValueError("a histogram has at least two edges")
        for left, right in pairwise(edges):
            if right <= left:
                raise ValueError(f"edge {right} is not above {left}")
        self.edges = list(edges)
        self.counts = [0] * (len(edges) - 1)
        self.below = 0
        self.above = 0

    @classmethod
    def even(cls, low: int, high: int, bins: int) -> Histogram:
        """Return bins of nearly even width from low to high; the wider ones, by 1, come first.

        Raises:
            ValueError: If there is no bin, or a bin would have no width.
        """
        if not 1 <= bins <= high - low:
            raise ValueError(f"{bins} bins do not fit between {low} and {high}")
        width, wider = divmod(high - low, bins)
        return cls([low + index * width + min(index, wider) for index in range(bins + 1)])

    @property
    def total(self) -> int:
        """Return how many values are in bins."""
        return sum(self.counts)

    def add(self, values: Iterable[int]) -> None:
        """Count values."""
        for value in values:
            if value < self.edges[0]:
                self.below += 1
            elif value > self.edges[-1]:
                self.above += 1
            else:
                self.counts[min(bisect_right(self.edges, value), len(self.counts)) - 1] += 1

    def merge(self, other: Histogram) -> Histogram:
        """Return a histogram of both, with the edges that both have.

        Counts of a bin are in the bin that it became a part of, or in `below` or `above`.

        Raises:
            ValueError: If they have fewer than two edges in common.
        """
        common = [edge for edge in self.edges if edge in other.edges]
        merged = Histogram(common)
        for part in (self, other):
            merged.below += part.below
            merged.above += part.above
            for left, count in zip(part.edges, part.counts, strict=False):
                if left < common[0]:
                    merged.below += count
                elif left >= common[-1]:
                    merged.above += count
                else:
                    merged.counts[bisect_right(common, left) - 1] += count
        return merged

    def coarse(self, least: int) -> Histogram:
        """Return a histogram in which every bin has at least so many values, if there are as many in all.

        Bins are joined from the left until they have enough; what is left over joins the last of them.
        """
        edges = [self.edges[0]]
        counts: list[int] = []
        pending = 0
        for right, count in zip(self.edges[1:], self.counts, strict=True):
            pending += count
            if pending >= least:
                edges.append(right)
                counts.append(pending)
                pending = 0
        if not counts:
            edges.append(self.edges[-1])
            counts.append(0)
        edges[-1] = self.edges[-1]
        counts[-1] += pending
        joined = Histogram(edges)
        joined.counts = counts
        joined.below, joined.above = self.below, self.above
        return joined

    def percentile_bin(self, percent: int) -> tuple[int, int] | None:
        """Return the edges of the first bin up to which there are so many percent of the values in bins.

        A bin without values is never it. None if there are no values in bins.

        Raises:
            ValueError: If the percentage is not from 0 to 100.
        """
        if not 0 <= percent <= 100:
            raise ValueError(f"percent must be from 0 to 100, but is {percent}")
        seen = 0
        for index, count in enumerate(self.counts):
            seen += count
            if count and seen * 100 >= percent * self.total:
                return self.edges[index], self.edges[index + 1]
        return None

    def lines(self, width: int = 20) -> list[str]:
        """Return a line for each bin, "0..10 ####"; the largest count has `width` marks, others fewer.

        Marks are rounded down, but a bin with values has at least one.
        """
        largest = max(self.counts)
        lines: list[str] = []
        for left, right, count in zip(self.edges, self.edges[1:], self.counts, strict=False):
            marks = max(1, count * width // largest) if count else 0
            lines.append(f"{left}..{right} {'#' * marks}".rstrip())
        return lines
