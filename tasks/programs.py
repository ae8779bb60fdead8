"""The programs there are."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Self

from tracefix_rl.tasks.folder import TaskFolderError
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.program_folder import read_program

_LIBRARY = Path(__file__).with_name("library")


class UnknownProgram(LookupError):
    """There is no such program; the message names near matches."""


class Library:
    """The programs in a folder, by domain.

    Making one reads nothing. Which programs there are is read when that is first asked, and a program when
    it is asked for; nothing is executed.

    Args:
        folder: Where the domains' folders are.

    Raises:
        TaskFolderError: From any method, if the folder has no programs or two of one name, or a program
            cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, Program] = {}

    @classmethod
    @functools.cache
    def shipped(cls) -> Self:
        """Return the programs that come with the package; the same library each time."""
        return cls(_LIBRARY)

    def __len__(self) -> int:
        """Return the number of programs."""
        return len(self._folders)

    def __iter__(self) -> Iterator[Program]:
        """Read the programs one after the other, by domain and name."""
        return map(self.find, self._folders)

    def names(self) -> tuple[str, ...]:
        """Return the names of the programs, by domain and name."""
        return tuple(self._folders)

    def find(self, name: str) -> Program:
        """Return one program.

        Args:
            name: Its name.

        Raises:
            UnknownProgram: If there is none.
        """
        if name not in self._folders:
            near = difflib.get_close_matches(name, self._folders, n=3) or list(self._folders)[:3]
            raise UnknownProgram(f"there is no program {name!r}; there are {', '.join(near)}, among others")
        if name not in self._read:
            self._read[name] = read_program(self._folders[name])
        return self._read[name]

    @functools.cached_property
    def _folders(self) -> Mapping[str, Path]:
        folders: dict[str, Path] = {}
        for domain in _inner(self._folder):
            for folder in _inner(domain):
                other = folders.setdefault(folder.name, folder)
                if other is not folder:
                    reason = f"is the name of a program in {other.parent.name} too"
                    raise TaskFolderError(folder, reason, "rename one of them")
        if not folders:
            fix = "name the folder that holds the domains' folders"
            raise TaskFolderError(self._folder, "has no programs", fix)
        return folders


def _inner(folder: Path) -> list[Path]:
    """Return the folders in a folder, without those that tools leave behind."""
    inner = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in inner if path.is_dir() and not path.name.startswith((".", "_")))
