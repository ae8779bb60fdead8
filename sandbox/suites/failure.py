"""Why a test did not pass, in words: the assertion, the frames of the code under test, nothing of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import TypeGuard

import pytest

from tracefix_rl.sandbox.halt import Halt, Lost
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.objects.sharing import frames_of, text_under_test
from tracefix_rl.sandbox.suites.collection import SUITE_FILE
from tracefix_rl.sandbox.suites.items import SKIPS
from tracefix_rl.sandbox.suites.wording import lines_of, tidy

MAX_PARTS = 5
"""Most notes of an exception, and members of a group, that are told."""
MAX_NESTING = 2
"""Deepest group in a group whose members are told."""

_MAX_FRAMES = 12
_MAX_TEXT = 100_000
_MAX_NAME = 200


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a test did not pass. What reports tell passes through here, so here it is tidied.

    Args:
        message: The reason.
        line: Line of the source under test (1-based) that it names, if it names one.
    """

    message: str
    line: int | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", tidy(self.message))


class FailureWriter:
    """Describes failures of one run.

    What it describes may have been made to break it: attributes of any type, texts without end, methods that
    raise. There is a description of everything.

    Args:
        suite: The suite.
        source: The source under test.
    """

    def __init__(self, suite: Suite, source: str) -> None:
        self.file = suite.module.rpartition(".")[2] + ".py"
        """File name under which the source is known in messages."""
        self._suite_lines = lines_of(suite.text)
        self._source_lines = lines_of(source)

    def describe(self, error: BaseException) -> Failure:
        """Describe what a test, the suite or the source raised.

        Raises:
            Lost: If our side fails meanwhile.
        """
        try:
            return Failure("\n".join(self._account(error, 0)), self._line(error))
        except Lost:
            raise
        except Halt as halt:
            return Failure(halt.reason)
        except BaseException:
            return Failure(_name(error))

    def _account(self, error: BaseException, nesting: int) -> Iterator[str]:
        yield from self._asserting_line(error.__traceback__)
        yield from self._frames(error)
        yield self._headline(error)
        yield from _notes(error)
        if error.__cause__ is not None:
            yield f"caused by {self._headline(error.__cause__)}"
        if isinstance(error, BaseExceptionGroup) and nesting < MAX_NESTING:
            for member in error.exceptions[:MAX_PARTS]:
                yield from (_indented(text) for text in self._account(member, nesting + 1))
            if len(error.exceptions) > MAX_PARTS:
                yield f"  and {len(error.exceptions) - MAX_PARTS:,} more"

    def _asserting_line(self, traceback: TracebackType | None) -> Iterator[str]:
        number = None
        while traceback is not None:
            if traceback.tb_frame.f_code.co_filename == SUITE_FILE:
                number = traceback.tb_lineno
            traceback = traceback.tb_next
        if _is_line(number, self._suite_lines):
            yield f">   {_line_of(self._suite_lines, number)}"

    def _frames(self, error: BaseException) -> Iterator[str]:
        frames = frames_of(error) or []
        if len(frames) > _MAX_FRAMES:
            frames = [*frames[: _MAX_FRAMES // 2], *frames[-_MAX_FRAMES // 2 :]]
        for number, function in frames:
            if _is_line(number, self._source_lines):
                text = _line_of(self._source_lines, number)
                yield f"{self.file}:{number}: in {function[:_MAX_NAME]}" + (f"\n    {text}" if text else "")

    def _headline(self, error: BaseException) -> str:
        name = _name(error)
        if isinstance(error, pytest.FixtureLookupError):
            return error.formatrepr().errorstring
        if isinstance(error, SKIPS):
            return f"{name}: a test that skips itself while it runs has not passed: {_text(error)}"
        if isinstance(error, pytest.xfail.Exception):
            return f"{name}: a test that gives itself up while it runs has not passed: {_text(error)}"
        number = self._line_of_syntax_error(error)
        if number is not None and isinstance(error, SyntaxError) and type(error.msg) is str:
            line = _line_of(self._source_lines, number)
            text = f"{self.file}:{number}: {name}: {error.msg[:_MAX_TEXT]}"
            return f"{text}\n    {line}" if line else text
        text = _text(error)
        return f"{name}: {text}" if text else name

    def _line(self, error: BaseException) -> int | None:
        frames = frames_of(error)
        if frames:
            number = frames[-1][0]
            return number if _is_line(number, self._source_lines) else None
        if isinstance(error, BaseExceptionGroup):
            return next(filter(None, map(self._line, error.exceptions[:MAX_PARTS])), None)
        return self._line_of_syntax_error(error)

    def _line_of_syntax_error(self, error: BaseException) -> int | None:
        """Return the line of the source that a `SyntaxError` names; it may say anything."""
        if isinstance(error, SyntaxError) and type(error.filename) is str and error.filename == self.file:
            number: object = error.lineno
            return number if _is_line(number, self._source_lines) else None
        return None


def _name(error: BaseException) -> str:
    return type(error).__name__[:_MAX_NAME]


def _text(error: BaseException) -> str:
    text = text_under_test(error)
    if text is None:
        try:
            text = str(error)
        except Exception:
            return ""
    return text[:_MAX_TEXT]


def _notes(error: BaseException) -> list[str]:
    # Not by `getattr`, which of a mirror asks the other end.
    notes = error.__dict__.get("__notes__")
    if type(notes) is not list:
        return []
    return [note[:_MAX_TEXT] for note in notes[:MAX_PARTS] if type(note) is str]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.split("\n"))


def _is_line(number: object, lines: list[str]) -> TypeGuard[int]:
    return type(number) is int and 1 <= number <= len(lines)


def _line_of(lines: list[str], number: int) -> str:
    return lines[number - 1].strip()
