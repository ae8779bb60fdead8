"""Where episodes are printed."""

from __future__ import annotations

import io
import os
import sys

from rich.console import Console

_PIPE_WIDTH = 80


def open_console(pipe_width: int = _PIPE_WIDTH) -> Console:
    """Return standard output: as wide as the terminal, coloured if it is one and `NO_COLOR` is not set.

    Args:
        pipe_width: Columns where there is no terminal and `COLUMNS` does not say.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal of another encoding shows a question mark where it has no tick; it gets no traceback.
        sys.stdout.reconfigure(errors="replace")
    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(width=pipe_width if piped else None, highlight=False, markup=False, emoji=False)
