"""What an edit changed, as numbered lines in red and green."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rich.text import Text

from tracefix_rl.terminal.listing import Listing, Row
from tracefix_rl.terminal.text import visible_line

CONTEXT = 2
"""Lines shown on each side of a change."""

_GAP = "…"


def diff(before: Sequence[str], after: Sequence[str], *, context: int = CONTEXT) -> Listing | None:
    """Show how one source differs from another; `None` if it does not.

    Args:
        before: Its lines.
        after: The other's.
        context: Equal lines shown on each side of a change.
    """
    width = max(3, len(str(max(len(before), len(after)))))
    rows: list[Row] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(context):
        if rows:
            rows.append(Row(Text(f"{_GAP:>{width}}", style="dim"), Text()))
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                rows += (
                    _row(width, new_start + place, " ", _shown(line), "")
                    for place, line in enumerate(before[start:end], 1)
                )
            else:
                rows += _replaced(width, start, before[start:end], new_start, after[new_start:new_end])
    return Listing(rows) if rows else None


def _replaced(
    width: int, start: int, removed: Sequence[str], new_start: int, added: Sequence[str]
) -> Iterator[Row]:
    gone, come = [_shown(line) for line in removed], [_shown(line) for line in added]
    if len(gone) == len(come):
        for old, new in zip(gone, come, strict=True):
            _embolden_difference(old, new)
    for place, text in enumerate(gone, 1):
        yield _row(width, start + place, "-", text, "red")
    for place, text in enumerate(come, 1):
        yield _row(width, new_start + place, "+", text, "green")


def _embolden_difference(old: Text, new: Text) -> None:
    head = _shared(old.plain, new.plain)
    tail = _shared(old.plain[head:][::-1], new.plain[head:][::-1])
    for text in (old, new):
        text.stylize("bold", head, len(text.plain) - tail)


def _row(width: int, number: int, sign: str, text: Text, style: str) -> Row:
    text.stylize_before(style)
    return Row(Text.assemble((f"{number:>{width}} ", "dim"), (f"{sign} ", style)), text)


def _shown(line: str) -> Text:
    return Text(visible_line(line.replace("\t", "    ")))


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at the beginning."""
    shorter = min(len(one), len(other))
    return next((place for place in range(shorter) if one[place] != other[place]), shorter)
