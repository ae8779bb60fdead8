"""Work with sets of half-open intervals `(start, end)`."""

from collections.abc import Iterable
from itertools import pairwise

Interval = tuple[int, int]


def merge(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the intervals in order, those that overlap or touch joined into one.

    Raises:
        ValueError: If an interval ends before it starts.
    """
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if end < start:
            raise ValueError(f"interval ({start}, {end}) ends before it starts")
        if merged and start <= merged[-1][1]:
            last = merged[-1]
            merged[-1] = (last[0], max(last[1], end))
        else:
            merged.append((start, end))
    return merged


def covered(intervals: Iterable[Interval]) -> int:
    """Return how much the intervals cover together; what several cover counts once."""
    return sum(end - start for start, end in merge(intervals))


def gaps(intervals: Iterable[Interval]) -> list[Interval]:
    """Return the stretches between the first start and the last end that nothing covers."""
    return [(left[1], right[0]) for left, right in pairwise(merge(intervals))]


def is_free(intervals: Iterable[Interval], start: int, end: int) -> bool:
    """Tell whether no interval overlaps the stretch from `start` to `end`."""
    return all(end <= other_start or other_end <= start for other_start, other_end in merge(intervals))
