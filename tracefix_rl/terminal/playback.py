"""An episode that was recorded, played back."""

from __future__ import annotations

import json
import re

from rich.console import Console
from rich.text import Text

from tracefix_rl.core.context import bounded
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.terminal.brief import brief_for_person
from tracefix_rl.terminal.code import numbered_code
from tracefix_rl.terminal.diff import diff
from tracefix_rl.terminal.listing import Listing, Row, block
from tracefix_rl.terminal.rewards import held_out_of, parts_in_words, return_in_words, score_in_words, signed
from tracefix_rl.terminal.text import counted, indented, prose, visible, visible_line
from tracefix_rl.terminal.verdicts import verdict_changes
from tracefix_rl.trajectories.record import StepRecord, Trajectory

_SPECIFICATION = re.compile(r"^# Specification\n\n(.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)
_INDENT = Text(" " * 5)
_MARGIN = 3
_SHORT = 600
"""Most characters of a thought, unless all of it is wanted."""


class Playback:
    """Prints a record.

    Args:
        console: Where to.
        trajectory: The record.
        in_full: Whether briefs, thoughts and outputs are told to the last word.
    """

    def __init__(self, console: Console, trajectory: Trajectory, *, in_full: bool = False) -> None:
        self._console = console
        self._trajectory = trajectory
        self._in_full = in_full

    def whole(self) -> None:
        """Tell the episode from its beginning to its end."""
        self._beginning()
        verdicts: dict[str, Verdict] = {}
        returned = 0.0
        for step in self._trajectory.steps:
            returned += step.reward
            self._console.print()
            self._step(step, verdicts, returned, in_full=self._in_full)
            verdicts = step.verdicts or verdicts
        self._end()

    def step(self, number: int) -> None:
        """Tell one step to the last word, and show the code as it was after it.

        Raises:
            IndexError: If there is no such step.
        """
        steps = self._trajectory.steps
        if not 1 <= number <= len(steps):
            there = f"its steps are 1 to {len(steps)}" if steps else "it has no steps"
            raise IndexError(f"there is no step {number} in {self._trajectory.episode_id}; {there}")
        verdicts: dict[str, Verdict] = {}
        for before in steps[: number - 1]:
            verdicts = before.verdicts or verdicts
        self._title()
        self._console.print()
        self._step(steps[number - 1], verdicts, sum(step.reward for step in steps[:number]), in_full=True)
        self._messages(steps[number - 1])
        self._heading(f"The code after step {number}")
        self._console.print(numbered_code(self._trajectory.lines_after(number)))

    def _beginning(self) -> None:
        self._title()
        if self._in_full:
            self._console.print()
            self._console.print(brief_for_person(self._trajectory.brief))
            self._heading("The code")
            self._console.print(numbered_code(self._trajectory.lines))
        elif found := _SPECIFICATION.search(self._trajectory.brief):
            self._console.print(block(f"\n{prose(found[1])}"))

    def _title(self) -> None:
        record = self._trajectory
        task = record.task
        self._console.print(Text(visible_line(task.title), style="bold"))
        who = record.player.policy + (f" ({record.player.model})" if record.player.model else "")
        for about in (
            f"{record.episode_id}: {task.id}, {task.tier}, {task.split}",
            f"attempt {record.attempt} by {who}, {record.started_at:%Y-%m-%d %H:%M}",
        ):
            self._console.print(Text(visible_line(about), style="dim"))

    def _step(
        self, step: StepRecord, verdicts: dict[str, Verdict], returned: float, *, in_full: bool
    ) -> None:
        self._console.print(Text.assemble((f"{step.number:>3}  ", "bold"), (_label(step), "bold cyan")))
        if thought := step.action.get("thought"):
            self._said("thought", str(thought), "italic", in_full=in_full)
        if step.error:
            self._said("error", step.error, "red", in_full=True)
        if step.note:
            self._said("note", step.note, "yellow", in_full=True)
        if step.edit is not None:
            before = self._trajectory.lines_after(step.number - 1)
            if change := diff(before, step.edit.apply(before)):
                self._console.print(change.moved(_MARGIN))
        if step.syntax_error:
            self._console.print(Text("     the code does not compile", style="red"))
        if step.verdicts is not None:
            passed = sum(verdict is Verdict.PASSED for verdict in step.verdicts.values())
            self._console.print(Text(f"     {passed} of {len(step.verdicts)} tests pass"))
            self._console.print(verdict_changes(verdicts, step.verdicts).moved(_MARGIN))
        if in_full and step.output:
            self._said("output", step.output, "", in_full=True)
        self._rewarded(step, returned)

    def _rewarded(self, step: StepRecord, returned: float) -> None:
        parts = parts_in_words(step.reward_parts)
        said = Text.assemble(
            ("reward ", "dim"),
            signed(step.reward),
            (f" ({parts})" if parts else "", "dim"),
            (", so far ", "dim"),
            signed(returned),
        )
        self._console.print(Listing([Row(_INDENT, said)]))

    def _messages(self, step: StepRecord) -> None:
        for message in step.messages:
            self._heading(f"message: {visible_line(message.get('role', '?'))}")
            content = message.get("content")
            self._console.print(Text(visible(content if isinstance(content, str) else json.dumps(message))))

    def _end(self) -> None:
        record = self._trajectory
        self._heading("The end")
        self._row("stop reason", Text(record.stop_reason.value.replace("_", " ")))
        if record.error:
            self._row("because", Text(visible_line(record.error), style="red"))
        if record.final_score is not None:
            self._row("score", score_in_words(record.final_score))
        held_out = held_out_of(record.steps[-1].output) if record.steps else None
        if held_out is not None:
            self._row("held-out", Text(f"{held_out} tests pass"))
        rewards = [step.reward for step in record.steps]
        self._row("return", return_in_words(rewards, (step.reward_parts for step in record.steps)))
        if record.tokens is not None:
            self._row("tokens", Text(f"{record.tokens.prompt:,} read, {record.tokens.completion:,} written"))
        policy = sum(step.policy_s for step in record.steps)
        self._row(
            "time",
            Text(
                f"{record.duration_s:.1f} s for {counted(len(record.steps), 'step')}, "
                f"{policy:.1f} s of it choosing"
            ),
        )
        self._heading("All changes")
        changes = diff(record.lines, record.lines_after(len(record.steps)))
        self._console.print(changes or Text("There are none."))

    def _row(self, name: str, value: Text) -> None:
        self._console.print(Text(f"{name:<13}") + value)

    def _said(self, what: str, text: str, style: str, *, in_full: bool) -> None:
        lines = visible((text if in_full else bounded(text, _SHORT)).strip("\n"))
        layout = f"{what}: {lines}" if "\n" not in lines else f"{what}:\n{indented(lines, '  ')}"
        self._console.print(block(layout, margin=len(_INDENT), style=style))

    def _heading(self, text: str) -> None:
        self._console.print(Text(f"\n{text}", style="bold"))


def _label(step: StepRecord) -> str:
    """The action and its lines, e.g. `REPLACE_LINES 7-9`, as it was sent."""
    name = visible_line(step.action.get("action_type") or "(no action)")
    lines = [step.action[key] for key in ("start_line", "end_line") if key in step.action]
    return bounded(f"{name} {visible_line('-'.join(map(str, lines)))}".rstrip(), 100)
