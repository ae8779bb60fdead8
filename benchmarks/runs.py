"""Runs of `tracefix eval`, which go on where they were stopped."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

_COMMAND = "from tracefix_rl.cli import main; main()"


def play(folder: Path, *asked: str) -> None:
    """Play a run, or what is missing of it.

    Args:
        folder: Where it is kept.
        asked: What is asked of a run that is not there yet.

    Raises:
        CalledProcessError: If it does not come to its end.
    """
    arguments = ("--resume", str(folder)) if (folder / "run.json").exists() else (*asked, "-o", str(folder))
    subprocess.run([sys.executable, "-c", _COMMAND, "eval", *arguments], check=True)
