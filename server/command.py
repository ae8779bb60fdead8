"""The command `server`: listens for being told to stop before it imports anything that takes time."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

_BY_SIGNAL = 128
"""Added to a signal's number: the exit code of what it ended, as a shell tells it."""


def main() -> None:
    """Serve until stopped; see `app.main`.

    The kernel keeps a signal that has no handler from the first process of a container, and importing
    OpenEnv takes seconds in which whoever stops the container would wait in vain.

    Raises:
        SystemExit: With 143 or 130 if SIGTERM or Ctrl-C comes before the server is there; else as `app.main`.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _leave)
    from tracefix_rl.server import app

    app.main()


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    sys.exit(_BY_SIGNAL + number)
