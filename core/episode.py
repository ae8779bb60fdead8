"""One debugging episode, from reset to submission or the step limit: the only place where state changes.

A step works on a copy of the episode's progress and puts it in place when everything has gone well, so
a failure of the test runner leaves the episode as it was and the same step can be taken again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from tracefix_rl.core import actions, context, options, output, reward, view
from tracefix_rl.core.actions import ActionError, Command
from tracefix_rl.core.buffer import Change, CodeBuffer, EditError, has_lone_surrogate
from tracefix_rl.core.indent import fit
from tracefix_rl.core.models import (
    Action,
    ActionType,
    EpisodeState,
    HistoryEntry,
    Observation,
    RewardMode,
    StopReason,
)
from tracefix_rl.core.options import OptionError
from tracefix_rl.core.progress import Outcome, Progress, Setup
from tracefix_rl.core.prompt import brief
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.syntax import SyntaxProblem, check
from tracefix_rl.tasks.task import Task

HISTORY_LENGTH = 10
"""How many past actions an observation lists."""


INJECTED = (
    "The source is not the original: it was changed before the first step. UNDO_EDIT takes that back, and so "
    "does RESET_TO_ORIGINAL."
)
"""Noted where an episode begins with an injected state."""


class SuiteRunner(Protocol):
    """What runs the tests, e.g. the sandbox."""

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source.

        Raises:
            Exception: If there is no verdict, for a reason that is not the source's.
        """


class EpisodeError(RuntimeError):
    """A call that the episode cannot serve. It has changed nothing."""


class EpisodeInfrastructureError(EpisodeError):
    """The tests could not be run, so there is no reward. The same call may be made again."""


class Episode:
    """Plays one task at a time. Not for use by two threads at once."""

    def __init__(self, runner: SuiteRunner) -> None:
        """Play with the tests run by `runner`, which is not closed."""
        self._runner = runner
        self._setup: Setup | None = None
        self._progress: Progress | None = None

    def reset(
        self,
        task: Task,
        *,
        episode_id: str | None = None,
        seed: int | None = None,
        max_steps: int = 50,
        reward_mode: RewardMode | str = RewardMode.SHAPED,
        injected_state: Mapping[str, Any] | None = None,
    ) -> Observation:
        """Start an episode, whether or not the one before has ended.

        Both suites are run on the original source, because progress is measured against what they say
        of it, and so that a suite that cannot run fails here and not at submission. That holds for an episode
        with an injected state too: what it pays depends on what is submitted, not on where it began.

        Args:
            task: What to play.
            episode_id: Kept in the state.
            seed: What the task was drawn with, kept in the state; an episode itself draws nothing.
            max_steps: Steps after which the episode is truncated, 1 to 1,000.
            reward_mode: How the return is spread over the steps.
            injected_state: `{"source": text}`: the episode begins with this source, as if an edit had led
                to it from the original, which UNDO_EDIT and RESET_TO_ORIGINAL go back to.

        Raises:
            EpisodeError: If an option is of no use. The episode before goes on.
            EpisodeInfrastructureError: If a suite cannot be run. Likewise.
        """
        if has_lone_surrogate(task.source):
            raise EpisodeError(f"task {task.id} cannot be played: its source is not valid Unicode text")
        try:
            steps = options.max_steps_of(max_steps)
            mode = options.reward_mode_of(reward_mode)
            name, drawn_with = options.episode_id_of(episode_id), options.seed_of(seed)
            buffer = _buffer_of(task, injected_state)
        except OptionError as problem:
            raise EpisodeError(str(problem)) from None
        visible = self._run_visible(task, task.source)
        held_out = self._run_held_out(task, task.source)
        setup = Setup(
            task=task,
            episode_id=name,
            seed=drawn_with,
            max_steps=steps,
            mode=mode,
            visible=reward.Baseline.of(visible),
            both=reward.Baseline.of(visible, held_out),
            info=view.info_of(task, visible, held_out),
        )
        progress = Progress(buffer, check(buffer.text, setup.module))
        observation = view.observation_of(setup, progress, Outcome(note=INJECTED if buffer.edits else ""))
        observation.metadata["system_prompt"] = brief(task.card, steps, mode)
        self._setup, self._progress = setup, progress
        return observation

    def step(self, action: Action) -> Observation:
        """Carry out one action.

        A mistake of the agent is answered by an observation whose `metadata.last_action_error` says what
        would be right; it counts as a step, costs, and leaves the source as it was.

        Raises:
            EpisodeError: If there is no episode, or it has ended.
            EpisodeInfrastructureError: If the tests cannot be run. The step does not count.
        """
        setup, before = self._running()
        now = before.fork()
        now.step += 1
        kind, outcome = self._carry_out(setup, now, action)
        earned = reward.step_cost(now.step, invalid=outcome.error is not None, charged=before.earned.cost)
        if outcome.visible is not None:
            earned += _take_in(setup, now, outcome.visible)
        if kind is ActionType.SUBMIT:
            now.stop = StopReason.SUBMITTED
        elif now.step >= setup.max_steps:
            now.stop = StopReason.STEP_LIMIT
        if now.stop is not None:
            earned += self._end(setup, now, outcome)
        paid = reward.paid(setup.mode, earned, before.earned, score=now.score)
        now.earned = before.earned + earned
        now.returned += paid.total
        now.history = (*before.history, _entry(now.step, action, outcome, paid.total))[-HISTORY_LENGTH:]
        observation = view.observation_of(setup, now, outcome, paid)
        self._progress = now
        return observation

    @property
    def state(self) -> EpisodeState:
        """Where the episode stands; empty before the first reset."""
        if self._setup is None or self._progress is None:
            return EpisodeState()
        return view.state_of(self._setup, self._progress)

    def _running(self) -> tuple[Setup, Progress]:
        if self._setup is None or self._progress is None:
            raise EpisodeError("there is no episode yet: call reset before the first step")
        stop = self._progress.stop
        if stop is not None:
            raise EpisodeError(f"the episode has ended ({stop.value}): call reset to start another")
        return self._setup, self._progress

    def _carry_out(self, setup: Setup, now: Progress, action: Action) -> tuple[ActionType | None, Outcome]:
        """Carry out an action on `now`; the kind is `None` if that was not possible."""
        try:
            command = actions.read(action)
            outcome = self._perform(setup, now, command)
        except (ActionError, EditError) as mistake:
            return None, Outcome(f"Nothing was done: {mistake}", error=str(mistake))
        outcome.note = " ".join(note for note in (command.note, outcome.note) if note)
        return command.kind, outcome

    def _perform(self, setup: Setup, now: Progress, command: Command) -> Outcome:
        match command.kind:
            case ActionType.VIEW_CODE:
                return Outcome(context.numbered(now.buffer.lines))
            case ActionType.REPLACE_LINES:
                return _replace_lines(setup, now, command)
            case ActionType.RUN_TESTS:
                report = self._run_visible(setup.task, now.buffer.text)
                return Outcome(output.of_run(report), visible=report)
            case ActionType.UNDO_EDIT:
                return _went_back(setup, now, now.buffer.undo(), "Took back the last edit.")
            case ActionType.RESET_TO_ORIGINAL:
                return _went_back(setup, now, now.buffer.reset(), "The source is the original again.")
            case ActionType.SUBMIT:
                return Outcome("Submitted.")

    def _end(self, setup: Setup, now: Progress, outcome: Outcome) -> reward.Breakdown:
        """Score the source as it stands."""
        source = now.buffer.text
        visible = outcome.visible or self._run_visible(setup.task, source)
        held_out = self._run_held_out(setup.task, source)
        outcome.visible = visible
        now.results = output.results_of(visible)
        now.score = reward.final_score(setup.both, visible, held_out)
        if now.stop is StopReason.STEP_LIMIT:
            outcome.output += "\n\nThat was the last step: the source is scored as if submitted."
        outcome.output = context.bounded(f"{outcome.output}\n{output.of_score(visible, held_out, now.score)}")
        return reward.settlement(now.score, now.potential)

    def _run_visible(self, task: Task, source: str) -> SuiteReport:
        try:
            return self._runner.run(source, task.visible)
        except SuiteError as problem:
            raise EpisodeInfrastructureError(
                f"the visible tests of {task.id} cannot be used, so nothing was scored: {problem}"
            ) from problem
        except Exception as problem:
            raise _no_verdict("visible", task, problem) from problem

    def _run_held_out(self, task: Task, source: str) -> SuiteReport:
        try:
            return self._runner.run(source, task.held_out)
        except Exception as problem:
            # Its text could quote a held-out test.
            raise _no_verdict("held-out", task, problem) from problem


def _buffer_of(task: Task, injected_state: object) -> CodeBuffer:
    buffer = CodeBuffer(task.source)
    source = options.injected_source_of(injected_state)
    if source in (None, task.source):
        return buffer
    try:
        buffer.rewrite(source)
    except EditError as problem:
        raise OptionError(f"the source in injected_state cannot be taken: {problem}") from None
    return buffer


def _no_verdict(suite: str, task: Task, problem: Exception) -> EpisodeInfrastructureError:
    return EpisodeInfrastructureError(
        f"the {suite} tests of {task.id} could not be run ({type(problem).__name__}), so nothing was scored "
        "and nothing has changed: make the same call again, and look at the server's log if it fails again"
    )


def _replace_lines(setup: Setup, now: Progress, command: Command) -> Outcome:
    fitted = fit(now.buffer, command.start, command.end, command.block, setup.module)
    change = now.buffer.replace(command.start, command.end, fitted.block)
    outcome = _edited(now, change, fitted.problem, _told(change))
    if fitted.shifted:
        outcome.note = (
            f"The block was shifted to the indentation of the lines it replaces (from line {change.line}), "
            "because the file did not parse with it as given."
        )
    return outcome


def _went_back(setup: Setup, now: Progress, change: Change, what: str) -> Outcome:
    return _edited(now, change, check(now.buffer.text, setup.module), what)


def _edited(now: Progress, change: Change, problem: SyntaxProblem | None, what: str) -> Outcome:
    now.problem, now.edit_line = problem, change.line
    return Outcome(output.of_edit(what, problem))


def _told(change: Change) -> str:
    added = "1 line" if change.added == 1 else f"{change.added} lines"
    if not change.removed:
        return f"Inserted {added} before line {change.line}."
    last = change.line + change.removed - 1
    replaced = f"line {last}" if change.removed == 1 else f"lines {change.line}-{last}"
    return f"Replaced {replaced} with {added}." if change.added else f"Deleted {replaced}."


def _take_in(setup: Setup, now: Progress, report: SuiteReport) -> reward.Breakdown:
    """Remember a run of the visible tests, and pay for the progress it shows."""
    before, now.potential = now.potential, reward.potential(setup.visible, report)
    now.results = output.results_of(report)
    now.failing_line = output.failing_line(report)
    return reward.progress(before, now.potential)


def _entry(step: int, action: Action, outcome: Outcome, paid: float) -> HistoryEntry:
    start, end = actions.lines(action)
    return HistoryEntry(
        step=step,
        action_type=actions.label(action),
        start_line=start,
        end_line=end,
        reward=paid,
        tests_passed=None if outcome.visible is None else outcome.visible.passed,
        error=outcome.error,
    )
