"""An episode as a person likes to follow it."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from tracefix_rl.core.models import Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher
from tracefix_rl.policies.edits import lines_in
from tracefix_rl.policies.rendering import render_outcome
from tracefix_rl.terminal.diff import diff
from tracefix_rl.terminal.text import indented, visible, visible_line
from tracefix_rl.trajectories.record import Outcome


class Narrator(Watcher):
    """Tells what is to be repaired, and at the end what was changed and what came of it.

    Args:
        console: Where to.
        with_thoughts: Also tell every step: what the policy thought, did and saw.
    """

    def __init__(self, console: Console, *, with_thoughts: bool = False) -> None:
        self._console = console
        self._with_thoughts = with_thoughts
        self._before: list[str] = []
        self._after: list[str] = []

    def started(self, observation: Observation) -> None:
        """Name the task."""
        self._before = self._after = lines_in(observation)
        title = observation.info.get("task", {}).get("title", "")
        task_id = visible_line(observation.metadata.get("task_id"))
        self._console.print(Text.assemble((visible_line(title), "bold"), f" ({task_id})"))

    def stepped(self, step: Step) -> None:
        """Tell the step, if that is wanted."""
        self._after = lines_in(step.observation)
        if self._with_thoughts:
            thought = step.action.thought
            self._console.print(Text(f"{step.number}. {visible_line(step.action.action_type)}", style="cyan"))
            if thought:
                self._console.print(Text(f"   thought: {visible(str(thought))}"))
            seen = render_outcome(step.observation, step.action)
            self._console.print(Text(indented(visible(seen), "   ")))

    def ended(self, result: EpisodeResult) -> None:
        """Show the edit and the score."""
        if change := diff(self._before, self._after):
            self._console.print(change)
        if result.error:
            self._console.print(
                Text.assemble((str(result.outcome), "red"), f": {visible_line(result.error)}"), soft_wrap=True
            )
        if result.outcome in (Outcome.SUBMITTED, Outcome.STEP_LIMIT):
            colour, word = ("green", "repaired") if result.resolved else ("yellow", "not repaired")
            self._console.print(
                f"[{colour}]{word}[/{colour}] in {result.steps} steps, score {result.final_score:.2f}\n"
            )
