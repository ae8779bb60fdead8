"""What `import` and `from-module` share: tasks are made of items, written, and summed up."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import cannot_write, check_writable, console, refuse, told
from tracefix_rl.cli.tasks.progress import progress

if TYPE_CHECKING:
    from tracefix_rl.tasks.factory.importing import Imported, Refused
    from tracefix_rl.tasks.importers.item import Item, Unusable
    from tracefix_rl.tasks.task import Split

OutputOption = Annotated[Path, typer.Option("-o", "--output", help="The task file to write.")]
LicenseOption = Annotated[
    str | None, typer.Option("--license", metavar="SPDX", help="The license, where the source does not say.")
]
_INTERRUPTED = 130
_SHOWN = 20
"""Things left out that are named one by one."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made.

    Args:
        items: Of what.
        unusable: What could not be read.
        output: The file to write.
        most: Most tasks of an item that comes without a bug.
        seed: What is drawn depends on it.
        workers: Items at a time.
        split: Where all tasks are; `None` if that depends on the item.
        packages: Third-party packages that the programs may import.
    """

    items: Sequence[Item]
    unusable: Sequence[Unusable]
    output: Path
    most: int
    seed: int
    workers: int | None
    split: Split | None = None
    packages: Collection[str] = ()


@dataclass(slots=True)
class _Outcome:
    imported: list[Imported] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    @property
    def tasks(self) -> int:
        return sum(len(each.record.made) for each in self.imported)

    def __str__(self) -> str:
        return f"{self.tasks:,} tasks; {len(self.refused):,} items refused"


def make_and_write(order: Order) -> None:
    """Make tasks, write them, and say what was made and what was not; exit with 1 if that is nothing."""
    check_writable(order.output)
    outcome = _Outcome()
    with told():
        if not _make(order, outcome):
            typer.echo("Stopped; no task file was written.", err=True)
            raise typer.Exit(_INTERRUPTED)
        if outcome.imported:
            _write(order, outcome.imported)
    _show(order, outcome)
    _show_power(outcome.imported)
    if not outcome.imported:
        refuse("no task was made, and no file written", code=1)
    typer.echo(
        f"Wrote {order.output}. Look at it: `tracefix tasks list --file {order.output}`. "
        f"Use it: `TRACEFIX_TASKS={order.output}`."
    )


def _make(order: Order, outcome: _Outcome) -> bool:
    """Make the tasks, and return whether that was not interrupted."""
    from tracefix_rl.evaluation.repairing import replay_repair
    from tracefix_rl.tasks.factory.importing import Imported, import_items

    making = import_items(
        order.items,
        most=order.most,
        seed=order.seed,
        packages=order.packages,
        workers=order.workers,
        replay=replay_repair,
    )
    try:
        with progress("items", len(order.items)) as advance, closing(making) as results:
            for result in results:
                if isinstance(result, Imported):
                    outcome.imported.append(result)
                else:
                    outcome.refused.append(result)
                advance(1, str(outcome))
    except KeyboardInterrupt:
        return False
    return True


def _write(order: Order, imported: Sequence[Imported]) -> None:
    from tracefix_rl.tasks import Catalog
    from tracefix_rl.tasks.factory.assembly import assemble_imported, cuts_of

    cuts = cuts_of(Catalog.shipped().about)
    try:
        assemble_imported(
            sorted(imported, key=lambda each: each.program.name),
            order.output,
            cuts,
            seed=order.seed,
            split=order.split,
            packages=order.packages,
        )
    except ValueError as error:
        refuse(f"no task file was written: {error}", code=1)
    except (OSError, sqlite3.Error) as error:
        cannot_write(order.output, error)


def _show(order: Order, outcome: _Outcome) -> None:
    from rich import box
    from rich.table import Table

    kinds = Counter(each.kind for each in outcome.refused)
    left_out = [
        (name, each)
        for name, tests in (
            *((each.program.name, each.left_out) for each in outcome.imported),
            *((each.name, each.left_out) for each in outcome.refused),
        )
        for each in tests
    ]
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("items")
    table.add_column("", justify="right")
    table.add_row("read", f"{len(order.items):,}")
    table.add_row("left out while reading", f"{len(order.unusable):,}")
    table.add_row("imported", f"{len(outcome.imported):,}")
    for kind, count in kinds.most_common():
        table.add_row(f"refused: {kind}", f"{count:,}")
    table.add_row("tasks", f"{outcome.tasks:,}")
    table.add_row("tests left out", f"{len(left_out):,}")
    console().print(table)
    _name_each("Left out", [f"{each.name}: {each.reason}" for each in order.unusable])
    _name_each("Refused", sorted(f"{each.name}: {each.kind}: {each.reason}" for each in outcome.refused))
    _name_each(
        "Left out of", sorted(f"{name}: the test {each.name} {each.reason}" for name, each in left_out)
    )


def _show_power(imported: Sequence[Imported]) -> None:
    """Say how many bugs tests catch, where the bugs were ours to choose."""
    powers = [each.record.power for each in imported if each.name is None]
    if powers:
        tried, visible, held_out = (
            sum(getattr(power, name) for power in powers) for name in ("tried", "by_visible", "by_held_out")
        )
        typer.echo(
            f"Of {tried:,} bugs that were tried, visible tests catch {visible:,} and held-out tests "
            f"{held_out:,}. A task needs both, so more tests, of more cases, make more tasks."
        )


def _name_each(what: str, lines: Sequence[str]) -> None:
    for line in lines[:_SHOWN]:
        typer.echo(f"{what}: {line}", err=True)
    if len(lines) > _SHOWN:
        typer.echo(f"... and {len(lines) - _SHOWN:,} more", err=True)
