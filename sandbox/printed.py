"""What the code under test wrote and warned of: kept in the worker within limits, shown in the runner."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, BinaryIO, TextIO, cast

from tracefix_rl.sandbox.codec import CodecError

MAX_WARNINGS = 100
"""Most warnings that one reply brings; further ones are dropped."""
MAX_WARNING_TEXT = 1_000
"""Longest text of a warning that arrives whole, in characters."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written and warned of since the last reply.

    Args:
        out: What went to standard output.
        err: What went to standard error.
        warnings: Each warning with the line that it names.
    """

    out: str = ""
    err: str = ""
    warnings: list[tuple[Warning, int]] = field(default_factory=list)

    @classmethod
    def told(cls, printed: Any, decode: Callable[[Any], Any]) -> Printed:
        """Return what the other end told that it printed.

        Raises:
            CodecError: If it is not that, or too much.
        """
        if printed == _QUIET:
            return NOTHING
        if type(printed) is not list or [type(part) for part in printed] != [str, str, list]:
            raise CodecError("not what was printed")
        out, err, warned = printed
        if len(warned) > MAX_WARNINGS:
            raise CodecError(f"more than {MAX_WARNINGS} warnings")
        return cls(out, err, [_warning(each, decode) for each in warned])


def _warning(told: Any, decode: Callable[[Any], Any]) -> tuple[Warning, int]:
    if type(told) is not list or len(told) != 2 or type(told[1]) is not int or not 0 <= told[1] < 1 << 31:
        raise CodecError("not a warning")
    warning = decode(told[0])
    if not isinstance(warning, Warning):
        raise CodecError("not a warning")
    return warning, told[1]


class Output:
    """Both output streams of a worker, and its warnings; what goes beyond the limit is counted."""

    def __init__(self) -> None:
        self.limit = 0
        """Bytes that both streams together keep between two calls of `take`."""
        self._kept = 0
        self._streams = (_Stream(self), _Stream(self))
        self.out, self.err = map(_text_of, self._streams)
        self._warnings: list[tuple[Warning, int]] = []

    def allow(self, size: int) -> int:
        """Return how many of `size` bytes are kept."""
        allowed = max(0, min(size, self.limit - self._kept))
        self._kept += allowed
        return allowed

    def warn(
        self,
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        """Keep a warning; takes the place of `warnings.showwarning`."""
        if len(self._warnings) < MAX_WARNINGS and isinstance(message, Warning):
            text = str(message)
            if len(text) > MAX_WARNING_TEXT:
                message.args = (text[:MAX_WARNING_TEXT],)
            self._warnings.append((message, lineno))

    def take(self) -> Printed:
        """Return what there was since the last call."""
        warned, self._warnings = self._warnings, []
        if not self._kept and not warned:
            return NOTHING
        self._kept = 0
        out, err = (stream.take() for stream in self._streams)
        return Printed(out, err, warned)


_QUIET = ["", "", []]
NOTHING = Printed()
"""What most calls print."""


class _Stream(io.RawIOBase):
    def __init__(self, output: Output) -> None:
        super().__init__()
        self._output = output
        self._kept = bytearray()
        self._dropped = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        kept = bytes(data)[: self._output.allow(len(data))]
        self._kept += kept
        self._dropped += len(data) - len(kept)
        return len(data)

    def take(self) -> str:
        text = self._kept.decode("utf-8", "replace")
        if self._dropped:
            text += f"\n[{self._dropped} more bytes were printed]\n"
        self._kept.clear()
        self._dropped = 0
        return text


def _text_of(stream: io.RawIOBase) -> TextIO:
    return io.TextIOWrapper(cast(BinaryIO, stream), "utf-8", "backslashreplace", write_through=True)


def reissue(warned: list[tuple[Warning, int]], filename: str) -> None:
    """Warn again of what the code under test warned of, for who listens here.

    Raises:
        Warning: If a filter makes an error of one.
    """
    for warning, line in warned:
        warnings.warn_explicit(warning, type(warning), filename, line)
