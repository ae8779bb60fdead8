"""Writes a task file."""

from __future__ import annotations

import json
import sqlite3
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tracefix_rl.tasks.edits import Edit, apply_edits
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.storage.format import (
    APPLICATION,
    BANDS,
    PROGRAM_COLUMNS,
    SCHEMA,
    SUMMARIES,
    TASK_COLUMNS,
    VERSION,
    seal,
)
from tracefix_rl.tasks.storage.suites import suite_options
from tracefix_rl.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Stored:
    """A task as it is stored.

    Args:
        task: The task; its source is its program's after the edits.
        edits: How it differs from its program: one edit for each bug, if that is how it was made.
        score: How hard it was measured to be, from 0 to 1.
        measured: What the score was computed from.
        manifest_id: Its id in the manifest, if it has one.
    """

    task: Task
    edits: tuple[Edit, ...]
    score: float
    measured: Mapping[str, Any] = field(default_factory=dict)
    manifest_id: str | None = None


def write_tasks(
    file: Path,
    programs: Iterable[Program],
    stored: Iterable[Stored],
    about: Mapping[str, str],
    made: Mapping[str, Mapping[str, Any]] | None = None,
) -> None:
    """Write a task file; it is there whole or not at all. The same tasks give the same file.

    Args:
        file: Where; what is there is replaced.
        programs: The programs of the tasks.
        stored: The tasks. Those of one program have the same tests; both suites differ in their text only.
        about: What the file says of itself.
        made: What it says of how the tasks of a program were made, by the program's name.

    Raises:
        ValueError: If two tasks have the same id, or one does not follow from its program.
    """
    by_name = {program.name: program for program in programs}
    ordered = sorted(stored, key=lambda each: each.task.id)
    _check(ordered, by_name)
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part)) as database, database:
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")
        database.executescript(SCHEMA)
        _insert(database, "about", sorted(about.items()))
        numbers = _write_programs(database, ordered, by_name, made or {})
        _write_rows(database, ordered, numbers)
        summaries = [database.execute(query).fetchall() for query in SUMMARIES]
        _insert(database, "seals", [(seal(summaries),)])
    with closing(sqlite3.connect(part)) as database:
        database.execute("VACUUM")
    part.replace(file)


def _check(stored: Sequence[Stored], programs: Mapping[str, Program]) -> None:
    for task_id, count in Counter(each.task.id for each in stored).items():
        if count > 1:
            raise ValueError(f"{count} tasks have the id {task_id}; leave out all but one")
    for each in stored:
        program = programs[each.task.program]
        if apply_edits(program.source, each.edits) != each.task.source:
            raise ValueError(f"the edits of task {each.task.id} do not make its source of {program.name}")
        if suite_options(each.task.visible) != suite_options(each.task.held_out):
            raise ValueError(f"the suites of task {each.task.id} differ in more than their text")


def _write_programs(
    database: sqlite3.Connection,
    stored: Sequence[Stored],
    programs: Mapping[str, Program],
    made: Mapping[str, Mapping[str, Any]],
) -> dict[str, int]:
    """Write the programs that have tasks, and return their numbers."""
    suites = {each.task.program: (each.task.visible, each.task.held_out) for each in stored}
    numbers = {}
    rows = []
    for number, name in enumerate(sorted(suites), 1):
        program, (visible, held_out) = programs[name], suites[name]
        row = (
            number,
            name,
            program.domain,
            program.family,
            program.title,
            program.specification,
            program.provenance.origin,
            program.provenance.license,
            program.source,
            visible.text,
            held_out.text,
            json.dumps(suite_options(visible)),
            json.dumps(made.get(name, {})),
        )
        numbers[name] = number
        rows.append((*row, seal(row)))
    _insert(database, f"programs ({PROGRAM_COLUMNS}, seal)", rows)
    return numbers


def _write_rows(database: sqlite3.Connection, stored: Sequence[Stored], numbers: Mapping[str, int]) -> None:
    places: Counter[tuple[str, ...]] = Counter()
    bands = _bands(stored)
    tasks, families = [], []
    in_bands = defaultdict(list)
    for each in stored:
        task, band = each.task, bands[each.task.id]
        ranks = []
        for group in ((task.split,), (task.split, task.tier), (task.split, "band", str(band))):
            ranks.append(places[group])
            places[group] += 1
        row = (
            task.id,
            task.name,
            each.manifest_id,
            numbers[task.program],
            task.split.value,
            task.tier.value,
            band,
            each.score,
            *ranks,
            json.dumps([(edit.first_line, edit.last_line, edit.new) for edit in each.edits]),
            json.dumps([(bug.family, bug.kind, bug.description) for bug in task.bugs]),
            json.dumps(each.measured),
        )
        tasks.append((*row, seal(row)))
        in_bands[task.split.value, band].append(each.score)
        families += [
            (family, task.split.value, task.tier.value, ranks[0], numbers[task.program], task.id)
            for family in sorted({bug.family.value for bug in task.bugs})
        ]
    _insert(database, f"tasks ({TASK_COLUMNS}, seal)", tasks)
    _insert(database, "families", families)
    counts = Counter((each.task.split.value, each.task.tier.value) for each in stored)
    _insert(database, "counts", [(*key, count) for key, count in sorted(counts.items())])
    _insert(
        database,
        "bands",
        [(*key, len(scores), statistics.fmean(scores)) for key, scores in sorted(in_bands.items())],
    )


def _bands(stored: Sequence[Stored]) -> dict[str, int]:
    """The band of each task: as many of each split in one as in another, by score."""
    bands = {}
    by_split = defaultdict(list)
    for each in stored:
        by_split[each.task.split].append(each)
    for members in by_split.values():
        members.sort(key=lambda each: (each.score, each.task.id))
        for place, each in enumerate(members):
            bands[each.task.id] = place * BANDS // len(members)
    return bands


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
