"""Writing beside a place and then putting it there: a reader sees the old export or the new one, whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tracefix_rl.export.exporter import ExportError


@contextmanager
def draft_file(path: Path) -> Iterator[Path]:
    """Give an empty file to write to, which takes the place of `path` if all goes well.

    Raises:
        ExportError: If `path` is a folder.
        OSError: If it cannot be written.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder, and this format is one file: name a file")
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)  # mkstemp keeps the file to its owner
        _on_disk(draft)
        os.replace(draft, path)
    except BaseException:
        with suppress(OSError):
            draft.unlink()
        raise


@contextmanager
def draft_folder(path: Path) -> Iterator[Path]:
    """Give an empty folder to write to, which takes the place of `path` if all goes well.

    A folder that holds anything is not replaced: there may be more in it than an export.

    Raises:
        ExportError: If `path` is a file or holds anything.
        OSError: If it cannot be written.
    """
    if path.exists() and not path.is_dir():
        raise ExportError(f"{path} is a file, and this format is a folder: name a folder")
    if path.is_dir() and any(path.iterdir()):
        raise ExportError(f"the folder {path} is not empty: name a new one, or delete it")
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=path.parent, prefix=f".{path.name}."))
    try:
        yield draft
        draft.chmod(0o755)  # mkdtemp keeps the folder to its owner
        os.replace(draft, path)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _on_disk(file: Path) -> None:
    """Wait until the disk has the file: only then does a full one tell."""
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
