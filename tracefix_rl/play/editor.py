"""How a person writes lines: in an editor of theirs, or typed one after the other."""

from __future__ import annotations

import shlex
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.text import Text

from tracefix_rl.play.reading import Reader
from tracefix_rl.terminal.code import numbered_code

END = "."
"""Alone on a line, it ends what is typed."""

_VARIABLES = ("VISUAL", "EDITOR")


class EditorError(Exception):
    """The editor could not be used; the message says why."""


class Editor(Protocol):
    """Lets a person change lines."""

    def edit(self, source: Sequence[str], first: int, last: int) -> list[str] | None:
        """Return what takes the place of some lines; `None` if the person thought better of it.

        Args:
            source: All lines of the file.
            first: First line to change, from 1.
            last: Last one; `first - 1` if lines are to be added before `first`.

        Raises:
            EditorError: If that is not possible.
        """


class LineEntry(Editor):
    """Takes lines as they are typed, up to one with a single full stop.

    Args:
        reader: Where they are typed.
        console: Where the lines to change are shown.
    """

    def __init__(self, reader: Reader, console: Console) -> None:
        self._reader = reader
        self._console = console

    def edit(self, source: Sequence[str], first: int, last: int) -> list[str] | None:
        """Ask for lines; Ctrl-C, or nothing at all, leaves the file as it is."""
        self._console.print(f"{self._what(first, last)}; a line with a single {END} ends it", style="dim")
        if first < last:
            self._console.print(numbered_code(source, first, last))
        typed: list[str] = []
        width = max(3, len(str(len(source))))
        # A single line stands there ready to be changed. Several would be in the way of pasting.
        ready = source[first - 1] if first == last else ""
        while True:
            try:
                line = self._reader.read(f"{first + len(typed):>{width}}| ", ready)
            except KeyboardInterrupt:
                self._console.print()
                return None
            if line is None:
                return None
            if line.strip() == END:
                return typed or None
            typed.append(line)
            ready = ""

    def _what(self, first: int, last: int) -> str:
        if last < first:
            return f"Type what goes before line {first}"
        if first == last and self._reader.is_terminal:
            return f"Change line {first}, and go on below it if you like"
        return f"Type what takes the place of {f'line {first}' if first == last else f'lines {first}-{last}'}"


class ExternalEditor(Editor):
    """Opens the lines in a program of the person's choice.

    Args:
        command: Its command line, to which the file's name is added.
        module: What the module is called, for the file's name.
        otherwise: Is used if the program does not start.
        console: Where that is said.
    """

    def __init__(self, command: str, module: str, otherwise: Editor, console: Console) -> None:
        self._command = command
        self._module = module
        self._otherwise = otherwise
        self._console = console

    def edit(self, source: Sequence[str], first: int, last: int) -> list[str] | None:
        """Run the editor on a file with these lines; one that it leaves as it was changes nothing."""
        before = "".join(f"{line}\n" for line in source[first - 1 : last])
        with tempfile.TemporaryDirectory(prefix="tracefix-") as folder:
            file = Path(folder) / f"{self._module}_line_{first}.py"
            file.write_text(before, encoding="utf-8", newline="")
            try:
                ended = self._run(file)
            except (OSError, ValueError) as error:
                reason = error.strerror if isinstance(error, OSError) else error
                self._console.print(
                    Text(f"The editor `{self._command}` does not start ({reason})."), soft_wrap=True
                )
                return self._otherwise.edit(source, first, last)
            if ended:
                raise EditorError(f"the editor ended with {ended}, so nothing is changed")
            after = _read(file)
        return None if after == before else after.removesuffix("\n").split("\n") if after else []

    def _run(self, file: Path) -> int:
        command = [*shlex.split(self._command), str(file)]
        # Ctrl-C is the editor's as long as it runs. A handler, unlike SIG_IGN, is not inherited by it.
        before = signal.signal(signal.SIGINT, lambda *_: None)
        try:
            return subprocess.run(command, check=False).returncode
        finally:
            signal.signal(signal.SIGINT, before)


def editor_of(
    environment: Mapping[str, str], reader: Reader, console: Console, module: str = "program"
) -> Editor:
    """Return the editor that `VISUAL` or `EDITOR` names, if there is a terminal for it; else typed lines."""
    command = next((value for name in _VARIABLES if (value := environment.get(name, "").strip())), "")
    typed = LineEntry(reader, console)
    return ExternalEditor(command, module, typed, console) if command and reader.is_terminal else typed


def _read(file: Path) -> str:
    try:
        text = file.read_bytes().decode("utf-8")
    except OSError as error:
        raise EditorError(f"what the editor left cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise EditorError("what the editor left is not UTF-8") from error
    return text.replace("\r\n", "\n")
