"""What a format is: a way to write trajectories that another library reads."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from tracefix_rl.trajectories import Trajectory


class ExportError(Exception):
    """An export cannot be made; what was there before is as it was. The message says what would help."""


class Exporter(Protocol):
    """Writes trajectories in one format."""

    @property
    def name(self) -> str:
        """What the command line calls it."""

    @property
    def is_folder(self) -> bool:
        """Whether an export is a folder and not a file."""

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write trajectories, holding few of them in memory.

        Args:
            trajectories: What to write.
            path: An empty file, or an empty folder if `is_folder`.

        Raises:
            OSError: If it cannot be written.
            ExportError: If a library is missing.
        """

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads what was written."""
