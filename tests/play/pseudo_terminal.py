"""A real terminal for tests: a command on a pseudo-terminal, and what it says there."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE_S = 30.0
_ESCAPES = re.compile(rb"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]")


class Terminal:
    """The side of a pseudo-terminal at which the person sits."""

    def __init__(self, process: int, master: int) -> None:
        self.process = process
        self.raw = b""
        """All that was printed, with its escapes."""
        self._master = master
        self._seen = 0

    @property
    def text(self) -> str:
        """All that was printed, without colours."""
        return _ESCAPES.sub(b"", self.raw).decode(errors="replace").replace("\r\n", "\n")

    def wait_for(self, text: str) -> None:
        """Wait until something is printed, after what was waited for before."""
        deadline = time.monotonic() + _PATIENCE_S
        while (found := self.text.find(text, self._seen)) < 0:
            assert time.monotonic() < deadline, f"{text!r} did not come; there is\n{self.text}"
            assert self._read(), f"it ended without {text!r}; there is\n{self.text}"
        self._seen = found + len(text)

    def type(self, text: str) -> None:
        """Type text, with control characters as they are."""
        os.write(self._master, text.encode())

    def interrupt_while_typing(self, text: str) -> None:
        """Type text, and Ctrl-C once it is seen and more is waited for.

        CPython's `input` overlooks a signal that comes while readline handles a key, and not in its `select`.
        """
        self.type(text)
        self.wait_for(text)
        self._wait_until_it_sleeps()
        self.type("\x03")

    def answer(self, prompt: str, text: str) -> None:
        """Wait for a prompt, then type a line."""
        self.wait_for(prompt)
        self.type(f"{text}\r")

    def end(self) -> int:
        """Wait until the command ends, and return its exit code."""
        deadline = time.monotonic() + _PATIENCE_S
        while self._read():
            assert time.monotonic() < deadline, f"it does not end; there is\n{self.text}"
        _, status = os.waitpid(self.process, 0)
        self.process = 0
        return os.waitstatus_to_exitcode(status)

    def _wait_until_it_sleeps(self) -> None:
        main_thread = Path(f"/proc/{self.process}/task/{self.process}/stat")
        deadline = time.monotonic() + _PATIENCE_S
        while main_thread.read_text().rpartition(")")[2].split()[0] != "S":
            assert time.monotonic() < deadline, f"it does not wait for keys; there is\n{self.text}"
            time.sleep(0.001)

    def _read(self) -> bool:
        """Take in what was printed; false if the command has closed the terminal."""
        ready, _, _ = select.select([self._master], [], [], 1.0)
        if not ready:
            return True
        try:
            data = os.read(self._master, 65_536)
        except OSError:  # Linux says EIO when the other side is gone
            return False
        self.raw += data
        return bool(data)


@contextmanager
def on_a_terminal(*arguments: str, columns: int = 80, **variables: str | Path) -> Iterator[Terminal]:
    """Run `tracefix` on a terminal of its own."""
    dropped = ("EDITOR", "VISUAL", "NO_COLOR", "COLUMNS", "LINES", "TRACEFIX_TASKS")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    environment |= {"TERM": "xterm-256color"} | {name: str(value) for name, value in variables.items()}
    command = [sys.executable, "-c", "from tracefix_rl.cli import main; main()", *arguments]
    process, master = pty.fork()
    if not process:
        try:
            os.execve(sys.executable, command, environment)
        finally:
            os._exit(127)
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    terminal = Terminal(process, master)
    try:
        yield terminal
    finally:
        if terminal.process:
            os.kill(process, 9)
            os.waitpid(process, 0)
        os.close(master)
