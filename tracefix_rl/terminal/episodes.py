"""The episodes of a run, in a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich import box
from rich.table import Table
from rich.text import Text

from tracefix_rl.terminal.text import visible_line
from tracefix_rl.trajectories.record import Trajectory

_HEADINGS = ("id", "title", "tier", "try", "resolved", "score", "steps", "end")
_NUMBERS = ("try", "score", "steps")


def episode_table(trajectories: Iterable[Trajectory]) -> Table:
    """Lay out a line for each episode."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in _HEADINGS:
        # On a narrow terminal it is the title that is cut.
        table.add_column(
            heading, justify="right" if heading in _NUMBERS else "left", no_wrap=heading != "title"
        )
    for each in trajectories:
        table.add_row(*_cells(each))
    return table


def _cells(each: Trajectory) -> list[Text]:
    resolved = Text("yes", style="green") if each.resolved else Text("no", style="yellow")
    if each.failed:
        resolved = Text("-")
    return [
        Text(visible_line(each.episode_id)),
        Text(visible_line(each.task.title), no_wrap=True, overflow="ellipsis"),
        Text(visible_line(each.task.tier)),
        Text(str(each.attempt)),
        resolved,
        Text("-" if each.final_score is None else f"{each.final_score:.2f}"),
        Text(str(len(each.steps))),
        Text(each.stop_reason.value.replace("_", " "), style="red" if each.failed else ""),
    ]
