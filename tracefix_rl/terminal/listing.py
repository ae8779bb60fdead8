"""Lines with something in front of each: numbers, signs, marks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_NARROWEST = 20


@dataclass(frozen=True, slots=True)
class Row:
    """A line and what stands in front of it."""

    gutter: Text
    body: Text


class Listing:
    """Rows one below the other. A line that is too long for the terminal goes on below itself.

    Args:
        rows: The rows.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = list(rows)

    def moved(self, columns: int) -> Listing:
        """Return the same rows so many columns further right."""
        return Listing(Row(Text(" " * columns) + row.gutter, row.body) for row in self._rows)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay the rows out."""
        for row in self._rows:
            room = max(options.max_width - row.gutter.cell_len, _NARROWEST)
            pieces = row.body.wrap(console, room, overflow="fold") or [Text()]
            gutter = row.gutter
            for piece in pieces:
                line = Text.assemble(gutter, piece, no_wrap=True)
                line.rstrip()
                yield line
                gutter = Text(" " * row.gutter.cell_len)


def block(text: str, *, margin: int = 0, style: str = "") -> Listing:
    """Lay out text so that also what is wrapped begins at the margin.

    Args:
        text: The text, whose lines are kept; made fit for a terminal by the caller.
        margin: Columns left free in front of it.
        style: How it is printed.
    """
    gutter = Text(" " * margin)
    return Listing(Row(gutter, Text(line, style=style)) for line in text.split("\n"))
