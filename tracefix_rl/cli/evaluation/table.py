"""What a run measured, as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from rich import box
from rich.console import Console
from rich.table import Table

from tracefix_rl.evaluation.statistics import Estimate
from tracefix_rl.evaluation.summary import Row, Summary
from tracefix_rl.terminal.console import open_console

_PIPE_WIDTH = 160
"""Columns where there is no terminal, so that an interval stands beside its value."""


def print_summary(summary: Summary) -> None:
    """Print a column for each tier and one for all, with 95 % intervals."""
    where = open_console(_PIPE_WIDTH)
    beside = _table(summary, " ")
    where.print(beside if _fits(beside, where) else _table(summary, "\n"))


def _table(summary: Summary, before_interval: str) -> Table:
    """The intervals stand beside the values, or below them where there is no room."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    for row in summary.rows:
        table.add_column(row.name)
    for name, cells in _measures(summary, before_interval):
        table.add_row(name, *cells)
    return table


def _fits(table: Table, where: Console) -> bool:
    return where.measure(table, options=where.options.update(width=10_000)).maximum <= where.width


def _measures(summary: Summary, before_interval: str) -> Iterator[tuple[str, list[str]]]:
    """Each thing that was measured, and what it is in each row."""

    def all_rows(cell: Callable[[Row], str]) -> list[str]:
        return [cell(row) for row in summary.rows]

    def estimates(of: Callable[[Row], Estimate | None], digits: int = 2) -> list[str]:
        return all_rows(lambda row: shown(of(row), before_interval, digits))

    yield "tasks", all_rows(lambda row: f"{row.tasks:,}")
    yield "episodes", all_rows(lambda row: f"{row.episodes:,}")
    yield "failed", all_rows(lambda row: f"{row.failed:,}")
    yield "resolved", all_rows(lambda row: f"{row.resolved:,}")
    for k in summary.total.pass_at:
        yield f"pass@{k}", estimates(partial(_pass_at, k))
    yield "score", estimates(lambda row: row.score)
    yield "return", estimates(lambda row: row.episode_return)
    yield "steps", estimates(lambda row: row.steps, digits=1)
    yield "edit precision", estimates(lambda row: row.precision)


def _pass_at(k: int, row: Row) -> Estimate | None:
    return row.pass_at[k]


def shown(estimate: Estimate | None, before_interval: str = " ", digits: int = 2) -> str:
    """Return an estimate with its interval, or a dash."""
    if estimate is None:
        return "–"
    parts = (estimate.value, estimate.low, estimate.high)
    value, low, high = (f"{round(each, digits) + 0.0:.{digits}f}" for each in parts)  # no minus before zero
    return f"{value}{before_interval}[{low}, {high}]"
