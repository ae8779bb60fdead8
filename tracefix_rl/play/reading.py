"""Where a person's text comes from: a terminal, or a pipe."""

from __future__ import annotations

import io
import sys
from contextlib import suppress
from typing import Protocol

from tracefix_rl.terminal.text import visible_line


class Reader(Protocol):
    """Reads lines."""

    is_terminal: bool
    """Whether somebody can be asked."""

    def read(self, prompt: str, ready: str = "") -> str | None:
        """Return the next line without its end; `None` if there is no more.

        Args:
            prompt: Shown before it.
            ready: Text that stands there already and can be changed, where that is possible.

        Raises:
            KeyboardInterrupt: On Ctrl-C.
        """


class TerminalReader(Reader):
    """Reads from a terminal, with history and the usual keys."""

    is_terminal = True

    def __init__(self) -> None:
        _replace_what_is_no_text()
        self._readline = None
        with suppress(ImportError):  # some builds of Python lack it; lines are read all the same
            import readline

            self._readline = readline
            readline.parse_and_bind('tab: "    "')  # there is nothing to complete, and code to indent

    def read(self, prompt: str, ready: str = "") -> str | None:
        """Ask."""
        if self._readline is not None:
            self._readline.set_startup_hook(lambda: self._insert(ready))
        try:
            return input(prompt)
        except (EOFError, OSError):  # also a terminal that is gone
            print()
            return None
        finally:
            if self._readline is not None:
                self._readline.set_startup_hook()

    def _insert(self, ready: str) -> None:
        assert self._readline is not None
        self._readline.insert_text(ready)


class PipeReader(Reader):
    """Reads from what is no terminal, and shows what it read, so that the output can be followed."""

    is_terminal = False

    def __init__(self) -> None:
        _replace_what_is_no_text()

    def read(self, prompt: str, ready: str = "") -> str | None:
        """Take the next line; nothing can be made ready here."""
        try:
            line = sys.stdin.readline() if sys.stdin is not None else ""
        except (OSError, ValueError):  # a folder, or closed
            line = ""
        print(f"{prompt}{_printable(line)}", flush=True)
        return line.removesuffix("\n").removesuffix("\r") if line else None


def open_reader() -> Reader:
    """Return standard input."""
    with suppress(ValueError):  # it is closed
        if sys.stdin is not None and sys.stdin.isatty() and sys.stdout.isatty():
            return TerminalReader()
    return PipeReader()


def _replace_what_is_no_text() -> None:
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")


def _printable(line: str) -> str:
    return visible_line(line.rstrip("\r\n"))
