"""`tracefix tasks report`: how many bugs the tests of each program catch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import WORK, LibraryOption, SeedOption, WorkOption, refuse, told, write_page
from tracefix_rl.cli.tasks.sources import library_of, read_programs

if TYPE_CHECKING:
    from tracefix_rl.tasks import Program
    from tracefix_rl.tasks.factory.records import Record


def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "docs/library-report.md"
    ),
    library: LibraryOption = None,
    work: WorkOption = WORK,
    seed: SeedOption = 0,
) -> None:
    """Write a page on how many bugs of each program its tests catch, from the records of a build."""
    with told():
        from tracefix_rl.cli.tasks.pages import library_page

        programs, problems = read_programs(library_of(library), ())
        for problem in problems:
            typer.echo(f"Left out: {problem}", err=True)
        rows, missing = _records(programs, work, seed)
    if not rows:
        refuse(
            f"{work} has no records of these programs; make them with `tracefix tasks build --seed {seed}`"
        )
    if missing:
        typer.echo(f"Left out, since they are not built: {', '.join(missing)}.", err=True)
    write_page(output, library_page(rows))


def _records(
    programs: list[Program], work: Path, seed: int
) -> tuple[list[tuple[Program, Record]], list[str]]:
    """Read what was made of programs; and name those of which nothing is recorded."""
    from tracefix_rl.tasks.factory.records import read_record, record_file

    rows, missing = [], []
    for program in programs:
        file = record_file(work, program, seed)
        if not file.exists():
            missing.append(program.name)
            continue
        try:
            rows.append((program, read_record(file)))
        except ValueError as error:
            refuse(str(error))
    return rows, missing
