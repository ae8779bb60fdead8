"""The episodes in a journal that others append to: which there are, and each whole.

What was read of the journal is not read again: an index of its records is kept in memory and extended by
what was added since.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, Field

from tracefix_rl.trajectories import Damage, Outcome, Trajectory, record_in


class Summary(BaseModel):
    """An episode in a list."""

    episode_id: str = Field(description="Id of the record, by which it is read.")
    task_id: str
    tier: str
    steps: int = Field(description="Steps taken.")
    final_score: float | None = Field(description="Missing if the episode was cut short.")
    resolved: bool = Field(description="Whether every visible and held-out test passed at the end.")
    episode_return: float = Field(description="Sum of the step rewards.")
    stop_reason: Outcome
    started_at: datetime
    duration_s: float = Field(description="Seconds from reset to the end.")


class Reader:
    """Reads a file that grows.

    Args:
        path: The file; it need not be there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def size(self) -> tuple[int, int]:
        """Return which file it is and how many bytes it has; zeros if there is none."""
        try:
            status = self.path.stat()
        except OSError:
            return 0, 0
        return status.st_ino, status.st_size

    def lines(self, start: int) -> Iterator[bytes]:
        """Return the lines from a place on; one without an end is still being written."""
        with self.path.open("rb") as file:
            file.seek(start)
            for line in file:
                if line.endswith(b"\n"):
                    yield line

    def at(self, start: int, size: int) -> bytes:
        """Return some bytes."""
        with self.path.open("rb") as file:
            return os.pread(file.fileno(), size, start)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record is.

    Args:
        start: Its first byte.
        size: Its bytes.
        asked: The id that the client wanted, which others may share.
        summary: What a list says of it.
    """

    start: int
    size: int
    asked: str | None
    summary: Summary


class History:
    """The episodes in a journal. It may be used from several threads.

    Args:
        reader: Reads the journal.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._file = 0
        self._end = 0
        self._damaged = 0
        self._places: list[_Place] = []

    @property
    def damaged(self) -> int:
        """Lines that are no records as they were written."""
        return self._damaged

    def newest(self, *, task_id: str | None = None, resolved: bool | None = None) -> list[Summary]:
        """List the episodes, those that ended last first.

        Args:
            task_id: Only those of this task.
            resolved: Only those that were, or were not.
        """
        places = self._up_to_date()
        return [
            place.summary
            for place in reversed(places)
            if task_id in (None, place.summary.task_id) and resolved in (None, place.summary.resolved)
        ]

    def find(self, episode_id: str) -> Trajectory | None:
        """Return an episode: by the id of its record, else the newest for which a client wanted this id.

        Raises:
            Damage: If its record was edited since it was listed.
        """
        for place in reversed(self._up_to_date()):
            if place.summary.episode_id == episode_id:
                return self._read(place)
        for place in reversed(self._up_to_date()):
            if place.asked == episode_id:
                return self._read(place)
        return None

    def _read(self, place: _Place) -> Trajectory:
        line = self._reader.at(place.start, place.size)
        return record_in(line, f"the record of {place.summary.episode_id}")

    def _up_to_date(self) -> list[_Place]:
        """Read what was added, and return all there is."""
        with self._lock:
            file, size = self._reader.size()
            if file != self._file or size < self._end:
                self._forget(file)
            with suppress(OSError):  # moved away since, or not for us to read: what there was remains
                for line in self._reader.lines(self._end) if size > self._end else ():
                    self._add(line)
            return list(self._places)

    def _add(self, line: bytes) -> None:
        start, self._end = self._end, self._end + len(line)
        try:
            found = record_in(line, f"the record at byte {start}")
        except Damage:
            self._damaged += 1
            return
        asked = found.options.get("episode_id")
        self._places.append(_Place(start, len(line), asked, _summary(found)))

    def _forget(self, file: int) -> None:
        """Begin anew: the file is another one, or is not what it was."""
        self._file, self._end, self._damaged, self._places = file, 0, 0, []


def _summary(found: Trajectory) -> Summary:
    return Summary(
        episode_id=found.episode_id,
        task_id=found.task.id,
        tier=found.task.tier,
        steps=len(found.steps),
        final_score=found.final_score,
        resolved=found.resolved,
        episode_return=found.episode_return,
        stop_reason=found.stop_reason,
        started_at=found.started_at,
        duration_s=found.duration_s,
    )
