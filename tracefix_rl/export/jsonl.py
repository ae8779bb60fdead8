"""Formats of one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracefix_rl.trajectories import Trajectory


@dataclass(frozen=True, slots=True)
class JsonLines:
    """Writes a line an episode.

    Args:
        name: What the command line calls the format.
        row: Makes an episode's object.
        loading: The line that loads the file, with `{path}` where its name goes.
    """

    name: str
    row: Callable[[Trajectory], Mapping[str, Any]]
    loading: str = 'datasets.load_dataset("json", data_files={path}, split="train")'
    is_folder: bool = False

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write the lines, escaped to ASCII, because some readers split lines at more than newlines."""
        with path.open("w", encoding="ascii", newline="\n") as file:
            for trajectory in trajectories:
                file.write(json.dumps(self.row(trajectory)) + "\n")

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads the file."""
        return self.loading.format(path=json.dumps(str(path)))
