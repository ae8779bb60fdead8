"""Plays the repair of a task whose solution is known."""

from __future__ import annotations

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.episode import Episode
from tracefix_rl.core.models import Action, ActionType
from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.policies.edits import lines_in, smallest_edits
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.task import Task


def replay_repair(task: Task, runner: Runner) -> str | None:
    """Undo a task's bugs by an agent's own actions, run the tests, and submit.

    Args:
        task: The task.
        runner: Runs its tests.

    Returns:
        `None` if that resolves the task; otherwise what went wrong, in words.
    """
    episode = Episode(runner)
    observation = episode.reset(task)
    edits = smallest_edits(lines_in(observation), CodeBuffer(task.solution).lines)
    for action in (*edits, Action(action_type=ActionType.RUN_TESTS), Action(action_type=ActionType.SUBMIT)):
        observation = episode.step(action)
        error = observation.metadata.get("last_action_error")
        if error:
            return f"{action.action_type} is refused: {error}"
    score = observation.metadata.get("final_score")
    return None if score == RESOLVED_SCORE else f"the repair scores {score}"
