"""What a run measured, as a table."""

from __future__ import annotations

from rich import box
from rich.table import Table

from tracefix_rl.cli.tasks.common import console
from tracefix_rl.evaluation.statistics import Estimate
from tracefix_rl.evaluation.summary import Row, Summary


def print_summary(summary: Summary) -> None:
    """Print a row for each tier and one for all, with 95 % intervals."""
    console().print(_table(summary))


def _table(summary: Summary) -> Table:
    ks = list(summary.total.pass_at)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("tier")
    for heading in ("tasks", "episodes", "resolved"):
        table.add_column(heading, justify="right")
    for heading in (*(f"pass@{k}" for k in ks), "score", "return", "steps", "edit precision"):
        table.add_column(heading)
    table.add_column("failed", justify="right")
    for row in summary.rows:
        if row is summary.total and len(summary.rows) > 1:
            table.add_section()
        table.add_row(*_cells(row, ks))
    return table


def _cells(row: Row, ks: list[int]) -> list[str]:
    return [
        row.name,
        f"{row.tasks:,}",
        f"{row.episodes:,}",
        f"{row.resolved:,}",
        *(shown(row.pass_at[k]) for k in ks),
        shown(row.score),
        shown(row.episode_return),
        shown(row.steps, digits=1),
        shown(row.precision),
        f"{row.failed:,}",
    ]


def shown(estimate: Estimate | None, digits: int = 2) -> str:
    """Return an estimate with its interval, or a dash."""
    if estimate is None:
        return "–"
    value, low, high = (f"{each:.{digits}f}" for each in (estimate.value, estimate.low, estimate.high))
    return f"{value} [{low}, {high}]"
