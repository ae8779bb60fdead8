"""Reads one task from its folder.

A task's folder has the name of the task and holds

- `task.toml`: title, specification, program, tier, split, a `[[bugs]]` table with family, kind and
  description for each bug, and `comparisons`, if its tests compare the program's objects with plain data by
  order or containment: which they need, such as `Version.__lt__`;
- `program.py`, the solution, and `buggy.py`, the source with the bugs;
- `visible_test.py` and `held_out_test.py`, which import the source as `program`.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from tracefix_rl.sandbox.limits import LimitsError, Suite
from tracefix_rl.tasks.task import Bug, Family, Split, Task, Tier

DESCRIPTION = "task.toml"
SOLUTION = "program.py"
SOURCE = "buggy.py"
VISIBLE = "visible_test.py"
HELD_OUT = "held_out_test.py"

_TASK_KEYS = ("title", "specification", "program", "tier", "split", "bugs")
_BUG_KEYS = ("family", "kind", "description")

_Choice = TypeVar("_Choice", bound=StrEnum)


class TaskFolderError(Exception):
    """The folder of a task or of a program cannot be read.

    Args:
        file: What cannot be used.
        reason: What is wrong with it.
        fix: What would make it right.
    """

    def __init__(self, file: Path, reason: str, fix: str) -> None:
        super().__init__(f"{file}: {reason}; {fix}")
        self.file = file
        self.reason = reason
        self.fix = fix


def read_task(folder: Path) -> Task:
    """Read the task in a folder.

    Args:
        folder: The task's folder; its name becomes the task's.

    Raises:
        TaskFolderError: If a file is missing or cannot be used.
    """
    file = folder / DESCRIPTION
    table = read_toml(file)
    comparisons = texts_of(table.pop("comparisons", []), "comparisons", file)
    check_keys(table, _TASK_KEYS, file, "the task")
    return Task(
        name=folder.name,
        program=text_of(table, "program", file),
        title=text_of(table, "title", file),
        specification=text_of(table, "specification", file),
        tier=_choice(table, "tier", Tier, file),
        split=_choice(table, "split", Split, file),
        source=read_text(folder / SOURCE),
        solution=read_text(folder / SOLUTION),
        visible=read_suite(folder / VISIBLE, comparisons),
        held_out=read_suite(folder / HELD_OUT, comparisons),
        bugs=_bugs(table["bugs"], file),
    )


def read_toml(file: Path) -> dict[str, Any]:
    """Read a TOML file.

    Raises:
        TaskFolderError: If it is missing, or neither UTF-8 nor TOML.
    """
    try:
        return tomllib.loads(read_text(file))
    except tomllib.TOMLDecodeError as error:
        raise TaskFolderError(file, f"is not TOML: {error}", "correct that line") from None


def read_text(file: Path) -> str:
    """Read a text as it is on disk: line ends are kept.

    Raises:
        TaskFolderError: If it is missing, no file, or not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        fix = "save it as UTF-8"
        raise TaskFolderError(file, f"is not UTF-8: byte {error.start} is not part of a text", fix) from None
    except FileNotFoundError:
        raise TaskFolderError(file, "is missing", "add it") from None
    except OSError as error:
        fix = "make it a file that may be read"
        raise TaskFolderError(file, f"cannot be read: {error.strerror}", fix) from None


def read_suite(file: Path, comparisons: frozenset[str]) -> Suite:
    """Read a test module that tests `program`.

    Args:
        file: The test module.
        comparisons: The comparisons with plain data that it needs; see `Suite`.

    Raises:
        TaskFolderError: If it cannot be read, or is empty.
    """
    try:
        return Suite(read_text(file), comparisons=comparisons)
    except LimitsError as error:
        raise TaskFolderError(file, str(error), "write tests that import `program`") from None


def _bugs(tables: Any, file: Path) -> tuple[Bug, ...]:
    if not isinstance(tables, list) or not tables or not all(isinstance(table, dict) for table in tables):
        raise TaskFolderError(file, "`bugs` is no list of tables", "add a [[bugs]] table for each bug")
    for table in tables:
        check_keys(table, _BUG_KEYS, file, "a bug")
    return tuple(
        Bug(
            family=_choice(table, "family", Family, file),
            kind=text_of(table, "kind", file),
            description=text_of(table, "description", file),
        )
        for table in tables
    )


def check_keys(table: dict[str, Any], wanted: tuple[str, ...], file: Path, whose: str) -> None:
    """Refuse a table that lacks a wanted key or has another.

    Raises:
        TaskFolderError: The first such key.
    """
    for key in wanted:
        if key not in table:
            raise TaskFolderError(file, f"{whose} has no `{key}`", "add it")
    for key in table:
        if key not in wanted:
            raise TaskFolderError(
                file, f"{whose} has an unknown key `{key}`", f"the keys are {', '.join(wanted)}"
            )


def text_of(table: dict[str, Any], key: str, file: Path) -> str:
    """Return the text under a key, without space around it.

    Raises:
        TaskFolderError: If it is no text or an empty one.
    """
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise TaskFolderError(file, f"`{key}` is {value!r}", "make it a text that is not empty")
    return value.strip()


def texts_of(value: Any, key: str, file: Path) -> frozenset[str]:
    """Return a list of texts, whatever their order.

    Raises:
        TaskFolderError: If it is something else.
    """
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TaskFolderError(file, f"`{key}` is {value!r}", "make it a list of texts")
    return frozenset(value)


def _choice(table: dict[str, Any], key: str, kind: type[_Choice], file: Path) -> _Choice:
    value = table[key]
    try:
        return kind(value)
    except ValueError:
        raise TaskFolderError(file, f"`{key}` is {value!r}", f"choose from {', '.join(kind)}") from None
