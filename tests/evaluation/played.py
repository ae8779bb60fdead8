"""Records for tests that need some and do not care how they came to be."""

from __future__ import annotations

from tracefix_rl.core.models import Action, Observation
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
