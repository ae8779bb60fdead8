"""What the commands about tasks share: the file they read, where they print, and how they refuse."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from tracefix_rl.tasks import Catalog

_PIPE_WIDTH = 160
"""Columns of what is not printed on a terminal, so that tables keep one line for each row."""

FileOption = Annotated[
    str,
    typer.Option(
        "--file",
        envvar="TRACEFIX_TASKS",
        metavar="FILE[,FILE...]",
        help="Task files, of which `shipped` comes with the package.",
        show_default=False,
    ),
]
SplitOption = Annotated[str | None, typer.Option(help="Only tasks of this split: train, eval or test.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print a JSON object instead.")]
LibraryOption = Annotated[
    Path | None, typer.Option(help="A folder of programs instead of the library that is shipped.")
]
WorkOption = Annotated[Path, typer.Option(help="The folder where what was made of each program is kept.")]
SeedOption = Annotated[int, typer.Option(help="What is drawn depends on it.")]
WorkersOption = Annotated[
    int | None, typer.Option(min=1, help="Programs at a time; the number of processors by default.")
]

WORK = Path(".tracefix/build")
"""Where builds keep their records, under the current folder."""


def catalog_of(file: str) -> Catalog:
    """Open the task files that are meant; raises `TaskFileError` if one cannot be used."""
    from tracefix_rl.tasks.catalog import Catalog, task_files

    return Catalog.open(task_files(file))


@contextmanager
def told() -> Iterator[None]:
    """Turn what the caller can put right into a message, and exit with 2."""
    from tracefix_rl.sandbox import SandboxError
    from tracefix_rl.tasks import TaskFileError, TaskFolderError, UnknownProgram, UnknownTask

    try:
        yield
    except (TaskFileError, TaskFolderError, UnknownProgram, UnknownTask) as error:
        refuse(str(error))
    except SandboxError as error:
        refuse(f"{error}; `tracefix doctor` says what this machine lacks")


def refuse(message: str, code: int = 2) -> NoReturn:
    """Say why a command cannot do what it was asked for, and exit."""
    typer.echo(f"Error: {message}", err=True)
    raise typer.Exit(code)


def check_writable(file: Path) -> None:
    """Find out now, and not after hours, whether a file can be written."""
    part = file.with_name(f"{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.is_dir():
            raise IsADirectoryError(None, "Is a directory")
        part.touch()
        part.unlink()
    except OSError as error:
        cannot_write(file, error.strerror)


def cannot_write(file: Path, reason: object) -> NoReturn:
    """Say that a file cannot be written, and exit with 2."""
    refuse(f"{file} cannot be written: {reason}; name another place with -o or --work")


def print_json(data: object) -> None:
    """Print plain data for other programs."""
    typer.echo(json.dumps(data, indent=2))


def console() -> Console:
    """Return where tables and texts are printed."""
    from rich.console import Console

    wide = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=_PIPE_WIDTH if wide else None, highlight=False)


def write_page(file: Path, text: str) -> None:
    """Write a page and say so; exit with 2 if that is not possible."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        refuse(f"{file} cannot be written: {error.strerror or error}; name another file with -o")
    typer.echo(f"Wrote {file}.")
