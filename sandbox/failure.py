"""Why a test did not pass, in words: the assertion, the frames of the code under test, nothing of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import TracebackType

from tracefix_rl.sandbox.collection import SUITE_FILE
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.sharing import frames_of

MAX_MESSAGE = 3_000
"""Longest message, in characters; the middle of a longer one is left out."""

_TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a test did not pass.

    Args:
        message: The reason.
        line: Line of the source under test (1-based) that it names, if it names one.
    """

    message: str
    line: int | None = None


class FailureWriter:
    """Describes failures of one run.

    Args:
        suite: The suite.
        source: The source under test.
    """

    def __init__(self, suite: Suite, source: str) -> None:
        self.file = suite.module.rpartition(".")[2] + ".py"
        """File name under which the source is known in messages."""
        self._suite_lines = suite.text.splitlines()
        self._source_lines = source.splitlines()

    def describe(self, error: BaseException) -> Failure:
        """Describe what a test raised."""
        frames = frames_of(error) or []
        lines = [*self._asserting_line(error.__traceback__), *self._frames(frames), self._headline(error)]
        if error.__cause__ is not None:
            lines.append(f"caused by {self._headline(error.__cause__)}")
        return Failure(tidy("\n".join(lines)), self._line(error, frames))

    def describe_load(self, error: BaseException) -> Failure:
        """Describe why the source could not be loaded."""
        frames = frames_of(error) or []
        return Failure(
            tidy("\n".join([*self._frames(frames), self._headline(error)])), self._line(error, frames)
        )

    def _asserting_line(self, traceback: TracebackType | None) -> list[str]:
        number = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == SUITE_FILE:
                number = traceback.tb_lineno
            traceback = traceback.tb_next
        text = _line_of(self._suite_lines, number)
        return [f">   {text}"] if text else []

    def _frames(self, frames: list[list[object]]) -> list[str]:
        lines = []
        for number, function in frames:
            text = _line_of(self._source_lines, number)
            lines.append(f"{self.file}:{number}: in {function}" + (f"\n    {text}" if text else ""))
        return lines

    def _headline(self, error: BaseException) -> str:
        if isinstance(error, SyntaxError):
            text = _line_of(self._source_lines, error.lineno)
            where = f"{self.file}:{error.lineno}: " if error.lineno else ""
            return f"{where}{type(error).__name__}: {error.msg}" + (f"\n    {text}" if text else "")
        text = _text(error)
        return f"{type(error).__name__}: {text}" if text else type(error).__name__

    @staticmethod
    def _line(error: BaseException, frames: list[list[object]]) -> int | None:
        if frames:
            number = frames[-1][0]
            return number if isinstance(number, int) else None
        return error.lineno if isinstance(error, SyntaxError) else None


def tidy(text: str) -> str:
    """Return `text` fit to be shown, stored and compared, cut to `MAX_MESSAGE`.

    Blanks at line ends and memory addresses, which differ, are left out. What would steer a terminal, and
    what cannot be written as UTF-8, is escaped.
    """
    text = _TRAILING_BLANKS.sub("", _ADDRESS.sub("", text.replace("\r\n", "\n")))
    text = _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
    if len(text) <= MAX_MESSAGE:
        return text
    half = MAX_MESSAGE // 2
    return f"{text[:half]}\n[{len(text) - 2 * half:,} characters left out]\n{text[-half:]}"


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _line_of(lines: list[str], number: object) -> str:
    return lines[number - 1].strip() if isinstance(number, int) and 0 < number <= len(lines) else ""
