"""`tracefix tasks check`: whether tasks still are what the gate let through."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import (
    FileOption,
    SeedOption,
    SplitOption,
    WorkersOption,
    catalog_of,
    console,
    told,
)
from tracefix_rl.cli.tasks.progress import progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.table import Table

    from tracefix_rl.tasks import Entry
    from tracefix_rl.tasks.factory.checking import Findings

_EXAMPLES = 10
_INTERRUPTED = 130
"""What shells report of a command that Ctrl-C ended."""


def check(
    sample: Annotated[int | None, typer.Option(min=1, help="Check so many, drawn by the seed.")] = None,
    seed: SeedOption = 0,
    split: SplitOption = None,
    workers: WorkersOption = None,
    file: FileOption = "",
) -> None:
    """Rerun the gate on tasks; exit with 1 if it refuses one."""
    with told():
        from tracefix_rl.tasks.catalog import task_files
        from tracefix_rl.tasks.factory.checking import Findings, draw_sample

        catalog = catalog_of(file)
        entries = catalog.entries(catalog.choice(split=split))
        chosen = draw_sample(entries, sample, seed)
        findings = Findings(of=len(entries))
        finished = _check(task_files(file), chosen, workers, findings)
    _show(findings)
    if not finished:
        typer.echo(f"Stopped: {findings.checked:,} of {len(chosen):,} tasks were checked.", err=True)
        raise typer.Exit(_INTERRUPTED)
    raise typer.Exit(0 if findings.clean else 1)


def _check(files: Sequence[Path], chosen: Sequence[Entry], workers: int | None, findings: Findings) -> bool:
    """Check tasks, and return whether that was not interrupted."""
    from tracefix_rl.evaluation.repairing import replay_repair
    from tracefix_rl.tasks.factory.checking import check_tasks

    try:
        with (
            progress("tasks", len(chosen)) as advance,
            closing(check_tasks(files, chosen, workers=workers, replay=replay_repair)) as results,
        ):
            for found in results:
                findings.add(found)
                advance(len(found), f"{len(findings.refused)} refused, {findings.hanging} hang")
    except KeyboardInterrupt:
        return False
    return True


def _show(findings: Findings) -> None:
    from tracefix_rl.tasks.factory.checking import MOST_HANGING

    if findings.refused:
        console().print(_reasons(findings))
    for each in findings.refused[:_EXAMPLES]:
        for refusal in each.refusals:
            typer.echo(f"{each.entry.id} ({each.entry.program}): {refusal.reason}: {refusal.detail}")
    if len(findings.refused) > _EXAMPLES:
        typer.echo(f"... and {len(findings.refused) - _EXAMPLES:,} more")
    if findings.hang_too_often:
        typer.echo(
            f"{findings.hanging:,} of {findings.checked:,} tasks have tests that do not end; "
            f"at most {MOST_HANGING:.0%} of all may."
        )
    typer.echo(
        f"{findings.checked:,} of {findings.of:,} tasks checked: {len(findings.refused):,} refused, "
        f"{findings.hanging:,} with tests that do not end."
    )


def _reasons(findings: Findings) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("refused because")
    table.add_column("tasks", justify="right")
    for reason, count in findings.reasons.items():
        table.add_row(reason, f"{count:,}")
    return table
