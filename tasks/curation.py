"""Reads the tasks that were written by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.tasks.folder import TaskFolderError, read_task, read_toml
from tracefix_rl.tasks.suggestions import near
from tracefix_rl.tasks.task import Task

CURATED = Path(__file__).with_name("curated")
"""Where those are that come with the package."""

_MANIFEST = "named.toml"


@dataclass(frozen=True, slots=True)
class Curated:
    """Tasks that were written by hand.

    Args:
        tasks: The tasks, by name.
        named: Those that have an id in the manifest, by it.
    """

    tasks: Sequence[Task]
    named: Mapping[str, Task]


def read_curated(folder: Path = CURATED) -> Curated:
    """Read the tasks in a folder: one folder each, and `named.toml` with the ids that a manifest gives some.

    Raises:
        TaskFolderError: If there is no such folder, or a task or `named.toml` cannot be read.
    """
    if not folder.is_dir():
        raise TaskFolderError(folder, "is no folder", "name the folder that holds the tasks' folders")
    folders = (path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    tasks = [read_task(path) for path in sorted(folders, key=lambda path: path.name)]
    by_id: dict[str, Task] = {}
    for task in tasks:
        other = by_id.setdefault(task.id, task)
        if other is not task:
            reason = f"{other.name} and {task.name} are the same task"
            raise TaskFolderError(folder, reason, "change or remove one of them")
    return Curated(tasks, _read_named(folder / _MANIFEST, tasks))


def _read_named(file: Path, tasks: Sequence[Task]) -> dict[str, Task]:
    if not file.exists():
        return {}
    by_name = {task.name: task for task in tasks if task.name is not None}
    named = {}
    for manifest_id, name in read_toml(file).items():
        if not isinstance(name, str) or name not in by_name:
            reason = f"`{manifest_id}` is {name!r}, which is no task"
            raise TaskFolderError(file, reason, near(str(name), by_name))
        named[manifest_id] = by_name[name]
    return named
