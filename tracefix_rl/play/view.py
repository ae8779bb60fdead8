"""What a person who plays is shown."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from rich.console import Console
from rich.text import Text

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.play.commands import USAGE
from tracefix_rl.play.game import Game, Turn
from tracefix_rl.terminal.brief import brief_for_person
from tracefix_rl.terminal.code import numbered_code
from tracefix_rl.terminal.diff import diff
from tracefix_rl.terminal.listing import block
from tracefix_rl.terminal.rewards import (
    held_out_of,
    parts_in_words,
    return_in_words,
    score_in_words,
    signed,
)
from tracefix_rl.terminal.text import counted, prose, visible_line
from tracefix_rl.terminal.verdicts import passed_of, printed_by, verdict_table

_TESTED = (ActionType.RUN_TESTS, ActionType.SUBMIT)


class View:
    """Prints a game.

    Args:
        console: Where to.
    """

    def __init__(self, console: Console) -> None:
        self.console = console

    def welcome(self, game: Game) -> None:
        """Show what is to be done, and how."""
        first = game.observation
        task, tests = first.info.get("task", {}), first.info.get("tests", {})
        about = (
            f"{first.metadata.get('task_id')}, {task.get('tier')}, {counted(len(game.lines), 'line')}, "
            f"{counted(tests.get('visible', 0), 'visible test')} and {tests.get('held_out', 0)} held-out, "
            f"{counted(first.steps_remaining, 'step')}"
        )
        self._heading(visible_line(task.get("title", "")), space=False)
        self.console.print(Text(visible_line(about), style="dim"))
        self.console.print(block(f"\n{prose(str(task.get('specification', '')))}"))
        self._heading("The code, which has at least one bug")
        self.code(game.lines)
        self.console.print()
        self.help()

    def help(self) -> None:
        """List the commands."""
        for usage in USAGE.values():
            typed = f"{usage.names[0]} {usage.lines}"
            self.console.print(
                Text.assemble(
                    (f"  {typed:<8}", "cyan"),
                    f" {usage.effect}",
                    ("" if usage.is_step else " (no step)", "dim"),
                )
            )

    def code(self, lines: Sequence[str], first: int = 1, last: int | None = None) -> None:
        """Show lines with their numbers."""
        self.console.print(numbered_code(lines, first, last) if lines else "The file is empty; `i 1` writes.")

    def brief(self, brief: str) -> None:
        """Show what the code should do, and its tests."""
        self.console.print(brief_for_person(brief))

    def running_tests(self) -> AbstractContextManager[object]:
        """Say, on a terminal, that tests run for as long as the block takes: some of them hang."""
        return self.console.status("Running the tests; Ctrl-C ends the game")

    def turn(self, turn: Turn) -> None:
        """Show what a step did, what it earned, and what is left."""
        seen = turn.observation
        if error := seen.metadata.get("last_action_error"):
            self.refused(str(error))
        elif change := diff(turn.before, turn.after):
            self.console.print(change)
        elif turn.action.action_type not in _TESTED:
            self.console.print("The code is as it was.")
        if note := seen.metadata.get("note"):
            self.console.print(Text(visible_line(note), style="yellow"))
        if turn.action.action_type == ActionType.RUN_TESTS:
            self._tests(seen)
        elif seen.syntax_error and not seen.done:
            said = seen.last_execution_output.partition("\n")[2] or "The source does not compile."
            self.console.print(block(prose(said), style="red"))
        if not seen.done:
            self.console.print(self._earned(turn))

    def history(self, game: Game) -> None:
        """Show what was done, and all that it changed."""
        if not game.history:
            self.console.print("Nothing was done yet.")
            return
        for number, turn in enumerate(game.history, 1):
            line = Text(f"{number:>3}  {_label(turn.action):<24}")
            if turn.action.action_type in _TESTED:
                line.append(f"{passed_of(turn.observation.test_results)} tests pass  ")
            self.console.print(line + signed(turn.reward))
        self._changes(game)

    def result(self, game: Game) -> None:
        """Show how it ended."""
        last = game.observation
        self._heading("The result")
        if last.metadata.get("stop_reason") == "step_limit":
            self.console.print("That was the last step, so the code is scored as it is.")
        self.console.print(f"visible tests   {passed_of(last.test_results)} pass")
        if held_out := held_out_of(last.last_execution_output):
            self.console.print(f"held-out tests  {held_out} pass")
        self.console.print(Text("score           ") + score_in_words(last.metadata["final_score"]))
        self._returned(game)
        self._changes(game)

    def left(self, game: Game) -> None:
        """Show what is thrown away."""
        steps = counted(len(game.history), "step")
        if not game.has_edits:
            self.console.print(f"Left after {steps}, without a score. The code was as it began.")
            return
        self.console.print(f"Left after {steps}, without a score. These edits are thrown away:")
        self.console.print(diff(game.original, game.lines))

    def say(self, text: str) -> None:
        """Print a sentence."""
        self.console.print(Text(text))

    def refused(self, why: str) -> None:
        """Say why something was not done."""
        self.console.print(Text.assemble(("✗ ", "red"), visible_line(why)))

    def _tests(self, seen: Observation) -> None:
        results = seen.test_results
        self.console.print(verdict_table(results, printed_by(seen.last_execution_output)))
        style = "bold green" if all(each.passed for each in results) else "bold"
        self.console.print(Text(f"{passed_of(results)} visible tests pass", style=style))

    def _earned(self, turn: Turn) -> Text:
        parts = turn.observation.metadata.get("reward_breakdown") or {}
        why = f" ({parts_in_words(parts)})" if len([each for each in parts.values() if each]) > 1 else ""
        left = counted(turn.observation.steps_remaining, "step")
        return Text.assemble(("reward ", "dim"), signed(turn.reward), (f"{why}, {left} left", "dim"))

    def _returned(self, game: Game) -> None:
        parts = (turn.observation.metadata.get("reward_breakdown") or {} for turn in game.history)
        rewards = [turn.reward for turn in game.history]
        self.console.print(Text("return          ") + return_in_words(rewards, parts))

    def _changes(self, game: Game) -> None:
        self._heading("All of your changes")
        self.console.print(diff(game.original, game.lines) or Text("There are none."))

    def _heading(self, text: str, *, space: bool = True) -> None:
        self.console.print(Text(("\n" if space else "") + text, style="bold"))


def _label(action: Action) -> str:
    """What was done, e.g. `edit 7-9`."""
    if action.action_type != ActionType.REPLACE_LINES:
        return str(action.action_type).lower().replace("_", " ")
    first, last = action.start_line or 0, action.end_line or 0
    if last < first:
        return f"insert before {first}"
    which = f"{first}" if first == last else f"{first}-{last}"
    return f"{'edit' if action.new_code_block else 'delete'} {which}"
