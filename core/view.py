"""What of an episode is shown: the agent's observation, and the state for whoever runs it."""

from __future__ import annotations

from typing import Any

from tracefix_rl.core import context
from tracefix_rl.core.models import EpisodeState, Observation, StopReason
from tracefix_rl.core.progress import Outcome, Progress, Setup
from tracefix_rl.core.reward import Breakdown
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.task import Task


def info_of(task: Task, visible: SuiteReport, held_out: SuiteReport) -> dict[str, dict[str, Any]]:
    """Build the part of `info` that stays the same.

    The tests' text is left out, for it is in the system prompt and would go over the wire with every step.
    """
    card = task.card
    return {
        "task": {
            "task_id": card.task_id,
            "title": card.title,
            "specification": card.specification,
            "module": card.module,
            "tier": card.tier.value,
            "split": card.split.value,
        },
        "tests": {"visible": len(visible.tests), "held_out": len(held_out.tests)},
    }


def observation_of(
    setup: Setup, progress: Progress, outcome: Outcome, paid: Breakdown | None = None
) -> Observation:
    """Build what the agent sees.

    Args:
        setup: The episode's constants.
        progress: Where it stands.
        outcome: What came of the last action.
        paid: The last action's reward; `None` on reset.
    """
    lines = progress.buffer.lines
    anchor = progress.failing_line if progress.edit_line is None else progress.edit_line
    reward = None if paid is None else paid.total
    return Observation(
        code_dict=dict(enumerate(lines, start=1)),
        localized_context=context.around(lines, anchor),
        last_execution_output=outcome.output,
        syntax_error=progress.problem is not None,
        test_results=list(progress.results),
        step_count=progress.step,
        steps_remaining=setup.max_steps - progress.step,
        reward_last_step=reward or 0.0,
        info={
            **{name: part.copy() for name, part in setup.info.items()},
            "history": [dict(entry) for entry in progress.history],
        },
        done=progress.stop is not None,
        reward=reward,
        metadata=_metadata(setup, progress, outcome, paid),
    )


def state_of(setup: Setup, progress: Progress) -> EpisodeState:
    """Build the state."""
    return EpisodeState(
        episode_id=setup.episode_id,
        step_count=progress.step,
        task_id=setup.task.id,
        difficulty=setup.task.tier.value,
        split=setup.task.split.value,
        seed=setup.seed,
        max_steps=setup.max_steps,
        reward_mode=setup.mode,
        episode_return=progress.returned,
        final_score=progress.score,
        terminated=progress.stop is StopReason.SUBMITTED,
        truncated=progress.stop is StopReason.STEP_LIMIT,
        stop_reason=progress.stop,
    )


def _metadata(setup: Setup, progress: Progress, outcome: Outcome, paid: Breakdown | None) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "task_id": setup.task.id,
        "difficulty": setup.task.tier.value,
        "last_action_error": outcome.error,
        "note": outcome.note or None,
        "stop_reason": progress.stop.value if progress.stop else None,
    }
    if paid is not None:
        metadata["reward_breakdown"] = paid.parts()
    if progress.score is not None:
        metadata["final_score"] = progress.score
    return metadata
