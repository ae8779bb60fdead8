"""Reads a task file."""

from __future__ import annotations

import functools
import json
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.edits import Edit, EditError, apply_edits
from tracefix_rl.tasks.program import Program, Provenance
from tracefix_rl.tasks.storage.entries import Band, Choice, Entry, Parts
from tracefix_rl.tasks.storage.errors import TaskFileError
from tracefix_rl.tasks.storage.format import PROGRAM_COLUMNS, TASK_COLUMNS, seal
from tracefix_rl.tasks.storage.opening import RESTORE, opened, told
from tracefix_rl.tasks.storage.queries import ENTRY, TASK_NAMES, condition_of, ranks_of
from tracefix_rl.tasks.storage.suites import suite_of
from tracefix_rl.tasks.storage.summaries import Summaries
from tracefix_rl.tasks.task import Bug, Family, Split, Task, Tier

_PROGRAMS_KEPT = 64


class TaskFile:
    """A task file that is open for reading.

    Opening it reads one page; what else is read depends on what is asked, not on how many tasks there are.
    It may be used from several threads.

    Args:
        file: Where it is.

    Raises:
        TaskFileError: From any method, if the file cannot be used.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._database = opened(file)
        self._program = functools.lru_cache(_PROGRAMS_KEPT)(self._read_program)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *failure: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice is harmless."""
        self._database.close()

    @property
    def about(self) -> Mapping[str, str]:
        """What the file says of itself: seed, versions, and how its tiers were cut."""
        return self._summaries.about

    @property
    def counts(self) -> Mapping[tuple[Split, Tier], int]:
        """How many tasks there are of each split and tier; those of which there are none are left out."""
        return self._summaries.counts

    @property
    def packages(self) -> frozenset[str]:
        """Third-party packages that its programs import."""
        return frozenset(self.about.get("packages", "").split())

    @functools.cached_property
    def programs(self) -> Sequence[str]:
        """The names of the programs that have tasks, in alphabetical order."""
        return [name for (name,) in self._rows("SELECT name FROM programs ORDER BY name")]

    def count(self, choice: Choice) -> int:
        """Return how many tasks a choice leaves."""
        if choice.bug_family is None and choice.program is None:
            return sum(
                count
                for (split, tier), count in self.counts.items()
                if choice.split in (None, split) and choice.tier in (None, tier)
            )
        table, condition, values = condition_of(choice)
        return int(self._row(f"SELECT count(*) FROM {table} WHERE {condition}", values)[0])

    def entries(self, choice: Choice, start: int = 0, stop: int | None = None) -> list[Entry]:
        """Return the tasks of a choice at the places from `start` up to `stop`, by split and place in it.

        Places are given and bounded as in a slice: there may be fewer.
        """
        first, last, _ = slice(start, stop).indices(self.count(choice))
        expected = max(0, last - first)
        table, condition, values = condition_of(choice)
        ranks = ranks_of(choice)
        if ranks is not None:
            page = f"AND {ranks} >= ? AND {ranks} < ? ORDER BY {table}.{ranks}"
            values = (*values, first, last)
        else:
            page = f"ORDER BY {table}.split, {table}.in_split LIMIT {expected} OFFSET {first}"
        join = "JOIN tasks USING (id)" if table == "families" else ""
        rows = self._rows(
            f"{ENTRY} FROM {table} {join} JOIN programs ON programs.number = tasks.program "
            f"WHERE {condition} {page}",
            values,
        )
        if len(rows) != expected:
            raise TaskFileError(self._file, f"{expected - len(rows)} tasks are missing", RESTORE)
        return [self._entry(row) for row in rows]

    def bands(self, split: Split) -> Sequence[Band]:
        """Return the bands of a split, the easiest first."""
        return self._summaries.bands.get(split, ())

    def in_band(self, split: Split, band: int, place: int) -> Entry:
        """Return the task at a place of a band.

        Raises:
            IndexError: If there is none.
        """
        rows = self._rows(
            f"{ENTRY} FROM tasks JOIN programs ON programs.number = tasks.program "
            "WHERE tasks.split = ? AND band = ? AND in_band = ?",
            (split, band, place),
        )
        if not rows:
            if any(each.number == band and 0 <= place < each.count for each in self.bands(split)):
                raise TaskFileError(self._file, f"task {place} of band {band} of {split} is missing", RESTORE)
            raise IndexError(f"band {band} of {split} has no task {place}")
        return self._entry(rows[0])

    def find(self, key: str) -> Entry | None:
        """Return the task that has this id, name or manifest id, if there is one."""
        rows = self._rows(
            f"{ENTRY} FROM tasks JOIN programs ON programs.number = tasks.program "
            "WHERE tasks.id = :key OR tasks.name = :key OR manifest_id = :key",
            {"key": key},
        )
        return self._entry(rows[0]) if rows else None

    def named(self) -> list[Entry]:
        """Return the tasks that have a name or an id in the manifest, by split and place in it."""
        rows = self._rows(
            f"{ENTRY} FROM tasks JOIN programs ON programs.number = tasks.program "
            # Not `IS NOT NULL`, nor without the `+`: all tasks would be read, in the order of another index.
            "WHERE tasks.name > '' OR manifest_id > '' ORDER BY +tasks.split, in_split"
        )
        return [self._entry(row) for row in rows]

    def ids_like(self, start: str, most: int) -> list[str]:
        """Return ids that begin alike, at most so many."""
        rows = self._rows(
            "SELECT id FROM tasks WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
            (start, f"{start}\uffff", most),
        )
        return [task_id for (task_id,) in rows]

    def made(self, program: str) -> Mapping[str, Any]:
        """Return what the file says of how the tasks of a program were made.

        Raises:
            LookupError: If there is no such program.
        """
        made: Mapping[str, Any] = json.loads(self._program_row(self._number(program))["made"])
        return made

    def provenance(self, task_id: str) -> Provenance:
        """Return where the program of a task is from.

        Raises:
            LookupError: If there is none of this id.
        """
        return self._program(self._task_row(task_id)["program"])[0].provenance

    def parts(self, task_id: str) -> Parts:
        """Return how a task differs from its program.

        Raises:
            LookupError: If there is none of this id.
        """
        row = self._task_row(task_id)
        return Parts(
            edits=tuple(Edit(first, last, tuple(new)) for first, last, new in json.loads(row["edits"])),
            bugs=tuple(Bug(Family(family), kind, text) for family, kind, text in json.loads(row["bugs"])),
            measured=json.loads(row["measured"]),
        )

    def load(self, task_id: str) -> Task:
        """Return a task, whole.

        Raises:
            LookupError: If there is none of this id.
        """
        return self.with_alone(task_id)[0]

    def with_alone(self, task_id: str) -> tuple[Task, tuple[str, ...]]:
        """Return a task, and for each of several bugs the source that has it alone.

        There is nothing of the latter if the task has one bug, or its edits are not one for each bug.

        Raises:
            LookupError: If there is none of this id.
        """
        row, parts = self._task_row(task_id), self.parts(task_id)
        program, held_out = self._program(row["program"])
        try:
            source = apply_edits(program.source, parts.edits)
            alone = [apply_edits(program.source, [edit]) for edit in parts.edits]
        except EditError as error:
            raise TaskFileError(self._file, f"task {task_id} is damaged: {error}", RESTORE) from None
        task = Task(
            name=row["name"],
            program=program.name,
            title=program.title,
            specification=program.specification,
            tier=Tier(row["tier"]),
            split=Split(row["split"]),
            source=source,
            solution=program.source,
            visible=program.visible,
            held_out=held_out,
            bugs=parts.bugs,
        )
        if task.id != task_id:
            raise TaskFileError(self._file, f"the content of task {task_id} is that of {task.id}", RESTORE)
        return task, tuple(alone) if len(parts.edits) == len(parts.bugs) > 1 else ()

    @functools.cached_property
    def _summaries(self) -> Summaries:
        found = Summaries.read(self._rows)
        if found is None:
            reason = "its counts, or what it says of itself, were changed after it was written"
            raise TaskFileError(self._file, reason, RESTORE)
        return found

    def _task_row(self, task_id: str) -> dict[str, Any]:
        rows = self._rows(f"SELECT {TASK_COLUMNS}, seal FROM tasks WHERE id = ?", (task_id,))
        if not rows:
            raise LookupError(f"{self._file} has no task {task_id}")
        return self._sealed(rows[0], f"task {task_id}")

    def _number(self, program: str) -> int:
        rows = self._rows("SELECT number FROM programs WHERE name = ?", (program,))
        if not rows:
            raise LookupError(f"{self._file} has no program {program}")
        return int(rows[0][0])

    def _program_row(self, number: int) -> dict[str, Any]:
        rows = self._rows(f"SELECT {PROGRAM_COLUMNS}, seal FROM programs WHERE number = ?", (number,))
        if not rows:
            raise TaskFileError(self._file, f"program {number} is missing", RESTORE)
        return self._sealed(rows[0], f"program {rows[0]['name']}")

    def _read_program(self, number: int) -> tuple[Program, Suite]:
        row = self._program_row(number)
        options = json.loads(row["suite"])
        program = Program(
            name=row["name"],
            domain=row["domain"],
            family=row["family"],
            title=row["title"],
            specification=row["specification"],
            tags=frozenset(),
            source=row["source"],
            visible=suite_of(row["visible"], options),
            inputs="",
            provenance=Provenance(row["origin"], row["license"]),
        )
        return program, suite_of(row["held_out"], options)

    def _sealed(self, row: sqlite3.Row, what: str) -> dict[str, Any]:
        *values, found = tuple(row)
        if seal(values) != found:
            raise TaskFileError(self._file, f"{what} was changed after the file was written", RESTORE)
        return dict(row)

    def _entry(self, row: sqlite3.Row) -> Entry:
        *values, found, program, domain, title = tuple(row)
        if seal(values) != found:
            raise TaskFileError(
                self._file, f"task {values[0]} was changed after the file was written", RESTORE
            )
        task = dict(zip(TASK_NAMES, values, strict=True))
        return Entry(
            id=task["id"],
            name=task["name"],
            manifest_id=task["manifest_id"],
            program=program,
            domain=domain,
            title=title,
            split=Split(task["split"]),
            tier=Tier(task["tier"]),
            index=task["in_split"],
            score=task["score"],
            families=tuple(Family(family) for family, *_ in json.loads(task["bugs"])),
        )

    def _row(self, query: str, values: Any = ()) -> sqlite3.Row:
        (row,) = self._rows(query, values)
        return row

    def _rows(self, query: str, values: Any = ()) -> list[sqlite3.Row]:
        with self._lock, told(self._file):
            return self._database.execute(query, values).fetchall()
