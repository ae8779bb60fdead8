"""What an importer reads: programs with tests, some with a bug of their own, and what cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from tracefix_rl.tasks.task import Family

MODULE = "program"
"""Name under which tests import a program that has no name of its own."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """The bug that an item came with.

    Args:
        source: The program with the bug. Its comments and docstrings are those of the solution.
        family: The kind of defect.
        kind: What kind exactly, in the words of the data set if it has any.
    """

    source: str
    family: Family
    kind: str


@dataclass(frozen=True, slots=True)
class Item:
    """A correct program with its tests, and with a bug if it came with one.

    Args:
        name: Its name in lower case with underscores, which no other item of the same source has.
        domain: What it is an item of, e.g. `quixbugs`.
        title: What the program is, in a few words that say nothing of a bug.
        specification: What it must do, in prose.
        solution: The correct program.
        tests: Text of a pytest module with all tests, which imports the program as `module`.
        origin: Where it is from, so that a reader finds it again.
        license: SPDX identifier of its license; empty if the source does not say.
        module: Dotted name under which the tests import it.
        support: Source of each further module that it or its tests import, by dotted name.
        flaw: Its bug; `None` if it has none, so that operators make some.
    """

    name: str
    domain: str
    title: str
    specification: str
    solution: str
    tests: str
    origin: str
    license: str = ""
    module: str = MODULE
    support: Mapping[str, str] = field(default_factory=dict)
    flaw: Flaw | None = None


@dataclass(frozen=True, slots=True)
class Unusable:
    """Something that should have been an item.

    Args:
        name: Which: its name, or where it stands, e.g. `line 12`.
        reason: Why it cannot be read, and what would help.
    """

    name: str
    reason: str


class SourceError(Exception):
    """A path is not what an importer reads; the message says what it expects there."""


class Importer(Protocol):
    """Reads one kind of source."""

    name: str
    """What the command line calls it."""
    what: str
    """What `PATH` is, in a few words."""

    def read(self, path: Path) -> Iterator[Item | Unusable]:
        """Read the items of a local copy, in its order; nothing is run.

        Raises:
            SourceError: If the path is no such copy; nothing else, whatever is in it.
        """
