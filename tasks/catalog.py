"""The tasks there are, and how one is chosen."""

from __future__ import annotations

import functools
import os
import random
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Self, TypeVar

from tracefix_rl.tasks.program import Provenance
from tracefix_rl.tasks.storage import Band, Choice, Entry, TaskFile, TaskFiles
from tracefix_rl.tasks.suggestions import near, shown
from tracefix_rl.tasks.task import Family, Split, Task, Tier

SHIPPED = Path(__file__).with_name("shipped.tasks")
"""The task file that comes with the package."""
VARIABLE = "TRACEFIX_TASKS"
"""Of the environment: the task files that are used instead."""

_SHIPPED_NAME = "shipped"

_PAGE = 256
_NEAR_IDS = 3
_ID_START = 6

_Named = TypeVar("_Named", bound=StrEnum)


class UnknownTask(LookupError):
    """There is no such task, tier, split, family or program, or none that fits; says what there is."""


class Catalog:
    """The tasks of a task file, or of several.

    Those of a split are in the order of their ids in each file, which says nothing of them.

    Args:
        file: The task file, or several.
    """

    def __init__(self, file: TaskFile | TaskFiles) -> None:
        self._file = file

    @classmethod
    def open(cls, files: Sequence[Path]) -> Self:
        """Open task files.

        Raises:
            TaskFileError: If one cannot be used.
            ValueError: If there are none.
        """
        if not files:
            raise ValueError("name at least one task file")
        opened = [TaskFile(file) for file in files]
        return cls(opened[0] if len(opened) == 1 else TaskFiles(opened))

    @classmethod
    def configured(cls) -> Self:
        """Return the tasks of the files that `TRACEFIX_TASKS` names, separated by commas.

        `shipped` stands for those that come with the package, which it also is if the variable is not set.
        For one value of the variable it is the same catalog each time.

        Raises:
            TaskFileError: If one of the files cannot be used.
        """
        return cls._of(os.environ.get(VARIABLE, ""))

    @classmethod
    @functools.cache
    def _of(cls, names: str) -> Self:
        return cls.open(task_files(names))

    @classmethod
    @functools.cache
    def shipped(cls) -> Self:
        """Return the tasks that come with the package; the same catalog each time.

        Raises:
            TaskFileError: If the file cannot be used.
        """
        return cls.open([SHIPPED])

    def __len__(self) -> int:
        """Return the number of tasks."""
        return sum(self._file.counts.values())

    @property
    def about(self) -> Mapping[str, str]:
        """What the file says of itself."""
        return self._file.about

    @property
    def counts(self) -> Mapping[tuple[Split, Tier], int]:
        """How many tasks there are of each split and tier."""
        return self._file.counts

    @property
    def packages(self) -> frozenset[str]:
        """Third-party packages that the programs import, which a sandbox must be given."""
        return self._file.packages

    @property
    def programs(self) -> Sequence[str]:
        """The names of the programs that have tasks."""
        return self._file.programs

    def splits(self) -> tuple[Split, ...]:
        """Return the splits that have tasks."""
        present = {split for split, _ in self._file.counts}
        return tuple(split for split in Split if split in present)

    def choice(
        self,
        *,
        split: Split | str | None = None,
        difficulty: Tier | str | None = None,
        bug_family: Family | str | None = None,
        program: str | None = None,
    ) -> Choice:
        """Say which tasks are meant.

        Args:
            split: Only those of this split.
            difficulty: Only those of this tier.
            bug_family: Only those with a bug of this family.
            program: Only those of this program.

        Raises:
            UnknownTask: If there is no such split, tier, family or program.
            ValueError: If one of them is not a text.
        """
        if program is not None and program not in self._file.programs:
            if not isinstance(program, str):
                raise ValueError(f"a program is named by a text, not {shown(program)}")
            raise UnknownTask(f"there is no program {shown(program)}; {near(program, self._file.programs)}")
        return Choice(
            split=_named(Split, split, "split"),
            tier=_named(Tier, difficulty, "difficulty"),
            bug_family=_named(Family, bug_family, "bug_family"),
            program=program,
        )

    def count(self, choice: Choice = Choice()) -> int:  # noqa: B008 - it cannot be changed
        """Return how many tasks a choice leaves."""
        return self._file.count(choice)

    def entries(
        self,
        choice: Choice = Choice(),  # noqa: B008 - it cannot be changed
        start: int = 0,
        stop: int | None = None,
    ) -> list[Entry]:
        """Return the tasks of a choice at the places from `start` up to `stop`, by split and place in it.

        Places are given and bounded as in a slice: there may be fewer.
        """
        return self._file.entries(choice, start, stop)

    def tasks(self, choice: Choice = Choice()) -> Iterator[Task]:  # noqa: B008 - it cannot be changed
        """Load the tasks of a choice one after the other, by split and place in it."""
        for start in range(0, self.count(choice), _PAGE):
            for entry in self.entries(choice, start, start + _PAGE):
                yield self.load(entry)

    def load(self, entry: Entry) -> Task:
        """Return a task, whole."""
        return self._file.load(entry.id)

    def load_with_alone(self, entry: Entry) -> tuple[Task, tuple[str, ...]]:
        """Return a task, and for each of several bugs the source that has it alone; see `TaskFile`."""
        return self._file.with_alone(entry.id)

    def measured(self, entry: Entry) -> Mapping[str, Any]:
        """Return what a task's score was computed from; nothing if it was not measured."""
        return self._file.parts(entry.id).measured

    def provenance(self, entry: Entry) -> Provenance:
        """Return where a task's program is from."""
        return self._file.provenance(entry.id)

    def named(self) -> dict[str, Entry]:
        """Return the tasks that have an id in the manifest, by that id."""
        named = {entry.manifest_id: entry for entry in self._file.named()}
        return {key: named[key] for key in sorted(filter(None, named))}

    def entry(self, key: str) -> Entry:
        """Return one task, as it stands in a list.

        Args:
            key: Its neutral id, its id in the manifest, or its name.

        Raises:
            UnknownTask: If there is none; the message names near matches.
            ValueError: If the key is not a text.
        """
        if not isinstance(key, str):
            raise ValueError(f"a task is named by a text, not {shown(key)}")
        entry = self._file.find(key) if _is_unicode(key) else None
        if entry is None:
            raise UnknownTask(f"there is no task {shown(key)}; {self._near(key)}")
        return entry

    def find(self, key: str) -> Task:
        """Return one task, whole; see `entry`."""
        return self.load(self.entry(key))

    def bands(self, split: Split) -> Sequence[Band]:
        """Return the bands of a split, in each of which tasks are about as hard as each other."""
        return self._file.bands(split)

    def in_band(self, split: Split, band: int, place: int) -> Task:
        """Return the task at a place of a band; raises `IndexError` if there is none."""
        return self.load(self._file.in_band(split, band, place))

    def select(
        self,
        *,
        task_id: str | None = None,
        task_name: str | None = None,
        difficulty: Tier | str | None = None,
        split: Split | str | None = None,
        bug_family: Family | str | None = None,
        program: str | None = None,
        index: int | None = None,
        seed: int | None = None,
    ) -> Task:
        """Choose a task.

        `task_id` or `task_name` names it. Otherwise it is one of those in `split`, of `difficulty`, with a
        bug of `bug_family`, of `program`: the one at `index`, or else one that `seed` draws, each as likely
        as the others. No `split` means `train`, so that nobody trains on what others are measured by without
        having asked for it.

        Args:
            task_id: Any key that `find` takes.
            task_name: Any key that `find` takes.
            difficulty: Tier to choose from. A task that is named must be of it.
            split: Split to choose from. A task that is named must be in it.
            bug_family: Family of one of its bugs. Cannot be given with a name.
            program: Program to choose from.
            index: Position, from 0. Cannot be given with a name.
            seed: The same seed draws the same task in every process; `None` draws anew each time. Of no
                effect when a name or an index decides.

        Raises:
            UnknownTask: If there is no such task, tier, split, family or program, or no task that fits.
            IndexError: If there are not so many.
            ValueError: If a value has the wrong type, or two of them contradict each other.
        """
        _check_whole(index, "index")
        _check_whole(seed, "seed")
        wanted = {"difficulty": difficulty, "split": split, "bug_family": bug_family, "program": program}
        if task_id is not None or task_name is not None:
            if index is not None:
                raise ValueError("give either the name of a task or an index, not both")
            if bug_family is not None:  # or whoever is given a task could ask what its bug is
                raise ValueError("bug_family chooses among tasks; leave it out where a task is named")
            return self._select_named(task_id, task_name, self.choice(**wanted))

        choice = self.choice(**{**wanted, "split": Split.TRAIN if split is None else split})
        count = self.count(choice)
        if not count:
            raise UnknownTask(f"there is no {_described(choice)}; there are {self._census()}")
        if index is None:
            index = random.Random(seed).randrange(count)
        if not 0 <= index < count:
            bounds = f"{count}, from 0 to {count - 1}"
            raise IndexError(f"there is no {_described(choice, index)}: there are {bounds}")
        (entry,) = self.entries(choice, index, index + 1)
        return self.load(entry)

    def _select_named(self, task_id: str | None, task_name: str | None, choice: Choice) -> Task:
        entry, *others = [self.entry(key) for key in (task_id, task_name) if key is not None]
        if others not in ([], [entry]):
            raise ValueError(f"{task_id!r} and {task_name!r} are two tasks; give one of them")
        for wanted, actual in ((choice.tier, entry.tier), (choice.split, entry.split)):
            if wanted not in (None, actual):
                raise ValueError(f"task {task_id or task_name} is {actual}, not {wanted}; leave {wanted} out")
        if choice.program not in (None, entry.program):
            raise ValueError(f"task {task_id or task_name} is not of that program; leave program out")
        return self.load(entry)

    def _near(self, key: str) -> str:
        """Say what a key may have been meant to be."""
        alike = (
            self._file.ids_like(key[:_ID_START], _NEAR_IDS) if _is_unicode(key) and key[:2] == "t-" else []
        )
        names = {name for entry in self._file.named() for name in (entry.manifest_id, entry.name) if name}
        return near(key, [*alike, *sorted(names)])

    def _census(self) -> str:
        """Say how many tasks each split has of each tier."""
        counts = (f"{count} {split}/{tier}" for (split, tier), count in self._file.counts.items())
        return ", ".join(counts) or "none at all"


def task_files(names: str) -> list[Path]:
    """Return the task files that a list of names means; the one that is shipped, if it is empty.

    Args:
        names: Paths, separated by commas; `shipped` is the one that comes with the package.
    """
    found = [name.strip() for name in names.split(",") if name.strip()] or [_SHIPPED_NAME]
    return [SHIPPED if name == _SHIPPED_NAME else Path(name).expanduser() for name in dict.fromkeys(found)]


def _named(kind: type[_Named], value: str | None, what: str) -> _Named | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise ValueError(f"{what} must be one of {', '.join(kind)}, not {shown(value)}")
    try:
        return kind(value)
    except ValueError:
        raise UnknownTask(f"there is no {what} {shown(value)}; {near(value, kind)}") from None


def _described(choice: Choice, index: int | None = None) -> str:
    """A choice in words, such as `hard task 7 in train`."""
    words = [
        choice.tier or "",
        "task" if index is None else f"task {index}",
        f"in {choice.split}",
        f"with a bug of {choice.bug_family}" if choice.bug_family else "",
        f"of {choice.program}" if choice.program else "",
    ]
    return " ".join(filter(None, words))


def _check_whole(value: object, what: str) -> None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        raise ValueError(f"{what} must be a whole number such as 7, not {shown(value)}")


def _is_unicode(key: str) -> bool:
    """Whether a key has no lone surrogates, which the file could not be asked for."""
    return key.isascii() or not any("\ud800" <= character <= "\udfff" for character in key)
