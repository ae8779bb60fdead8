"""`tracefix tasks import`: tasks of other people's programs and bugs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from tracefix_rl.cli.tasks.common import SeedOption, WorkersOption, refuse
from tracefix_rl.cli.tasks.making import LicenseOption, Order, OutputOption, make_and_write

_MOST = 8


def import_tasks(
    kind: Annotated[str, typer.Argument(help="quixbugs, humanevalpack, humaneval or mbpp.")],
    path: Annotated[
        Path, typer.Argument(help="Your copy: a checkout of quixbugs, a JSONL file of the others.")
    ],
    output: OutputOption,
    license_id: LicenseOption = None,
    most: Annotated[
        int, typer.Option("--most", min=1, help="Most tasks of a program that comes without a bug.")
    ] = _MOST,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
) -> None:
    """Make tasks of a published data set; nothing is downloaded.

    Each item passes the same gate as our own tasks. Its tests are divided into visible and held-out ones.
    Exits with 1 if no task could be made.
    """
    from tracefix_rl.tasks.importers import IMPORTERS
    from tracefix_rl.tasks.importers.item import Item, SourceError, Unusable
    from tracefix_rl.tasks.suggestions import near

    if kind not in IMPORTERS:
        refuse(f"there is no importer {kind!r}; {near(kind, IMPORTERS)}")
    try:
        found = list(IMPORTERS[kind].read(path))
    except SourceError as error:
        refuse(str(error))
    items = [each for each in found if isinstance(each, Item)]
    make_and_write(
        Order(
            items=[replace(item, license=license_id or item.license) for item in items],
            unusable=[each for each in found if isinstance(each, Unusable)],
            output=output,
            most=most,
            seed=seed,
            workers=workers,
        )
    )
