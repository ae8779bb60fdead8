"""`tracefix tasks report`: how many bugs the tests of each program catch."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import FileOption, refuse, told, write_page

if TYPE_CHECKING:
    from tracefix_rl.tasks.factory.records import Record


def report(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "docs/library-report.md"
    ),
    file: FileOption = "",
) -> None:
    """Write a page on how many bugs of each program its tests catch, as a task file tells it."""
    with told():
        from tracefix_rl.cli.tasks.pages import library_page
        from tracefix_rl.tasks.catalog import task_files

        files = task_files(file)
        rows = [row for each in files for row in _rows(each)]
    if not rows:
        nothing = "has no tasks that were made of programs; build some with `tracefix tasks build`"
        refuse(f"{', '.join(map(str, files))} {nothing}")
    write_page(output, library_page(rows))


def _rows(file: Path) -> list[tuple[str, Record]]:
    """Return what was made of each program, with the program's domain."""
    from tracefix_rl.tasks import Catalog, TaskFile
    from tracefix_rl.tasks.factory.records import records_in

    with TaskFile(file) as tasks:
        catalog = Catalog(tasks)
        return [
            (catalog.entries(catalog.choice(program=record.program), 0, 1)[0].domain, record)
            for record in records_in(tasks).values()
        ]
