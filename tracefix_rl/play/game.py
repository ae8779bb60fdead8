"""The episode as a person plays it: how it stands, and what can be done in it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from tracefix_rl.core.buffer import CodeBuffer, EditError
from tracefix_rl.core.models import Action, ActionType, Observation, TestResult
from tracefix_rl.play.turns import Turns
from tracefix_rl.policies.edits import lines_in, replacement
from tracefix_rl.session import SessionError, one_line
from tracefix_rl.trajectories.record import Outcome, Trajectory
from tracefix_rl.trajectories.recorder import Recorder

_EDITS = (ActionType.REPLACE_LINES, ActionType.RESET_TO_ORIGINAL)


class Refused(Exception):
    """It cannot be done, and no step was spent on trying; the message says what can."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One step.

    Args:
        action: What was done.
        before: The lines before it.
        after: The lines after it.
        observation: What came of it.
        reward: Its reward.
    """

    action: Action
    before: Sequence[str]
    after: Sequence[str]
    observation: Observation
    reward: float


class Game:
    """One episode. What could only be a mistake is refused before it costs a step.

    Args:
        turns: Where it is played.
        first: What `reset` returned there.
        recorder: Is told how it goes.
    """

    def __init__(self, turns: Turns, first: Observation, recorder: Recorder) -> None:
        self._turns = turns
        self._recorder = recorder
        self._began = self._idle_since = time.monotonic()
        self._undoable = 0
        self._is_tested = False
        self.observation = first
        """The newest."""
        self.original = self.lines
        """The lines it began with."""
        self.history: list[Turn] = []
        recorder.started(first)

    @property
    def lines(self) -> list[str]:
        """The source as it is."""
        return lines_in(self.observation)

    @property
    def has_edits(self) -> bool:
        """Whether the source is not the original."""
        return self.lines != self.original

    @property
    def tests(self) -> list[TestResult] | None:
        """What the tests say of the source as it is; `None` if they were not run on it."""
        return self.observation.test_results if self._is_tested else None

    def check_range(self, first: int, last: int) -> None:
        """See that there are such lines.

        Raises:
            Refused: If there are not.
        """
        count = len(self.lines)
        if first < 1:
            raise Refused("lines are counted from 1")
        if last > count:
            which = f"line {last} does" if first == last else f"lines {first}-{last} do"
            raise Refused(f"{which} not exist: the last line is {count}")

    def check_place(self, line: int) -> None:
        """See that lines can be added before this one; one after the last is a place too.

        Raises:
            Refused: If they cannot.
        """
        end = len(self.lines) + 1
        if not 1 <= line <= end:
            raise Refused(f"there is no line {line} to write before: give 1 to {end}, where {end} is the end")

    def replace(self, first: int, last: int, new: Sequence[str]) -> Turn:
        """Put lines in place of others; `last` is `first - 1` if they are only added.

        Raises:
            Refused: If that changes nothing, or is too much for one edit.
            SessionError: If the environment fails; no step was spent.
        """
        action = replacement(first, last, new)
        if list(new) == self.lines[first - 1 : last]:
            raise Refused("nothing is changed by that")
        try:
            CodeBuffer("".join(f"{line}\n" for line in self.lines)).preview(
                first, last, action.new_code_block or ""
            )
        except EditError as error:
            raise Refused(str(error)) from None
        return self._take(action)

    def undo(self) -> Turn:
        """Take back the last edit.

        Raises:
            Refused: If there is none.
            SessionError: As for `replace`.
        """
        if not self._undoable:
            raise Refused("there is no edit to take back: the code is the original")
        return self._take(Action(action_type=ActionType.UNDO_EDIT))

    def reset(self) -> Turn:
        """Go back to the original.

        Raises:
            Refused: If that is where it is.
            SessionError: As for `replace`.
        """
        if not self.has_edits:
            raise Refused("the code is the original already")
        return self._take(Action(action_type=ActionType.RESET_TO_ORIGINAL))

    def run_tests(self) -> Turn:
        """Run the visible tests; raises `SessionError` as `replace` does."""
        return self._take(Action(action_type=ActionType.RUN_TESTS))

    def submit(self) -> Turn:
        """Be scored; raises `SessionError` as `replace` does."""
        return self._take(Action(action_type=ActionType.SUBMIT))

    def ended(self, outcome: Outcome, error: str | None = None) -> Trajectory:
        """Return the record of the episode, which is over."""
        return self._recorder.ended(
            outcome,
            final_score=self.observation.metadata.get("final_score"),
            error=error,
            duration_s=time.monotonic() - self._began,
        )

    def _take(self, action: Action) -> Turn:
        chosen = time.monotonic()
        observation = self._turns.step(action)
        answered = time.monotonic()
        if observation.reward is None:
            told = observation.metadata.get("last_action_error") or observation.last_execution_output
            raise SessionError(f"the tests could not be run: {one_line(told) or 'nobody says why'}")
        self._recorder.stepped(
            action, observation, policy_s=chosen - self._idle_since, environment_s=answered - chosen
        )
        turn = Turn(action, self.lines, lines_in(observation), observation, float(observation.reward))
        self._take_in(turn)
        self._idle_since = time.monotonic()
        return turn

    def _take_in(self, turn: Turn) -> None:
        self.observation = turn.observation
        self.history.append(turn)
        kind = turn.action.action_type
        if turn.observation.metadata.get("last_action_error") is None:
            self._undoable += 1 if kind in _EDITS else -1 if kind == ActionType.UNDO_EDIT else 0
        if kind == ActionType.RUN_TESTS:
            self._is_tested = True
        elif turn.before != turn.after:
            self._is_tested = False
