"""A run's folder: what was asked for, every episode that was played, and a report.

    run.json         versions, arguments, machine, tasks; at the end, what was measured
    episodes.jsonl   a journal of trajectories
    report.html      to look at

One process writes a folder at a time. A run that was stopped, however, goes on where it was.
"""

from __future__ import annotations

import fcntl
import json
import os
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tracefix_rl.trajectories.journal import Journal, read_journal, unwritable
from tracefix_rl.trajectories.record import Trajectory
from tracefix_rl.trajectories.runs import EPISODES, RunError

FORMAT = 1

_ABOUT = "run.json"
_REPORT = "report.html"
_LOCK = ".lock"


class RunFolder:
    """A folder that this process writes. Made by `create` or `resume`."""

    def __init__(self, path: Path, about: dict[str, Any], lock: int) -> None:
        self.path = path
        self.about = about
        self._lock = lock
        self._journal = Journal(path / EPISODES)

    @classmethod
    def create(cls, path: Path, about: Mapping[str, Any]) -> Self:
        """Begin a run.

        Args:
            path: The folder; made if there is none.
            about: What `run.json` shall say.

        Raises:
            RunError: If there is a run already, or the folder cannot be written.
            JournalError: If its journal cannot be.
        """
        try:
            path.mkdir(parents=True, exist_ok=True)
            lock = _locked(path)  # before the look, so that of two that begin only one finds nothing
            try:
                if taken := _holds(path):
                    raise RunError(taken)
                content = {"format": FORMAT, **about}
                write_whole(path / _ABOUT, json.dumps(content, indent=2) + "\n")
                return cls(path, content, lock)
            except BaseException:
                os.close(lock)
                raise
        except OSError as error:
            raise _unwritable(path, error) from error

    @classmethod
    def resume(cls, path: Path) -> Self:
        """Go on with a run.

        Raises:
            RunError: If there is none, another process writes it, or it is of another version.
            JournalError: If its journal cannot be written.
        """
        read_about(path)  # a folder that holds no run is not to be given a lock
        try:
            lock = _locked(path)
        except OSError as error:
            raise _unwritable(path, error) from error
        try:
            return cls(path, read_about(path), lock)
        except BaseException:
            os.close(lock)
            raise

    @property
    def report(self) -> Path:
        """Where the report goes."""
        return self.path / _REPORT

    def add(self, trajectory: Trajectory) -> None:
        """Keep an episode; raises `JournalError` if it cannot be written, and nothing is lost."""
        self._journal.append(trajectory)

    def conclude(self, **facts: Any) -> None:
        """Add to what `run.json` says; raises `RunError` if it cannot be written."""
        self.about = {**self.about, **facts}
        try:
            write_whole(self.path / _ABOUT, json.dumps(self.about, indent=2) + "\n")
        except OSError as error:
            raise _unwritable(self.path, error) from error

    def close(self) -> None:
        """Let others write; closing twice is harmless."""
        self._journal.close()
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def __enter__(self) -> Self:
        """Return the folder."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()


def read_about(path: Path) -> dict[str, Any]:
    """Return what a run's `run.json` says.

    Raises:
        RunError: If it cannot be read, or is of another version.
    """
    file = path / _ABOUT
    try:
        about = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RunError(f"{path} is not the folder of a run: {_ABOUT}: {error.strerror}") from error
    except ValueError as error:
        raise RunError(f"{file} is damaged ({error}); put back what the run wrote") from error
    found = about.get("format") if isinstance(about, dict) else None
    if found != FORMAT:
        raise RunError(f"{file} has format {found!r}, and this version reads {FORMAT}")
    return dict(about)


def episodes_of(path: Path) -> Iterator[Trajectory]:
    """Read the episodes of a run's folder in the order they ended; raises `JournalError`."""
    file = path / EPISODES
    if file.exists():
        yield from read_journal(file)


def write_whole(path: Path, text: str) -> None:
    """Write a file; a reader sees the old one or the new one, never half of one."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _holds(path: Path) -> str | None:
    """Say why no run can begin in a folder; `None` if one can."""
    if (path / _ABOUT).exists():
        again = shlex.quote(str(path))
        return f"{path} holds a run already; go on with it (--resume {again}) or name another folder"
    journal = path / EPISODES
    if journal.is_file() and journal.stat().st_size:
        return f"{path} holds episodes of something else; name another folder"
    return None


def _locked(path: Path) -> int:
    """Return a descriptor that keeps other processes out as long as it is open."""
    lock = os.open(path / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise RunError(f"another process writes {path}; wait for it, or name another folder") from error
    return lock


def _unwritable(path: Path, error: OSError) -> RunError:
    return RunError(unwritable(path, error))
