"""What is wrong with a task file."""

from __future__ import annotations

from pathlib import Path


class TaskFileError(Exception):
    """A task file cannot be used.

    Args:
        file: Which.
        reason: What is wrong with it.
        fix: What would make it right.
    """

    def __init__(self, file: Path, reason: str, fix: str) -> None:
        super().__init__(f"{file}: {reason}; {fix}")
        self.file = file
        self.reason = reason
        self.fix = fix
