"""Several task files as one."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from tracefix_rl.tasks.program import Provenance
from tracefix_rl.tasks.storage.entries import Band, Choice, Entry, Parts
from tracefix_rl.tasks.storage.format import BANDS
from tracefix_rl.tasks.storage.reading import TaskFile
from tracefix_rl.tasks.task import Split, Task, Tier

T = TypeVar("T")


class TaskFiles:
    """What a `TaskFile` is, over several of them.

    The tasks of a split are those of the first file, then those of the second, and so on. Where two files
    have a task of one name, or programs of one name, the first file's is found.

    Args:
        files: The files, at least one.
    """

    def __init__(self, files: Sequence[TaskFile]) -> None:
        self._files = tuple(files)

    def close(self) -> None:
        """Close the files; closing twice is harmless."""
        for file in self._files:
            file.close()

    @property
    def about(self) -> Mapping[str, str]:
        """What the first file says of itself."""
        return self._files[0].about

    @property
    def packages(self) -> frozenset[str]:
        """Third-party packages that any of the programs import."""
        return frozenset().union(*(file.packages for file in self._files))

    @functools.cached_property
    def counts(self) -> Mapping[tuple[Split, Tier], int]:
        """How many tasks there are of each split and tier; those of which there are none are left out."""
        total: Counter[tuple[Split, Tier]] = Counter()
        for file in self._files:
            total.update(file.counts)
        return {key: total[key] for key in ((s, t) for s in Split for t in Tier) if key in total}

    @functools.cached_property
    def programs(self) -> Sequence[str]:
        """The names of the programs that have tasks, in alphabetical order."""
        return sorted({name for file in self._files for name in file.programs})

    def count(self, choice: Choice) -> int:
        """Return how many tasks a choice leaves."""
        return sum(file.count(choice) for file in self._files)

    def entries(self, choice: Choice, start: int = 0, stop: int | None = None) -> list[Entry]:
        """Return the tasks of a choice at the places from `start` up to `stop`; see `TaskFile`."""
        first, last, _ = slice(start, stop).indices(self.count(choice))
        found: list[Entry] = []
        for split in sorted(Split) if choice.split is None else [choice.split]:
            part = replace(choice, split=split)
            for number, file in enumerate(self._files):
                count = file.count(part)
                if first < count and last > 0:
                    found += self._moved(number, file.entries(part, max(0, first), min(last, count)))
                first, last = first - count, last - count
        return found

    def bands(self, split: Split) -> Sequence[Band]:
        """Return the bands of a split, those of each file apart."""
        return [
            replace(band, number=number * BANDS + band.number)
            for number, file in enumerate(self._files)
            for band in file.bands(split)
        ]

    def in_band(self, split: Split, band: int, place: int) -> Entry:
        """Return the task at a place of a band.

        Raises:
            IndexError: If there is none.
        """
        number, own = divmod(band, BANDS)
        if not 0 <= number < len(self._files):
            raise IndexError(f"{split} has no band {band}")
        return self._moved(number, [self._files[number].in_band(split, own, place)])[0]

    def find(self, key: str) -> Entry | None:
        """Return the task that has this id, name or manifest id, if there is one."""
        for number, file in enumerate(self._files):
            entry = file.find(key)
            if entry is not None:
                return self._moved(number, [entry])[0]
        return None

    def named(self) -> list[Entry]:
        """Return the tasks that have a name or an id in the manifest; of two of one id, the first."""
        entries: dict[str, Entry] = {}
        for number, file in enumerate(self._files):
            for entry in self._moved(number, file.named()):
                entries.setdefault(entry.manifest_id or entry.id, entry)
        return list(entries.values())

    def ids_like(self, start: str, most: int) -> list[str]:
        """Return ids that begin alike, at most so many."""
        return sorted({found for file in self._files for found in file.ids_like(start, most)})[:most]

    def provenance(self, task_id: str) -> Provenance:
        """Return where the program of a task is from; raises `LookupError` if there is none of this id."""
        return self._first(lambda file: file.provenance(task_id))

    def parts(self, task_id: str) -> Parts:
        """Return how a task differs from its program; raises `LookupError` if there is none of this id."""
        return self._first(lambda file: file.parts(task_id))

    def load(self, task_id: str) -> Task:
        """Return a task, whole; raises `LookupError` if there is none of this id."""
        return self._first(lambda file: file.load(task_id))

    def with_alone(self, task_id: str) -> tuple[Task, tuple[str, ...]]:
        """Return a task, and for each of several bugs the source that has it alone; see `TaskFile`."""
        return self._first(lambda file: file.with_alone(task_id))

    def _moved(self, number: int, entries: Sequence[Entry]) -> list[Entry]:
        """Entries of one file, at their places among those of all."""
        before: Counter[Split] = Counter()
        for file in self._files[:number]:
            for (split, _), count in file.counts.items():
                before[split] += count
        return [replace(entry, index=entry.index + before[entry.split]) for entry in entries]

    def _first(self, ask: Callable[[TaskFile], T]) -> T:
        """The answer of the first file that has one."""
        *others, last = self._files
        for file in others:
            try:
                return ask(file)
            except LookupError:
                continue
        return ask(last)
