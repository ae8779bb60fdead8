"""What part of a text is shown: the lines around an anchor, and the two ends of what is too long."""

from __future__ import annotations

from collections.abc import Sequence

MAX_OUTPUT_CHARS = 4_000
"""Most characters of any one output in an observation."""

CONTEXT_LINES = 5
"""Lines shown on each side of an anchor."""


def numbered(lines: Sequence[str]) -> str:
    """Show all lines with their numbers, uncut."""
    return _numbered(lines, 1, len(lines))


def around(lines: Sequence[str], anchor: int | None, radius: int = CONTEXT_LINES) -> str:
    """Show the lines around one line, which is marked.

    Args:
        lines: All lines of the file.
        anchor: The line, counted from 1; one beyond the end means the last.
        radius: Lines on each side.

    Returns:
        The numbered lines, bounded like any output; empty without lines or anchor.
    """
    if anchor is None or not lines:
        return ""
    anchor = min(max(anchor, 1), len(lines))
    first, last = max(anchor - radius, 1), min(anchor + radius, len(lines))
    return bounded(_numbered(lines, first, last, anchor))


def bounded(text: str, limit: int = MAX_OUTPUT_CHARS) -> str:
    """Cut the middle out of a text that is too long, and say how much is gone.

    Args:
        text: Any text.
        limit: Most characters of the result, the notice included; at least 100.

    Returns:
        The text itself if it fits, else its head, the notice, and its tail.
    """
    if len(text) <= limit:
        return text
    # The notice is never longer than with all of the text cut, so the result stays within the limit.
    room = limit - len(_notice(len(text)))
    head, tail = room - room // 2, room // 2
    return text[:head] + _notice(len(text) - room) + text[len(text) - tail :]


def printable(text: str) -> str:
    """Write lone surrogates, which no JSON message can hold, as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _notice(cut: int) -> str:
    return f"\n[... {cut:,} characters cut ...]\n"


def _numbered(lines: Sequence[str], first: int, last: int, anchor: int | None = None) -> str:
    if not lines:
        return "(the file is empty)"
    width = len(str(last))
    return "\n".join(
        f"{'>' if number == anchor else ' '} {number:>{width}} | {lines[number - 1]}"
        for number in range(first, last + 1)
    )
