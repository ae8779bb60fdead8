"""`tracefix tasks list`: which tasks there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracefix_rl.cli.tasks.common import (
    FileOption,
    JsonOption,
    SplitOption,
    catalog_of,
    console,
    print_json,
    told,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from tracefix_rl.tasks import Entry


def list_tasks(
    split: SplitOption = None,
    tier: Annotated[str | None, typer.Option(help="Only tasks of this tier: easy, medium or hard.")] = None,
    bug_family: Annotated[
        str | None,
        typer.Option(
            help="Only tasks with a bug of this family: arithmetic, conditions, names, calls, indexing or "
            "statements."
        ),
    ] = None,
    program: Annotated[str | None, typer.Option(help="Only tasks of this program.")] = None,
    start: Annotated[int, typer.Option(min=0, help="How many to leave out at the beginning.")] = 0,
    limit: Annotated[int, typer.Option(min=1, help="How many to list.")] = 20,
    as_json: JsonOption = False,
    file: FileOption = "",
) -> None:
    """List tasks, by split and in the order of their ids."""
    with told():
        catalog = catalog_of(file)
        choice = catalog.choice(split=split, difficulty=tier, bug_family=bug_family, program=program)
        count = catalog.count(choice)
        entries = catalog.entries(choice, min(start, count), min(start + limit, count))
    if as_json:
        print_json({"total": count, "start": start, "tasks": [_as_data(entry) for entry in entries]})
    else:
        if entries:
            console().print(_table(entries))
        typer.echo(_summary(count, start, len(entries)))


def _as_data(entry: Entry) -> dict[str, Any]:
    """What is listed of a task: all but the families of its bugs, which an agent may not know."""
    return {
        "id": entry.id,
        "name": entry.name,
        "manifest_id": entry.manifest_id,
        "program": entry.program,
        "domain": entry.domain,
        "title": entry.title,
        "split": entry.split,
        "tier": entry.tier,
        "index": entry.index,
        "score": entry.score,
    }


def _table(entries: Sequence[Entry]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("id", no_wrap=True)
    for heading in ("program", "domain", "split", "tier"):
        table.add_column(heading)
    if any(entry.name for entry in entries):
        table.add_column("name", overflow="fold")
    for entry in entries:
        cells = (entry.id, entry.title, entry.domain, entry.split, entry.tier, entry.name or "")
        table.add_row(*map(Text, cells[: len(table.columns)]))
    return table


def _summary(count: int, start: int, shown: int) -> str:
    """Say which tasks were shown, and how to see others."""
    if not count:
        return "There is no such task; `tracefix tasks stats` says what there is."
    if not shown:
        return f"There are {count:,} such tasks; choose a --start below that."
    last = start + shown
    summary = f"{start + 1:,} to {last:,} of {count:,} tasks."
    if last < count:
        summary += f" The next ones: --start {last}."
    return f"{summary} One of them: `tracefix tasks show ID`."
