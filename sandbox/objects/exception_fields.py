"""Exceptions that are made anew from what the other end says of them.

Some builtin exceptions keep fields that CPython reads unchecked when it shows them: a negative `start` of a
`UnicodeDecodeError` reads the memory in front of its bytes, the columns of a `SyntaxError` become as many
carets. So the fields are looked at after an exception was made, however it was, and before anything shows it.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.sandbox.codec import CodecError

MAX_POSITION = 1_000_000
"""Greatest line or column of a `SyntaxError` that crosses; a source has no more characters."""

_UNICODE_ERRORS = (UnicodeDecodeError, UnicodeEncodeError, UnicodeTranslateError)
_POSITIONS = ("lineno", "offset", "end_lineno", "end_offset")
_TEXTS = ("filename", "text")


def made(kind: type[BaseException], args: tuple[Any, ...], text: str) -> BaseException:
    """Make an exception of a class of this end.

    Args:
        kind: Its class.
        args: Its arguments.
        text: What it says at the other end; stands in for arguments that are missing.
    """
    try:
        return kind(*args)
    except Exception:
        error = kind.__new__(kind)
        error.args = args or (text,)
        return error


def check_fields(error: BaseException) -> None:
    """Raise `CodecError` if `error` has fields that are not safe to show."""
    for kind in _UNICODE_ERRORS:
        if isinstance(error, kind) and not 0 <= _field(kind, error, "start") <= _field(kind, error, "end"):
            raise CodecError(f"a {kind.__name__} of a range that is none cannot cross")
    if isinstance(error, SyntaxError) and not (
        all(_is_position(_field(SyntaxError, error, name)) for name in _POSITIONS)
        and all(type(_field(SyntaxError, error, name)) in (str, type(None)) for name in _TEXTS)
    ):
        raise CodecError("a SyntaxError of a place that is none cannot cross")


def _field(kind: type[BaseException], error: BaseException, name: str) -> Any:
    # The C field itself: a class derived from `kind` may define an attribute of the same name.
    return vars(kind)[name].__get__(error)


def _is_position(value: Any) -> bool:
    return value is None or (type(value) is int and abs(value) <= MAX_POSITION)
