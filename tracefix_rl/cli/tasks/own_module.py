"""`tracefix tasks from-module`: tasks of a user's own module and its tests."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracefix_rl.cli.tasks.common import SeedOption, WorkersOption, refuse
from tracefix_rl.cli.tasks.making import LicenseOption, Order, OutputOption, make_and_write

_MOST = 80


def from_module(
    path: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="The module's file. Further files are taken as tests.", show_default=False
        ),
    ],
    tests: Annotated[
        list[Path],
        typer.Option("--tests", metavar="PATH [PATH ...]", help="Its pytest files; may be repeated."),
    ],
    output: OutputOption,
    allow: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="A third-party package that it may import; may be repeated."),
    ] = None,
    license_id: LicenseOption = None,
    split: Annotated[str, typer.Option(help="Where its tasks are: train, eval or test.")] = "train",
    most: Annotated[int, typer.Option("--most", min=1, help="Most tasks.")] = _MOST,
    seed: SeedOption = 0,
    workers: WorkersOption = None,
) -> None:
    """Make tasks of a module of yours and its tests.

    Operators make bugs in it, its tests are divided into visible and held-out ones, and each task passes the
    same gate as our own. What cannot be used is named with the reason. Exits with 1 if no task could be made.
    """
    from tracefix_rl.sandbox.packages import PackageError, check_packages
    from tracefix_rl.tasks import Split
    from tracefix_rl.tasks.importers.own_module import read_own_module

    if split not in list(Split):
        refuse(f"there is no split {split!r}; take {', '.join(Split)}")
    try:
        packages = check_packages(allow or ())
    except PackageError as error:
        refuse(str(error))
    module, *further = path
    item, left_out = read_own_module(
        module, [*tests, *further], allow=frozenset(packages), license=license_id or ""
    )
    make_and_write(
        Order(
            items=[item] if item else [],
            unusable=left_out,
            output=output,
            most=most,
            seed=seed,
            workers=workers,
            split=Split(split),
            packages=packages,
        )
    )
