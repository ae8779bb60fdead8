"""Small task files, of the curated tasks and of tasks that are only numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from tracefix_rl.sandbox import Suite
from tracefix_rl.tasks import Bug, Family, Program, Split, Task, Tier, read_curated
from tracefix_rl.tasks.edits import edits_between
from tracefix_rl.tasks.storage.writing import Stored, write_tasks

ABOUT = {"seed": "7"}
NAMES = (
    "slug_lost_strip",
    "calculator_wrong_operators",
    "invoice_total_drops_term",
    "run_length_lost_factor",
)
"""Some of the curated tasks."""
PER_PROGRAM = 50


def curated(*names: str) -> list[Task]:
    """Curated tasks, by name."""
    by_name = {task.name: task for task in read_curated().tasks}
    return [by_name[name] for name in names]


def program_of(task: Task) -> Program:
    """The program of a task, as a task file keeps it."""
    return Program(
        name=task.program,
        domain="curated",
        family=task.program,
        title=task.title,
        specification=task.specification,
        tags=frozenset(),
        source=task.solution,
        visible=task.visible,
        inputs="",
    )


def write(file: Path, tasks: Iterable[Task], named: Mapping[str, Task] | None = None) -> Path:
    """Write a task file; the harder the tier, the higher the score."""
    ids = {task.id: key for key, task in (named or {}).items()}
    stored = [
        Stored(
            task,
            edits_between(task.solution, task.source),
            score=(list(Tier).index(task.tier) + 0.5) / 3,
            manifest_id=ids.get(task.id),
        )
        for task in tasks
    ]
    programs = {each.task.program: program_of(each.task) for each in stored}
    write_tasks(file, programs.values(), stored, ABOUT)
    return file


def numbered(count: int) -> list[Task]:
    """So many tasks of small programs, of every split, tier and family."""
    return [_numbered(number) for number in range(count)]


def _numbered(number: int) -> Task:
    program = number // PER_PROGRAM
    family = list(Family)[number % len(Family)]
    return Task(
        name=None,
        program=f"program_{program}",
        title=f"Program {program}",
        specification="A number.",
        tier=list(Tier)[number % len(Tier)],
        split=list(Split)[program % len(Split)],
        source=f"value = {-1 - number}\n",
        solution=f"value = {program}\n",
        visible=Suite(f"from program import value\n\ndef test_it():\n    assert value == {program}\n"),
        held_out=Suite(
            f"from program import value\n\ndef test_sum():\n    assert value + 1 == {program + 1}\n"
        ),
        bugs=(Bug(family, "number", "Another number."),),
    )
