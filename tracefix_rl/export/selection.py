"""Which episodes go into an export, and why the others do not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from tracefix_rl.trajectories import Trajectory


class Selection:
    """Lets episodes through and counts them. An episode in which nothing was done is never let through.

    Args:
        only_resolved: Whether only those that were resolved.
        min_score: Lowest final score; one without a score is below it.
    """

    def __init__(self, *, only_resolved: bool = False, min_score: float | None = None) -> None:
        self._only_resolved = only_resolved
        self._min_score = min_score
        self.kept = 0
        """Episodes that were let through."""
        self.left_out: Counter[str] = Counter()
        """Episodes that were not, by the reason."""

    def of(self, trajectories: Iterable[Trajectory]) -> Iterator[Trajectory]:
        """Return the episodes that are let through."""
        for trajectory in trajectories:
            reason = self._against(trajectory)
            if reason:
                self.left_out[reason] += 1
            else:
                self.kept += 1
                yield trajectory

    def _against(self, trajectory: Trajectory) -> str | None:
        """The first reason to leave an episode out, so that each is counted once."""
        if not trajectory.steps:
            return "without a step"
        if self._only_resolved and not trajectory.resolved:
            return "not resolved"
        if self._min_score is not None:
            if trajectory.final_score is None:
                return "without a score"
            if trajectory.final_score < self._min_score:
                return f"with a score below {self._min_score:g}"
        return None
