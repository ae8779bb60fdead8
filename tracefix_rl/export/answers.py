"""What the environment answered to each action, written from an episode's record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from tracefix_rl.core.actions import label, whole_number
from tracefix_rl.core.models import Action, ActionType, Observation, TestResult
from tracefix_rl.policies.rendering import render_code, render_outcome
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.trajectories import StepRecord, Trajectory

_STEPS_IN_BRIEF = re.compile(r"You have (\d+) steps\.")


def first_question(trajectory: Trajectory) -> str:
    """Return what is shown before the first action: the source."""
    return render_code(Observation(code_dict=_numbered(trajectory.lines)))


def answers(trajectory: Trajectory) -> Iterator[str]:
    """Return what came of each step, with the source where it was looked at or changed."""
    lines, verdicts = list(trajectory.lines), dict[str, Verdict]()
    budget = _budget(trajectory)
    for step in trajectory.steps:
        lines = step.edit.apply(lines) if step.edit else lines
        verdicts = dict(step.verdicts) if step.verdicts is not None else verdicts
        yield _answer(step, lines, verdicts, max(0, budget - step.number))


def _answer(step: StepRecord, lines: Sequence[str], verdicts: Mapping[str, Verdict], left: int) -> str:
    action = Action(**step.action)
    action.action_type = label(action)
    observation = Observation(
        code_dict=_numbered(lines),
        last_execution_output=step.output,
        test_results=[
            TestResult(test_name=name, passed=verdict is Verdict.PASSED, verdict=verdict)
            for name, verdict in verdicts.items()
        ],
        step_count=step.number,
        steps_remaining=left,
        metadata={"last_action_error": step.error, "note": step.note},
    )
    outcome = render_outcome(observation, action)
    if step.edit is None and (step.error or action.action_type != ActionType.VIEW_CODE):
        return outcome
    return f"{outcome}\n\n{render_code(observation)}"


def _numbered(lines: Sequence[str]) -> dict[int, str]:
    return dict(enumerate(lines, start=1))


def _budget(trajectory: Trajectory) -> int:
    """Steps the episode had: as asked for, else as the brief told."""
    asked = whole_number(trajectory.options.get("max_steps"))
    told = _STEPS_IN_BRIEF.search(trajectory.brief)
    if asked is None and told is not None:
        return int(told[1])
    return len(trajectory.steps) if asked is None else asked
