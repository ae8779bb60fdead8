"""What the page says of an episode before it is opened."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.trajectories.record import Trajectory

RESOLVED, UNRESOLVED, CUT_SHORT = "resolved", "not resolved", "cut short"

HELD_OUT = "held-out tests only"
UNTESTED = "no tests run"
_WORST_FIRST = (Verdict.CRASHED, Verdict.TIMEOUT, Verdict.ERROR, Verdict.MISSING, Verdict.FAILED)
ENDINGS = (*reversed([verdict.value for verdict in _WORST_FIRST]), HELD_OUT, UNTESTED)
"""What can have kept an episode from being resolved, by the visible tests when they ran last."""


@dataclass(frozen=True, slots=True)
class Episode:
    """One row of the table, and what the plots need.

    Args:
        row: The cells by the names of their columns.
        outcome: `RESOLVED`, `UNRESOLVED` or `CUT_SHORT`.
        ending: One of `ENDINGS`; `None` unless it is unresolved.
        running: The return after each step.
        families: Defect families of the task's bugs; none if nobody knows.
    """

    row: dict[str, Any]
    outcome: str
    ending: str | None
    running: tuple[float, ...]
    families: tuple[str, ...]

    @classmethod
    def of(cls, trajectory: Trajectory) -> Episode:
        """Return what is said of an episode."""
        task, player, tokens = trajectory.task, trajectory.player, trajectory.tokens
        outcome = _outcome(trajectory)
        return cls(
            row={
                "id": trajectory.episode_id,
                "task": task.id,
                "title": task.title,
                "tier": task.tier,
                "outcome": outcome,
                "score": trajectory.final_score,
                "return": trajectory.episode_return,
                "steps": len(trajectory.steps),
                "stop_reason": trajectory.stop_reason.value,
                "attempt": trajectory.attempt,
                "split": task.split,
                "seconds": trajectory.duration_s,
                "tokens": tokens.prompt + tokens.completion if tokens else None,
                "model": player.model or player.policy,
                "program": task.program,
                "families": list(task.bug_families or ()),
            },
            outcome=outcome,
            ending=_ending(trajectory) if outcome == UNRESOLVED else None,
            running=tuple(accumulate(step.reward for step in trajectory.steps)),
            families=tuple(task.bug_families or ()),
        )


def _outcome(trajectory: Trajectory) -> str:
    if trajectory.failed:
        return CUT_SHORT
    return RESOLVED if trajectory.resolved else UNRESOLVED


def _ending(trajectory: Trajectory) -> str:
    for step in reversed(trajectory.steps):
        if step.verdicts is not None:
            found = set(step.verdicts.values())
            return next((verdict.value for verdict in _WORST_FIRST if verdict in found), HELD_OUT)
    return UNTESTED
