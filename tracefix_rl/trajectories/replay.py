"""Plays a recorded episode again, and says where it goes otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.session import Session, SessionError, SessionLostError
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.trajectories.comparison import Difference, differences
from tracefix_rl.trajectories.digest import digest_of
from tracefix_rl.trajectories.record import Outcome, Player, Trajectory
from tracefix_rl.trajectories.recorder import Recorder, versions

_IN_EFFECT = ("seed", "max_steps", "reward_mode", "injected_state")
"""Options of `reset` that are given again; the others only chose the task, which is named instead."""

_NOTHING = digest_of(Observation())
"""Recorded of an episode that never began."""


class Reason(StrEnum):
    """Why an episode cannot be played again."""

    NEVER_BEGAN = "it never began"
    TASK_GONE = "its task is gone"
    TASK_CHANGED = "its task has changed"
    REFUSED = "the environment refused"
    LOST = "the environment was lost"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What kept an episode from being played again, or from being played to its end.

    Args:
        reason: The kind.
        message: What happened, on one line.
    """

    reason: Reason
    message: str


@dataclass(frozen=True, slots=True)
class Replay:
    """How playing an episode again went.

    Args:
        episode_id: The episode.
        task_id: Its task.
        steps: Steps that were played again.
        differences: What was not as recorded, in the order of the steps.
        obstacle: What kept it from being played to its end.
        note: What else may explain a difference: other versions.
    """

    episode_id: str
    task_id: str
    steps: int = 0
    differences: tuple[Difference, ...] = ()
    obstacle: Obstacle | None = None
    note: str | None = None

    @property
    def equal(self) -> bool:
        """Whether all went as recorded, to the end of the record."""
        return not self.differences and self.obstacle is None


async def replay(trajectory: Trajectory, session: Session, catalog: Catalog | None = None) -> Replay:
    """Play an episode again as far as it was recorded, and compare.

    The task is named by its id, whatever drew it; seed, step limit, reward mode and injected state are those
    of the record. What the environment refuses is part of the answer.

    Args:
        trajectory: The record.
        session: Where to play; it is not closed.
        catalog: The session's tasks, if it plays in this process. With it, a task that is gone or has changed
            is told from an environment that behaves otherwise, and so are other versions.
    """
    obstacle = _obstacle_before(trajectory, catalog)
    if obstacle is not None:
        return Replay(trajectory.episode_id, trajectory.task.id, obstacle=obstacle)
    recorder = Recorder(
        episode_id=trajectory.episode_id, options=trajectory.options, player=Player(policy="replay")
    )
    last: Observation | None = None
    try:
        last = await session.reset(**_options(trajectory))
        recorder.started(last)
        for action in actions_of(trajectory):
            last = await session.step(action)
            if last.reward is None:
                raise SessionError("the environment answered without a reward")
            recorder.stepped(action, last)
            if last.done:
                break
    except SessionLostError as error:
        obstacle = Obstacle(Reason.LOST, str(error))
    except SessionError as error:
        obstacle = Obstacle(Reason.REFUSED, str(error))
    now = _ended(recorder, last)
    return Replay(
        trajectory.episode_id,
        trajectory.task.id,
        steps=len(now.steps),
        differences=_differences(trajectory, now, obstacle),
        obstacle=obstacle,
        note=_other_versions(trajectory) if catalog is not None else None,
    )


def actions_of(trajectory: Trajectory) -> Iterator[Action]:
    """Return the actions as they were sent, also those with fields of other types or names."""
    return (Action.model_validate(step.action) for step in trajectory.steps)


def _options(trajectory: Trajectory) -> dict[str, object]:
    asked = {name: trajectory.options[name] for name in _IN_EFFECT if name in trajectory.options}
    return {"task_id": trajectory.task.id, **asked}


def _obstacle_before(trajectory: Trajectory, catalog: Catalog | None) -> Obstacle | None:
    """Why there is no point in trying."""
    if trajectory.observation == _NOTHING:
        return Obstacle(Reason.NEVER_BEGAN, trajectory.error or "its record holds no observation")
    if catalog is None:
        return None
    task = trajectory.task
    try:
        found = catalog.find(task.id)
    except LookupError as error:
        return Obstacle(Reason.TASK_GONE, f"{error}; TRACEFIX_TASKS names the task files to play from")
    if task.content not in (None, found.content_hash):
        return Obstacle(
            Reason.TASK_CHANGED,
            f"{task.id} has other tests or another source than when it was played; "
            "replay with the task file of that time (TRACEFIX_TASKS)",
        )
    return None


def _ended(recorder: Recorder, last: Observation | None) -> Trajectory:
    if last is None or not last.done:
        return recorder.ended(Outcome.ABANDONED, final_score=None)
    told = last.metadata
    return recorder.ended(
        Outcome(told.get("stop_reason") or Outcome.SUBMITTED), final_score=told.get("final_score")
    )


def _differences(recorded: Trajectory, now: Trajectory, obstacle: Obstacle | None) -> tuple[Difference, ...]:
    if obstacle is None:
        return tuple(differences(recorded, now))
    if now.observation == _NOTHING:
        return ()
    # It came no further, which is no difference.
    so_far = recorded.model_copy(update={"steps": recorded.steps[: len(now.steps)], "final_score": None})
    return tuple(differences(so_far, now))


def _other_versions(trajectory: Trajectory) -> str | None:
    here = versions()
    names = sorted(trajectory.versions.keys() | here.keys())
    other = [
        f"{name} {trajectory.versions.get(name, 'none')}, now {here.get(name, 'none')}"
        for name in names
        if trajectory.versions.get(name) != here.get(name)
    ]
    return f"recorded with {'; '.join(other)}" if other else None
