"""Look things up in sorted lists."""

from collections.abc import Sequence


def find(items: Sequence[int], target: int) -> int:
    """Return a position of `target` in the ascending `items`, or -1 if it is not there."""
    low, high = 0, len(items) - 1
    while low < high:
        middle = (low + high) // 2
        if items[middle] == target:
            return middle
        if items[middle] < target:
            low = middle + 1
        else:
            high = middle - 1
    return -1


def span(items: Sequence[int], target: int) -> tuple[int, int]:
    """Return the positions `(start, end)` between which `items` holds only `target`.

    `end` is exclusive. A target that is not there has the span (0, 0).
    """
    position = find(items, target)
    if position == -1:
        return (0, 0)
    start = end = position
    while start > 0 and items[start - 1] == target:
        start -= 1
    while end < len(items) and items[end] == target:
        end += 1
    return (start, end)


def count(items: Sequence[int], target: int) -> int:
    """Return how often `target` occurs in the ascending `items`."""
    start, end = span(items, target)
    return end - start


def absent(items: Sequence[int], wanted: Sequence[int]) -> list[int]:
    """Return the values of `wanted`, in their order, that the ascending `items` lack."""
    return [value for value in wanted if find(items, value) == -1]
