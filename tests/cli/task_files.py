"""Small task files, made of curated tasks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from click.testing import Result

from tracefix_rl.tasks import Program, Task, read_curated
from tracefix_rl.tasks.edits import edits_between
from tracefix_rl.tasks.storage.writing import Stored, write_tasks

NAMES = (
    "slug_lost_strip",
    "calculator_wrong_operators",
    "invoice_total_drops_term",
    "run_length_lost_factor",
)

Tracefix = Callable[..., Result]
"""Runs `tracefix tasks` with arguments."""


def curated(*names: str) -> list[Task]:
    """Curated tasks, by name."""
    by_name = {task.name: task for task in read_curated().tasks}
    return [by_name[name] for name in names]


def write(file: Path, tasks: Sequence[Task]) -> Path:
    """Write a task file with these tasks."""
    programs = [
        Program(
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
        for task in tasks
    ]
    stored = [Stored(task, edits_between(task.solution, task.source), 0.5) for task in tasks]
    write_tasks(file, programs, stored, {"seed": "0"})
    return file
