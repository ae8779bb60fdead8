"""The programs that a command is about, and those that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracefix_rl.tasks import Library, Program


def library_of(folder: Path | None) -> Library:
    """Return the library in a folder, or the one that is shipped."""
    from tracefix_rl.tasks import Library

    return Library.shipped() if folder is None else Library(folder)


def read_programs(library: Library, names: Sequence[str]) -> tuple[list[Program], list[str]]:
    """Read programs.

    Args:
        library: The library that has them.
        names: Which; all if there are none.

    Returns:
        The programs, and what is wrong with those that cannot be read.

    Raises:
        UnknownProgram: If there is none of a name.
        TaskFolderError: If the library has no programs, or two of one name.
    """
    from tracefix_rl.tasks import TaskFolderError

    known = library.names()
    programs, problems = [], []
    for name in dict.fromkeys(names or known):
        try:
            programs.append(library.find(name))
        except TaskFolderError as error:
            problems.append(str(error))
    return programs, problems
