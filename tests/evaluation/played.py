"""What was played: of a run, or made up for tests that do not care how it came to be."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.folder import episodes_of
from tracefix_rl.evaluation.job import Assignment
from tracefix_rl.trajectories import Outcome, Player, Recorder, Trajectory


def ended(assignment: Assignment, outcome: Outcome = Outcome.SUBMITTED) -> Trajectory:
    """The record of an episode that submitted at once, or was cut short."""
    recorder = Recorder(
        episode_id=assignment.episode_id,
        attempt=assignment.attempt,
        options={"task_id": assignment.task_id},
        player=Player(policy="noop", seed=assignment.seed),
    )
    first = Observation(
        code_dict={1: "pass"}, info={"task": {"tier": "easy"}}, metadata={"task_id": assignment.task_id}
    )
    recorder.started(first)
    if outcome.failed:
        return recorder.ended(outcome, final_score=None, error="it broke")
    recorder.stepped(Action(action_type="SUBMIT"), first.model_copy(update={"done": True, "reward": 0.01}))
    return recorder.ended(outcome, final_score=0.01)


def played(path: Path) -> dict[str, Trajectory]:
    """The episodes of a run, each of which it has once."""
    found = list(episodes_of(path))
    assert len({each.episode_id for each in found}) == len(found)
    return {each.episode_id: each for each in found}


def essences(path: Path) -> dict[str, tuple[Any, ...]]:
    """Of each episode of a run what is the same whenever and wherever it is played."""
    return {key: _essence(each) for key, each in played(path).items()}


def _essence(trajectory: Trajectory) -> tuple[Any, ...]:
    steps = [(step.action, step.reward, step.observation) for step in trajectory.steps]
    return (trajectory.task, trajectory.lines, steps, trajectory.final_score, trajectory.stop_reason)
