"""How much of what an episode changed is where the bug was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tracefix_rl.trajectories.record import Trajectory


def edit_precision(trajectory: Trajectory) -> float | None:
    """Return the share of the changed places that the bug touched.

    A place is a line of the original source that is gone or another at the end, or a gap between two lines
    into which some were put. A gap is the bug's if it borders on a line of it, or is where lines are missing.

    Returns:
        A number from 0 to 1; `None` if nothing is changed at the end, or nobody knows where the bug was.
    """
    if trajectory.task.bug_spans is None:
        return None
    after = trajectory.lines_after(len(trajectory.steps))
    changed = list(_places(trajectory.lines, after))
    if not changed:
        return None
    return sum(_touches(place, trajectory.task.bug_spans) for place in changed) / len(changed)


def _places(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each changed place as its first and last line; last = first - 1 for a gap before `first`."""
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for tag, start, end, _, _ in codes:
        if tag == "insert":
            yield start + 1, start
        elif tag != "equal":
            yield from ((line, line) for line in range(start + 1, end + 1))


def _touches(place: tuple[int, int], spans: Sequence[tuple[int, int]]) -> bool:
    first, last = place
    is_gap = last < first
    for bug_first, bug_last in spans:
        if is_gap and bug_first <= first <= max(bug_last, bug_first - 1) + 1:
            return True
        if not is_gap and bug_first <= first <= bug_last:
            return True
    return False
