"""A file of records, one on a line: each is there whole or not at all, whatever happens to who writes it.

A line is a JSON object whose last member, `seal`, is the SHA-256 of the others, so that an edited record is
told from one that was written. Several processes may append to one file.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from pydantic import ValidationError

from tracefix_rl.trajectories.record import FORMAT, Trajectory

_SEAL = b',"seal":"'
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class JournalError(Exception):
    """A journal cannot be read or written; the message says where and what would help."""


class Damage(JournalError):
    """A line is not what was written."""


class Journal:
    """Appends records to a file.

    What a process that died left of a line is cut off before the next one is written.

    Args:
        path: The file; made if there is none.

    Raises:
        JournalError: If it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise _unwritable(path, error) from error

    def append(self, trajectory: Trajectory) -> None:
        """Add a record.

        Raises:
            JournalError: If it cannot be written, e.g. because the disk is full. The file is as it was.
        """
        try:
            line = _sealed(trajectory)
        except (ValueError, TypeError, RecursionError) as error:
            raise JournalError(f"the record of {trajectory.episode_id} cannot be written: {error}") from error
        with self._locked():
            size = self._cut_half_line()
            try:
                self._write(line)
            except OSError as error:
                os.ftruncate(self._file, size)
                raise _unwritable(self._path, error) from error

    def close(self) -> None:
        """Have the file on the disk, and close it; closing twice is harmless."""
        if self._file >= 0:
            os.fsync(self._file)
            os.close(self._file)
            self._file = -1

    def __enter__(self) -> Self:
        """Return the journal."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    @contextmanager
    def _locked(self) -> Iterator[None]:
        fcntl.flock(self._file, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def _cut_half_line(self) -> int:
        """Cut off what is left of a line that was not written to its end; return the file's size."""
        size = os.fstat(self._file).st_size
        whole = size
        while whole and os.pread(self._file, 1, whole - 1) != b"\n":
            start = max(0, whole - 65_536)
            found = os.pread(self._file, whole - start, start).rfind(b"\n")
            whole = start + found + 1
        if whole != size:
            os.ftruncate(self._file, whole)
        return whole

    def _write(self, line: bytes) -> None:
        rest = memoryview(line)
        while rest:
            rest = rest[os.write(self._file, rest) :]


def read_journal(path: Path) -> Iterator[Trajectory]:
    """Read records in the order they were written.

    A last line without an end is passed over: whoever wrote it died, or is writing still.

    Raises:
        JournalError: If the file cannot be read.
        Damage: If a line was edited or is of another version.
    """
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                if line.endswith(b"\n"):
                    yield record_in(line, f"{path}, line {number}")
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}") from error


def record_in(line: bytes, where: str) -> Trajectory:
    """Read one line of a journal.

    Args:
        line: The line, with its end.
        where: Names it in messages.

    Raises:
        Damage: If it was edited or is of another version.
    """
    body, mark, seal = line.rstrip(b"\n").rpartition(_SEAL)
    text = body + b"}"
    if not mark or seal != _digest(text) + b'"}':
        raise Damage(f"{where} is not a record as it was written: it was edited or damaged; delete the line")
    data: dict[str, Any] = json.loads(text)
    if data.get("format") != FORMAT:
        raise Damage(
            f"{where} has format {data.get('format')!r}, and this version reads {FORMAT}: read it with the "
            "version that wrote it"
        )
    try:
        return Trajectory.model_validate(data)
    except ValidationError as error:
        raise Damage(f"{where} is not a record of an episode: {_first(error)}") from error


def _sealed(trajectory: Trajectory) -> bytes:
    # Escaped, because a model may send what is no valid Unicode.
    text = json.dumps(trajectory.model_dump(mode="json"), separators=(",", ":")).encode("ascii")
    return b'%s%s%s"}\n' % (text[:-1], _SEAL, _digest(text))


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest().encode("ascii")


def _first(error: ValidationError) -> str:
    problem = error.errors()[0]
    return f"{'.'.join(map(str, problem['loc']))}: {problem['msg']}"


def unwritable(path: Path, error: OSError) -> str:
    """Say that something cannot be written, and what would help."""
    full = "free space, or " if error.errno in _NO_ROOM else ""
    return f"{path} cannot be written ({error.strerror}); {full}name another folder"


def _unwritable(path: Path, error: OSError) -> JournalError:
    return JournalError(unwritable(path, error))
