"""Progress of what takes minutes or hours: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import typer


class Advance(Protocol):
    """Says that more is done."""

    def __call__(self, count: int, note: str) -> None:
        """Add `count` to what is done; `note` says how it goes."""


@contextmanager
def progress(what: str, total: int) -> Iterator[Advance]:
    """Show progress on standard error, until the end of the block.

    Args:
        what: What is counted, such as `tasks`.
        total: How many there are.
    """
    if sys.stderr.isatty():
        with _bar(what, total) as advance:
            yield advance
    else:
        yield _lines(what, total)


@contextmanager
def _bar(what: str, total: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=total, note="")
        yield lambda count, note: bar.update(task, advance=count, note=note)


def _lines(what: str, total: int) -> Advance:
    """Print a line whenever another hundredth is done."""
    done = printed = 0

    def advance(count: int, note: str) -> None:
        nonlocal done, printed
        done += count
        if 100 * done // max(1, total) > printed:
            printed = 100 * done // max(1, total)
            typer.echo(f"{done:,} of {total:,} {what}: {note}", err=True)

    return advance
