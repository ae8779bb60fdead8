"""Parquet files, written a group of rows at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracefix_rl.export.exporter import ExportError

if TYPE_CHECKING:
    import pyarrow

_GROUP = 200
"""Rows that are held in memory: a few megabytes."""


def arrow() -> Any:
    """Return pyarrow.

    Raises:
        ExportError: If it is not installed.
    """
    try:
        import pyarrow
    except ImportError as error:
        raise ExportError(
            "Parquet files need pyarrow, which is not installed: pip install 'openenv-tracefix-rl[export]'"
        ) from error
    return pyarrow


def write_rows(rows: Iterable[Mapping[str, Any]], schema: pyarrow.Schema, path: Path) -> None:
    """Write rows to a file.

    Args:
        rows: What to write.
        schema: Their columns. Given and not guessed, so that every export has the same.
        path: The file.
    """
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetWriter

    # Through Python's file, so that a full disk is the same error as in other formats.
    with path.open("wb") as file, ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(iter(rows)):
            writer.write_batch(RecordBatch.from_pylist(group, schema=schema))


def _groups(rows: Iterator[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    while group := list(islice(rows, _GROUP)):
        yield group
