"""Records the episodes that the server plays, if it is told to.

A record says what the client was told and what it did, and of the task also the hash of its content, but
neither what its bug is nor what solves it.
"""

from __future__ import annotations

import logging
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.server.history import History, Reader
from tracefix_rl.server.settings import RECORD, SettingsError
from tracefix_rl.server.watching import Begun, Watcher
from tracefix_rl.trajectories import EPISODES, Journal, JournalError, Outcome, Player, Recorder, Trajectory

_log = logging.getLogger("tracefix_rl.server")

PLAYER = Player(policy="remote")
"""Whoever it was: the server only knows that a client chose the actions."""

COMPLAINT_S = 60.0
"""Seconds in which a record that cannot be written is logged once."""

_IN_EFFECT = {"seed", "max_steps", "reward_mode"}


class Archive:
    """Where the records of a server process go: a journal that it shares with the other processes.

    Args:
        folder: The journal's folder; made if there is none.

    Raises:
        SettingsError: If nothing can be written there.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / EPISODES
        self.history = History(Reader(self.path))
        """What the journal holds, of this process and of others."""
        self.lost = 0
        """Records that could not be made or written."""
        self._lock = threading.Lock()
        self._quiet_until = 0.0
        self._journal: Journal | None = None
        self._file: tuple[int, int] | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._opened()
        except (OSError, JournalError) as error:
            raise SettingsError(
                f"{RECORD} names a folder to which episodes can be recorded, not {str(folder)!r} ({error})"
            ) from error

    def keep(self, trajectory: Trajectory) -> None:
        """Write a record; if that fails, say so and go on."""
        with self.unharmed(), self._lock:
            self._opened().append(trajectory)

    @contextmanager
    def unharmed(self) -> Iterator[None]:
        """Keep from the episode whatever goes wrong with its record."""
        try:
            yield
        except Exception as error:
            self.lost += 1
            if time.monotonic() >= self._quiet_until:
                self._quiet_until = time.monotonic() + COMPLAINT_S
                # A journal's own errors say all; any other is a mistake of ours.
                trace = None if isinstance(error, JournalError) else error
                _log.error("an episode is not recorded (%d so far): %s", self.lost, error, exc_info=trace)

    def close(self) -> None:
        """Have the records on the disk."""
        with self._lock, suppress(OSError):
            if self._journal is not None:
                self._journal.close()
            self._journal = None

    def _opened(self) -> Journal:
        """The journal; another one if somebody moved the file away."""
        if self._journal is None or self._file != _identity(self.path):
            if self._journal is not None:
                self._journal.close()
            self._journal = None  # should the next line fail
            self._journal = Journal(self.path)
            self._file = _identity(self.path)
        return self._journal


class EpisodeRecorder(Watcher):
    """Records one session's episodes.

    Args:
        archive: Where they go.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._recorder: Recorder | None = None
        self._began = 0.0

    def begun(self, episode: Begun) -> None:
        """Begin a record."""
        options, state = episode.options, episode.state
        with self._archive.unharmed():
            recorder = Recorder(
                episode_id=_unique(options.get("episode_id"), state.episode_id),
                # What was left out was set or drawn, and a replay needs it.
                options={**options, **state.model_dump(mode="json", include=_IN_EFFECT)},
                player=PLAYER,
                known={"content": episode.task.content_hash},
            )
            recorder.started(episode.observation)
            self._recorder, self._began = recorder, time.monotonic()

    def stepped(self, action: Action, observation: Observation, seconds: float) -> None:
        """Add a step; the record is written with the last."""
        if self._recorder is None:
            return
        recorder, self._recorder = self._recorder, None  # a record with a step missing is none
        with self._archive.unharmed():
            recorder.stepped(action, observation, environment_s=seconds)
            self._recorder = recorder
        if observation.done:
            told = observation.metadata
            self._end(Outcome(told["stop_reason"]), told["final_score"])

    def abandoned(self) -> None:
        """Write the record as it is."""
        self._end(Outcome.ABANDONED, None)

    def _end(self, outcome: Outcome, final_score: float | None) -> None:
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return
        with self._archive.unharmed():
            trajectory = recorder.ended(
                outcome, final_score=final_score, duration_s=time.monotonic() - self._began
            )
            self._archive.keep(trajectory)


_archive: Archive | None = None


def archive() -> Archive | None:
    """This process's archive; `None` if it does not record."""
    return _archive


def record_to(folder: Path | None) -> None:
    """Decide where this process records from now on; `None` for nowhere.

    Raises:
        SettingsError: If nothing can be written there.
    """
    global _archive
    stop()
    _archive = None if folder is None else Archive(folder)


def stop() -> None:
    """Have all records on the disk; an episode that ends later is recorded all the same."""
    if _archive is not None:
        _archive.close()


def _unique(asked: object, given: str | None) -> str:
    """An id that no other record in the file has: a client may name any number of episodes the same."""
    return f"{given}.{secrets.token_hex(4)}" if asked is not None or given is None else given


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
