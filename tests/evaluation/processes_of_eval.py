"""`tracefix eval` in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import Result

OWN = ("HF_TOKEN", "API_KEY", "OPENAI_API_KEY", "API_BASE_URL", "MODEL_NAME", "TRACEFIX_TASKS", "RAY_ADDRESS")
"""Variables of this machine's configuration."""


Evaluate = Callable[..., Result]
"""Runs `tracefix eval` with arguments."""


@contextmanager
def started(*arguments: str, cwd: Path) -> Iterator[subprocess.Popen[str]]:
    """`tracefix eval` in a process group of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in OWN}
    process = subprocess.Popen(
        [sys.executable, "-c", "from tracefix_rl.cli import main; main()", "eval", *arguments],
        cwd=cwd,
        env=kept,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
