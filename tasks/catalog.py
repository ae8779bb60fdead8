"""The tasks there are, and how one is chosen."""

from __future__ import annotations

import difflib
import functools
import random
from collections.abc import Iterable, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Self, TypeVar

from tracefix_rl.tasks.folder import TaskFolderError, read_task, read_toml
from tracefix_rl.tasks.task import Split, Task, Tier

_CURATED = Path(__file__).with_name("curated")
_MANIFEST = "named.toml"

_Choice = TypeVar("_Choice", bound=StrEnum)


class UnknownTask(LookupError):
    """There is no such task, tier or split, or none that fits; the message says what there is."""


class Catalog:
    """The tasks in a folder: one folder each, and `named.toml` with the ids a manifest gives some of them.

    Making one reads nothing; the tasks are read when the first is asked for. Their order is that of
    their names.

    Args:
        folder: Where the tasks' folders are.

    Raises:
        TaskFolderError: From any method, if a task or `named.toml` cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    @functools.cache
    def shipped(cls) -> Self:
        """Return the tasks that come with the package; the same catalog each time."""
        return cls(_CURATED)

    def __len__(self) -> int:
        """Return the number of tasks."""
        return len(self._tasks)

    def splits(self) -> tuple[Split, ...]:
        """Return the splits that have tasks."""
        present = {task.split for task in self._tasks}
        return tuple(split for split in Split if split in present)

    def tasks(self, split: Split | str | None = None, tier: Tier | str | None = None) -> tuple[Task, ...]:
        """Return the tasks of a split and a tier, in order.

        Args:
            split: Only those of this split.
            tier: Only those of this tier.

        Raises:
            UnknownTask: If there is no such split or tier.
            ValueError: If either is not a text.
        """
        wanted_split = _choice(Split, split, "split")
        wanted_tier = _choice(Tier, tier, "difficulty")
        return tuple(
            task
            for task in self._tasks
            if wanted_split in (None, task.split) and wanted_tier in (None, task.tier)
        )

    def named(self) -> dict[str, Task]:
        """Return the tasks that have an id in the manifest, by that id."""
        return dict(self._named)

    def find(self, key: str) -> Task:
        """Return one task.

        Args:
            key: Its neutral id, its id in the manifest, or its name.

        Raises:
            UnknownTask: If there is none; the message names near matches.
            ValueError: If the key is not a text.
        """
        if not isinstance(key, str):
            raise ValueError(f"a task is named by a text, not {_shown(key)}")
        if key not in self._by_key:
            raise UnknownTask(f"there is no task {_shown(key)}; {_near(key, self._by_key)}")
        return self._by_key[key]

    def select(
        self,
        *,
        task_id: str | None = None,
        task_name: str | None = None,
        difficulty: Tier | str | None = None,
        split: Split | str | None = None,
        index: int | None = None,
        seed: int | None = None,
    ) -> Task:
        """Choose a task.

        `task_id` or `task_name` names it. Otherwise it is one of those in `split` and of `difficulty`:
        the one at `index`, or else one that `seed` draws, each as likely as the others. No `split` means
        `train`, so that nobody trains on what others are measured by without having asked for it.

        Args:
            task_id: Any key that `find` takes.
            task_name: Any key that `find` takes.
            difficulty: Tier to choose from. A task that is named must be of it.
            split: Split to choose from. A task that is named must be in it.
            index: Position, from 0. Cannot be given with a name.
            seed: The same seed draws the same task in every process; `None` draws anew each time. Of no
                effect when a name or an index decides.

        Raises:
            UnknownTask: If there is no such task, tier or split, or no task of this tier in this split.
            IndexError: If there are not so many.
            ValueError: If a value has the wrong type, or two of them contradict each other.
        """
        _check_whole(index, "index")
        _check_whole(seed, "seed")
        if task_id is not None or task_name is not None:
            if index is not None:
                raise ValueError("give either the name of a task or an index, not both")
            return self._select_named(task_id, task_name, difficulty, split)

        split = Split.TRAIN if split is None else split
        fitting = self.tasks(split, difficulty)
        kind = "task" if difficulty is None else f"{difficulty} task"
        if not fitting:
            raise UnknownTask(f"there is no {kind} in {split}; there are {self._census()}")
        if index is None:
            return fitting[random.Random(seed).randrange(len(fitting))]
        if not 0 <= index < len(fitting):
            bounds = f"{len(fitting)}, from 0 to {len(fitting) - 1}"
            raise IndexError(f"there is no {kind} {index} in {split}: there are {bounds}")
        return fitting[index]

    def _select_named(
        self,
        task_id: str | None,
        task_name: str | None,
        difficulty: Tier | str | None,
        split: Split | str | None,
    ) -> Task:
        task, *others = [self.find(key) for key in (task_id, task_name) if key is not None]
        if others not in ([], [task]):
            raise ValueError(f"{task_id!r} and {task_name!r} are two tasks; give one of them")
        for wanted, actual in (
            (_choice(Tier, difficulty, "difficulty"), task.tier),
            (_choice(Split, split, "split"), task.split),
        ):
            if wanted not in (None, actual):
                raise ValueError(f"task {task_id or task_name} is {actual}, not {wanted}; leave {wanted} out")
        return task

    def _census(self) -> str:
        """Say how many tasks each split has of each tier."""
        counts = {f"{split}/{tier}": len(self.tasks(split, tier)) for split in self.splits() for tier in Tier}
        return ", ".join(f"{count} {where}" for where, count in counts.items() if count) or "none at all"

    @functools.cached_property
    def _tasks(self) -> tuple[Task, ...]:
        if not self._folder.is_dir():
            raise TaskFolderError(
                self._folder, "is no folder", "name the folder that holds the tasks' folders"
            )
        folders = (path for path in self._folder.iterdir() if path.is_dir() and _is_name(path.name))
        return tuple(read_task(folder) for folder in sorted(folders, key=lambda folder: folder.name))

    @functools.cached_property
    def _named(self) -> Mapping[str, Task]:
        file = self._folder / _MANIFEST
        if not file.exists():
            return {}
        by_name = {task.name: task for task in self._tasks}
        named = {}
        for manifest_id, name in read_toml(file).items():
            if not isinstance(name, str) or name not in by_name:
                reason = f"`{manifest_id}` is {name!r}, which is no task"
                raise TaskFolderError(file, reason, _near(str(name), by_name))
            named[manifest_id] = by_name[name]
        return named

    @functools.cached_property
    def _by_key(self) -> Mapping[str, Task]:
        by_key: dict[str, Task] = {}
        for key, task in (
            *((task.name, task) for task in self._tasks),
            *((task.id, task) for task in self._tasks),
            *self._named.items(),
        ):
            if by_key.setdefault(key, task) is not task:
                reason = f"{by_key[key].name} and {task.name} share the key {key}"
                raise TaskFolderError(self._folder, reason, "change or remove one of them")
        return by_key


def _is_name(name: str) -> bool:
    """Tell a task's folder from those that tools leave behind."""
    return not name.startswith((".", "_"))


def _choice(kind: type[_Choice], value: str | None, what: str) -> _Choice | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{what} must be one of {', '.join(kind)}, not {_shown(value)}")
    try:
        return kind(value)
    except ValueError:
        raise UnknownTask(f"there is no {what} {_shown(value)}; {_near(value, kind)}") from None


def _check_whole(value: object, what: str) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"{what} must be a whole number such as 7, not {_shown(value)}")


def _near(word: str, known: Iterable[str]) -> str:
    """Name what `word` may have been meant to be; failing that, the first of what there is."""
    words = [str(name) for name in known]
    near = difflib.get_close_matches(word[:100].lower(), words, n=3)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"there are {', '.join(words[:3])}{' and others' if len(words) > 3 else ''}"


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:60]}..."
