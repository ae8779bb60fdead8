"""Opens a task file, and turns what goes wrong in it into words."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tracefix_rl.tasks.storage.errors import TaskFileError
from tracefix_rl.tasks.storage.format import APPLICATION, VERSION

RESTORE = "restore it, or build it again with `tracefix tasks build`"
"""What helps against damage."""

_MAGIC = b"SQLite format 3\0"
_HEADER = struct.Struct(">16sH10xI28xI4xI28x")
"""Of an SQLite database: magic, bytes of a page, pages, user version, application id."""


def opened(file: Path) -> sqlite3.Connection:
    """Open a task file for reading, from any thread; reads its header.

    Raises:
        TaskFileError: If it is none, of another version, or not as long as it says.
    """
    if not file.is_file():
        raise TaskFileError(file, "is missing", "name a task file, or build one with `tracefix tasks build`")
    _check_header(file)
    with told(file):
        # Immutable: no lock and no journal, so that it may lie on a file system that cannot be written.
        uri = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        database = sqlite3.connect(uri, uri=True, check_same_thread=False)
        database.row_factory = sqlite3.Row
    return database


def _check_header(file: Path) -> None:
    try:
        with file.open("rb") as start:
            header = start.read(_HEADER.size)
            size = start.seek(0, os.SEEK_END)
    except OSError as error:
        raise TaskFileError(file, f"cannot be read: {error.strerror}", "make it readable") from None
    if not size:
        raise TaskFileError(file, "is empty", RESTORE)
    if len(header) < _HEADER.size or not header.startswith(_MAGIC):
        raise TaskFileError(file, "is no task file", "name a task file")
    _, page_bytes, pages, version, application = _HEADER.unpack(header)
    if application != APPLICATION:
        raise TaskFileError(file, "is a database, but no task file", "name a task file")
    if version != VERSION:
        fix = "build it again, or use the package that wrote it"
        raise TaskFileError(file, f"has format {version}, and this package reads {VERSION}", fix)
    if size != pages * page_bytes:
        raise TaskFileError(file, "is truncated, or more was written to its end", RESTORE)


@contextmanager
def told(file: Path) -> Iterator[None]:
    """Raise `TaskFileError` in place of what the database raises."""
    try:
        yield
    except sqlite3.Error as error:
        raise TaskFileError(file, f"is no task file, or damaged: {error}", RESTORE) from None
