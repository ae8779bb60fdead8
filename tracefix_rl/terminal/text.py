"""Text of unknown origin, made fit for a terminal."""

from __future__ import annotations

import re

_LAYOUT = "\n\t"
_ITS_OWN_LINE = re.compile(r"^(\s|[-*|>#]|\d+[.)])", re.MULTILINE)


def visible(text: str) -> str:
    r"""Write what a terminal would obey, hide or reorder as an escape such as `\x1b`; lines stay lines."""
    return _escaped(text, _LAYOUT)


def visible_line(text: object) -> str:
    r"""Write a value as one line: its line ends, too, become escapes."""
    return _escaped(str(text), "")


def prose(text: str) -> str:
    """Join the lines of each paragraph, so that it can be wrapped anew; lists and the like stay."""
    return "\n\n".join(_joined(each) for each in re.split(r"\n\s*\n", visible(text).strip()))


def indented(text: str, by: str = "    ") -> str:
    """Put space before every line."""
    return "\n".join(f"{by}{line}".rstrip() for line in text.split("\n"))


def counted(number: int, one: str, many: str | None = None) -> str:
    """Say how many there are, e.g. `1 step` or `3 steps`."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def _escaped(text: str, kept: str) -> str:
    if text.isprintable():
        return text
    return "".join(
        each if each.isprintable() or each in kept else each.encode("unicode_escape").decode("ascii")
        for each in text
    )


def _joined(paragraph: str) -> str:
    return paragraph if _ITS_OWN_LINE.search(paragraph) else " ".join(paragraph.split())
