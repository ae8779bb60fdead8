"""One bug repaired before a person's eyes."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from tracefix_rl.core.models import ActionType, Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher
from tracefix_rl.policies.edits import lines_in
from tracefix_rl.policies.rendering import all_pass
from tracefix_rl.terminal.code import numbered_code
from tracefix_rl.terminal.diff import diff
from tracefix_rl.terminal.listing import block
from tracefix_rl.terminal.rewards import held_out_of, return_in_words, score_in_words, signed
from tracefix_rl.terminal.text import counted, prose, visible_line
from tracefix_rl.terminal.verdicts import passed_of, verdict_table

NEXT_COMMANDS = (
    ("tracefix play", "repair one yourself"),
    ("tracefix eval --policy search --num-tasks 20", "measure the search on twenty"),
    ("tracefix tasks list", "what else there is to repair"),
    ("uv run server", "serve it to an agent"),
)


class Demonstration(Watcher):
    """Tells what is to be repaired, every attempt, and what came of it.

    Args:
        console: Where to.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._original: list[str] = []
        self._source: list[str] = []
        self._attempts = 0
        self._steps: list[Step] = []

    def started(self, observation: Observation) -> None:
        """Show the task and its code."""
        task = observation.info.get("task", {})
        self._original = self._source = lines_in(observation)
        self._heading(visible_line(task.get("title", "")))
        about = f"{observation.metadata.get('task_id')}, {task.get('tier')}"
        self._console.print(Text(f"{visible_line(about)}\n", style="dim"))
        self._console.print(block(prose(task.get("specification", ""))))
        self._heading("The code, which has a bug")
        self._console.print(numbered_code(self._original))

    def stepped(self, step: Step) -> None:
        """Show what was tried, once its tests have run."""
        self._steps.append(step)
        if step.action.action_type == ActionType.RUN_TESTS:
            self._told_tests(step)
        self._source = lines_in(step.observation)

    def ended(self, result: EpisodeResult) -> None:
        """Show the repair, the score, and what the reward was made of."""
        if result.failed:
            if result.error is not None:
                self._console.print(Text(f"\nNot finished: {visible_line(result.error)}", style="red"))
            return
        self._heading("The repair" if result.resolved else "The best attempt")
        self._console.print(diff(self._original, self._source) or Text("The code is as it was."))
        last = self._steps[-1].observation
        self._heading("The result")
        if held_out := held_out_of(last.last_execution_output):
            self._console.print(f"held-out tests  {held_out} pass (the search never saw them)")
        self._console.print(Text("score           ") + score_in_words(result.final_score))
        parts = (step.observation.metadata.get("reward_breakdown") or {} for step in self._steps)
        self._console.print(Text("return          ") + return_in_words(result.rewards, parts))
        self._console.print(
            f"time            {result.duration_s:.1f} s for {counted(result.steps, 'step')}, "
            f"{counted(self._attempts, 'attempt')}"
        )

    def _told_tests(self, step: Step) -> None:
        results = step.observation.test_results
        if self._source == self._original:
            self._heading(f"Its tests, of which {passed_of(results)} pass")
            self._console.print(verdict_table(results))
            self._heading("The search: edit, run the tests, keep what helps")
            return
        self._attempts += 1
        head = Text.assemble(
            (f"attempt {self._attempts}", "bold"),
            f"   {passed_of(results)} tests pass   reward ",
            signed(step.reward),
            ("   ✓" if all_pass(step.observation) else "", "bold green"),
        )
        self._console.print(head)
        self._console.print(diff(self._original, self._source, context=0) or Text("the original again"))

    def _heading(self, text: str) -> None:
        self._console.print(Text(f"\n{text}", style="bold"))


def print_next_commands(console: Console) -> None:
    """Say what to try next."""
    console.print(Text("\nNext", style="bold"))
    width = max(len(command) for command, _ in NEXT_COMMANDS)
    for command, purpose in NEXT_COMMANDS:
        console.print(Text.assemble((f"  {command:<{width}}", "cyan"), f"  {purpose}"))
