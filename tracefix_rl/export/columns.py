"""What every format tells of an episode beside its conversation.

What an agent is not told of its task (the bugs, the solution, the held-out tests, where the program is from)
is in no column: a model that is trained on an export must not learn it.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.core.models import StopReason
from tracefix_rl.export.plain import plain
from tracefix_rl.trajectories import Trajectory

_ENDED = {reason.value for reason in StopReason}


def columns(trajectory: Trajectory) -> dict[str, Any]:
    """Return the columns that all formats share.

    `reward` is the episode's return, as the environment paid it. Like `final_score` it is missing, and not 0,
    if the episode was cut short.
    """
    has_score = trajectory.final_score is not None
    found = {
        "episode_id": trajectory.episode_id,
        "task_id": trajectory.task.id,
        "split": trajectory.task.split,
        "tier": trajectory.task.tier,
        "seed": seed(trajectory),
        "reward": trajectory.episode_return if has_score else None,
        "final_score": trajectory.final_score,
        "resolved": trajectory.resolved,
        "done": trajectory.stop_reason.value in _ENDED,
        "stop_reason": trajectory.stop_reason.value,
        "num_turns": len(trajectory.steps),
        "policy": trajectory.player.policy,
        "model": trajectory.player.model,
        "env_version": trajectory.versions.get("openenv-tracefix-rl"),
    }
    return {name: plain(value) for name, value in found.items()}


def seed(trajectory: Trajectory) -> int | None:
    """Return what the environment was seeded with, if it is a number that columns hold."""
    value = plain(trajectory.options.get("seed"))
    return value if isinstance(value, int) and not isinstance(value, bool) else None
