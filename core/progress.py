"""What an episode remembers between two steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.models import HistoryEntry, RewardMode, StopReason, TestResult
from tracefix_rl.core.reward import Baseline, Breakdown
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.syntax import SyntaxProblem
from tracefix_rl.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Setup:
    """What stays as it is for the whole episode.

    Args:
        task: What is played.
        episode_id: The caller's name for the episode.
        seed: What the task was drawn with.
        max_steps: Steps after which the episode is truncated.
        mode: How the return is spread over the steps.
        visible: What the visible tests said of the original source.
        both: What the visible and the held-out tests said of it.
        info: `task` and `tests` of every observation's `info`.
    """

    task: Task
    episode_id: str | None
    seed: int | None
    max_steps: int
    mode: RewardMode
    visible: Baseline
    both: Baseline
    info: dict[str, dict[str, Any]]

    @property
    def module(self) -> str:
        """Name of the module under repair."""
        return self.task.visible.module


@dataclass(slots=True)
class Progress:
    """What steps change. Everything in it but the buffer is replaced, never changed in place.

    Args:
        buffer: The source.
        problem: Why it does not compile, if so.
        step: Steps taken.
        results: Visible tests as the last run left them.
        potential: Φ at the last run.
        earned: What the steps so far earned, whatever of it has been paid.
        returned: What they were paid.
        edit_line: Where the last edit was made.
        failing_line: Line of the source that the last run's first failure names.
        history: The last actions.
        stop: Why the episode ended, if it has.
        score: The final score, if it has.
    """

    buffer: CodeBuffer
    problem: SyntaxProblem | None
    step: int = 0
    results: tuple[TestResult, ...] = ()
    potential: float = 0.0
    earned: Breakdown = field(default_factory=Breakdown)
    returned: float = 0.0
    edit_line: int | None = None
    failing_line: int | None = None
    history: tuple[HistoryEntry, ...] = ()
    stop: StopReason | None = None
    score: float | None = None

    def fork(self) -> Progress:
        """Return a copy that can go its own way."""
        return replace(self, buffer=self.buffer.copy())


@dataclass(slots=True)
class Outcome:
    """What came of one action.

    Args:
        output: What it printed.
        note: What the agent should know of how its action was read.
        error: What was wrong with the action, if it could not be carried out.
        visible: The visible tests' report, if they were run.
    """

    output: str = ""
    note: str = ""
    error: str | None = None
    visible: SuiteReport | None = None
