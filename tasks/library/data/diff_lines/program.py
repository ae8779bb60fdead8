"""Compare texts line by line."""

from collections.abc import Sequence

Change = tuple[str, str]
"""A mark and a line: " " for a line in both texts, "-" in the old one alone, "+" in the new one alone."""


class PatchError(ValueError):
    """The changes do not fit the text."""


def diff(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Return changes that turn `old` into `new`, with as many lines in both as possible.

    Where lines are replaced, those that go come before those that come.
    """
    lengths = _common_lengths(old, new)
    changes: list[Change] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and old[i] == new[j]:
            changes.append((" ", old[i]))
            i, j = i + 1, j + 1
        elif i < len(old) and (j == len(new) or lengths[i + 1][j] >= lengths[i][j + 1]):
            changes.append(("-", old[i]))
            i += 1
        else:
            changes.append(("+", new[j]))
            j += 1
    return changes


def apply(old: Sequence[str], changes: Sequence[Change]) -> list[str]:
    """Return the lines of `old` after the changes.

    Raises:
        PatchError: If a line that should be there is another, or lines are left over.
    """
    new: list[str] = []
    position = 0
    for mark, line in changes:
        if mark != "+":
            if position >= len(old) or old[position] != line:
                raise PatchError(f"line {position + 1} should be {line!r}")
            position += 1
        if mark != "-":
            new.append(line)
    if position < len(old):
        raise PatchError(f"line {position + 1} is left over")
    return new


def reverse(changes: Sequence[Change]) -> list[Change]:
    """Return the changes that undo these; what goes still comes before what comes."""
    opposite = {"+": "-", "-": "+", " ": " "}
    undone: list[Change] = []
    coming: list[Change] = []
    for mark, line in changes:
        if mark == " ":
            undone.extend(coming)
            coming.clear()
        target = coming if mark == "-" else undone
        target.append((opposite[mark], line))
    return undone + coming


def hunks(changes: Sequence[Change], context: int = 3) -> list[tuple[int, list[Change]]]:
    """Return the parts with changes, each with up to `context` common lines before and after it.

    With each comes the number of its first line in the old text, from 1. Parts whose lines would meet or
    overlap are one.
    """
    near = [
        any(mark != " " for mark, _ in changes[max(0, position - context) : position + context + 1])
        for position in range(len(changes))
    ]
    parts: list[tuple[int, list[Change]]] = []
    line = 1
    for position, change in enumerate(changes):
        if near[position]:
            if position == 0 or not near[position - 1]:
                parts.append((line, []))
            parts[-1][1].append(change)
        line += change[0] != "+"
    return parts


def similarity(old: Sequence[str], new: Sequence[str]) -> float:
    """Return the share of lines that are in both texts, from 0.0 to 1.0; empty texts are alike."""
    lines = len(old) + len(new)
    return 2 * _common_lengths(old, new)[0][0] / lines if lines else 1.0


def _common_lengths(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """Return how many lines `old[i:]` and `new[j:]` can have in common, by i and j."""
    lengths = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            if old[i] == new[j]:
                lengths[i][j] = lengths[i + 1][j + 1] + 1
            else:
                lengths[i][j] = max(lengths[i + 1][j], lengths[i][j + 1])
    return lengths
