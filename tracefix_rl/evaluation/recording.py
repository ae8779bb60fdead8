"""Records an episode as it is played."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.models import Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.storage import Entry
from tracefix_rl.trajectories.record import Outcome, Tokens, Trajectory
from tracefix_rl.trajectories.recorder import Recorder

_SCORED = (Outcome.SUBMITTED, Outcome.STEP_LIMIT)


class Recording(Watcher):
    """Makes a trajectory of what it is told.

    Args:
        recorder: Knows what the episode is.
    """

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self.trajectory: Trajectory | None = None
        """The record, once the episode is over."""

    def started(self, observation: Observation) -> None:
        """Take in the first observation."""
        self._recorder.started(observation)

    def stepped(self, step: Step) -> None:
        """Take in a step."""
        self._recorder.stepped(
            step.action,
            step.observation,
            error=step.error,
            messages=step.messages,
            policy_s=step.policy_s,
            environment_s=step.environment_s,
        )

    def ended(self, result: EpisodeResult) -> None:
        """Close the record."""
        usage = result.usage
        self.trajectory = self._recorder.ended(
            result.outcome,
            final_score=result.final_score if result.outcome in _SCORED else None,
            error=result.error,
            tokens=Tokens(prompt=usage.prompt_tokens, completion=usage.completion_tokens) if usage else None,
            duration_s=result.duration_s,
            messages=result.messages,
        )


def known_of(catalog: Catalog, task_id: str) -> dict[str, Any]:
    """Return what a catalog knows of a task beyond what an agent is told; nothing if it has no such task."""
    try:
        entry: Entry = catalog.entry(task_id)
    except LookupError:
        return {}
    task = catalog.load(entry)
    return {
        "content": task.content_hash,
        "program": task.program,
        "bug_families": tuple(dict.fromkeys(bug.family.value for bug in task.bugs)),
        "bug_spans": _spans(task.source, task.solution),
    }


def _spans(source: str, solution: str) -> tuple[tuple[int, int], ...]:
    """First and last line of each stretch of a source that its solution has otherwise."""
    before, after = CodeBuffer(source).lines, CodeBuffer(solution).lines
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return tuple((start + 1, end) for tag, start, end, _, _ in codes if tag != "equal")
