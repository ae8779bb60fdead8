"""`tracefix tasks build`: makes tasks of programs, and writes them to a task file."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import (
    WORK,
    LibraryOption,
    SeedOption,
    WorkersOption,
    WorkOption,
    cannot_write,
    check_writable,
    console,
    refuse,
    told,
)
from tracefix_rl.cli.tasks.progress import progress
from tracefix_rl.cli.tasks.sources import library_of, read_programs

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.table import Table

    from tracefix_rl.tasks import Program
    from tracefix_rl.tasks.factory.build import Done
    from tracefix_rl.tasks.factory.records import Record

_INTERRUPTED = 130
_REASONS_SHOWN = 3


@dataclass(slots=True)
class _Built:
    """What a build has made so far.

    Args:
        problems: What is wrong with programs of which nothing could be made.
        records: What was made of the others.
        refused: Candidates that became no tasks, by reason.
    """

    problems: list[str]
    records: list[Record] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, done: Done) -> None:
        if done.record is None:
            self.problems.append(done.problem)
        else:
            self.records.append(done.record)
            self.refused.update(done.record.refused)

    @property
    def tasks(self) -> int:
        return sum(len(record.made) for record in self.records)

    def __str__(self) -> str:
        reasons = (f"{reason} {count:,}" for reason, count in self.refused.most_common(_REASONS_SHOWN))
        return f"{self.tasks:,} tasks; refused: {', '.join(reasons) or 'none'}"


def build(
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            help="The task file to write. By default the shipped one, when all of the library is built in a "
            "source checkout.",
        ),
    ] = None,
    library: LibraryOption = None,
    work: WorkOption = WORK,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
    program: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this program; may be repeated.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Make everything again, also what the file that is replaced has.")
    ] = False,
) -> None:
    """Make tasks of programs and write a task file; what was stopped goes on where it was.

    What did not change since the file that is replaced was written is taken from it. The written tasks are
    those of the programs and the curated ones. Exits with 1 if nothing could be made of a program; the file
    then has the others.
    """
    file = _shipped_or_refuse(library is None and not program) if output is None else output
    with told():
        programs, problems = read_programs(library_of(library), program or ())
        check_writable(file)
        check_writable(work / "record")
        built = _Built(problems)
        earlier = {} if fresh else _earlier(file)
        if not _make(programs, work, seed, workers, earlier, built):
            _stopped(built, len(programs), work)
        _show_problems(built.problems)
        _write(programs, built.records, file, seed)
        _show(built, file)
    raise typer.Exit(1 if built.problems else 0)


def _shipped_or_refuse(all_of_it: bool) -> Path:
    """Return the shipped file, if it is a source checkout's and the whole library is built."""
    from tracefix_rl.tasks.catalog import SHIPPED

    if not all_of_it:
        refuse(
            "a part of the library, or another one, is not what is shipped; name the file to write with -o"
        )
    if not SHIPPED.parents[1].joinpath("pyproject.toml").is_file():
        refuse(f"{SHIPPED} belongs to an installed package; name the file to write with -o")
    return SHIPPED


def _earlier(file: Path) -> dict[str, Record]:
    """Return what the file to replace has; nothing if it is no task file that can be read."""
    from tracefix_rl.tasks import TaskFile, TaskFileError
    from tracefix_rl.tasks.factory.records import records_in

    try:
        with TaskFile(file) as tasks:
            return records_in(tasks)
    except TaskFileError:
        return {}


def _make(
    programs: Sequence[Program],
    work: Path,
    seed: int,
    workers: int | None,
    earlier: Mapping[str, Record],
    built: _Built,
) -> bool:
    """Make the tasks of programs, and return whether that was not interrupted."""
    from tracefix_rl.evaluation.repairing import replay_repair
    from tracefix_rl.tasks.factory.build import build as build_all

    try:
        with (
            progress("programs", len(programs)) as advance,
            closing(
                build_all(programs, work, seed=seed, workers=workers, earlier=earlier, replay=replay_repair)
            ) as results,
        ):
            for done in results:
                built.add(done)
                advance(1, str(built))
    except KeyboardInterrupt:
        return False
    except ValueError as error:  # a record cannot be used
        refuse(str(error))
    return True


def _stopped(built: _Built, of: int, work: Path) -> None:
    done = len(built.records)
    typer.echo(f"Stopped: {done:,} of {of:,} programs are done, and kept in {work}.", err=True)
    typer.echo("No task file was written. The same command goes on where this one was.", err=True)
    raise typer.Exit(_INTERRUPTED)


def _show_problems(problems: Sequence[str]) -> None:
    for problem in problems:
        typer.echo(f"Left out: {problem}", err=True)


def _write(programs: Sequence[Program], records: Sequence[Record], file: Path, seed: int) -> None:
    from tracefix_rl.tasks import read_curated
    from tracefix_rl.tasks.factory.assembly import assemble

    curated = read_curated()
    try:
        assemble(programs, records, curated.tasks, curated.named, file, seed=seed)
    except ValueError as error:
        refuse(f"no task file was written: {error}", code=1)
    except (OSError, sqlite3.Error) as error:
        cannot_write(file, error)


def _show(built: _Built, file: Path) -> None:
    out = console()
    out.print(_table(built, file))
    typer.echo(f"Wrote {file}. Look at it: `tracefix tasks stats --file {file}`.")


def _table(built: _Built, file: Path) -> Table:
    import statistics

    from rich import box
    from rich.table import Table

    from tracefix_rl.tasks import Catalog, TaskFile, Tier

    with TaskFile(file) as tasks:
        catalog = Catalog(tasks)
        tiers = {tier: catalog.count(catalog.choice(difficulty=tier)) for tier in Tier}
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("made")
    table.add_column("", justify="right")
    table.add_row("programs", f"{len(built.records):,}")
    table.add_row("tasks of programs", f"{built.tasks:,}")
    table.add_row("curated tasks", f"{sum(tiers.values()) - built.tasks:,}")
    for tier, count in tiers.items():
        table.add_row(f"{tier} tasks", f"{count:,}")
    for reason, count in built.refused.most_common():
        table.add_row(f"refused: {reason}", f"{count:,}")
    if built.records:
        powers = [record.power for record in built.records]
        for tests, shares in (
            ("visible", [power.visible_share for power in powers]),
            ("held-out", [power.held_out_share for power in powers]),
        ):
            table.add_row(f"mean share of bugs that {tests} tests catch", f"{statistics.fmean(shares):.1%}")
    return table
