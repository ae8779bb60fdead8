"""`tracefix tasks gallery`: a page with a few tasks of each domain and tier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracefix_rl.cli.tasks.common import FileOption, catalog_of, refuse, told, write_page


def gallery(
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path(
        "docs/gallery.md"
    ),
    each: Annotated[int, typer.Option(min=1, help="Most tasks of each domain and tier.")] = 2,
    file: FileOption = "",
) -> None:
    """Write a page with some tasks of the train split and their bugs."""
    with told():
        from tracefix_rl.cli.tasks.pages import gallery_page

        page = gallery_page(catalog_of(file), each)
    if page is None:
        refuse("there are no tasks in train, and those of other splits are not given away")
    write_page(output, page)
