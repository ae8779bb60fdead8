"""Texts as reports hold them: bounded, and the same for the same run."""

from __future__ import annotations

import re

from tracefix_rl.sandbox.halt import Halt

MAX_MESSAGE = 3_000
"""Longest message, in characters; the middle of a longer one is left out."""

_WORKED_ON = 20 * MAX_MESSAGE
"""Characters at either end of a text that are looked at; what lies between them is left out unseen."""
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_LINE_END = re.compile(r"\r\n|\r|\n")

BYTE_ORDER_MARK = "\ufeff"
"""What some editors write at the start of a file; Python skips it there."""


def tidy(text: str) -> str:
    """Return `text` fit to be shown, stored and compared, cut to `MAX_MESSAGE`.

    Blanks at line ends and memory addresses, which differ, are left out. What would steer a terminal, and
    what cannot be written as UTF-8, is escaped.
    """
    unseen = max(0, len(text) - 2 * _WORKED_ON)
    if unseen:
        text = text[:_WORKED_ON] + text[-_WORKED_ON:]
    text = without_addresses(text.replace("\r\n", "\n"))
    text = "\n".join(line.rstrip(" \t") for line in text.split("\n"))
    text = _CONTROL.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)
    if len(text) <= MAX_MESSAGE:
        return text
    half = MAX_MESSAGE // 2
    return f"{text[:half]}\n[{unseen + len(text) - 2 * half:,} characters left out]\n{text[-half:]}"


def without_addresses(text: str) -> str:
    """Return a text without the memory addresses in it, as in `<Thing object at 0x7f00>`."""
    return _ADDRESS.sub("", text)


def lines_of(source: str) -> list[str]:
    """Split a source into the lines that Python counts; `str.splitlines` knows of more line ends."""
    lines = _LINE_END.split(source.removeprefix(BYTE_ORDER_MARK))
    return lines[:-1] if lines[-1] == "" else lines


def shown(error: BaseException) -> str:
    """Return the type and text of an exception of ours or of a suite, whose `__str__` may fail."""
    name = type(error).__name__
    try:
        text = str(error)
    except Halt:
        raise
    except BaseException as failure:
        return f"{name}, whose text cannot be read: {type(failure).__name__}"
    return tidy(f"{name}: {text}" if text else name)
