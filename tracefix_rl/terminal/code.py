"""Python source with line numbers, highlighted."""

from __future__ import annotations

from collections.abc import Sequence

from rich.syntax import Syntax
from rich.text import Text

from tracefix_rl.terminal.listing import Listing, Row
from tracefix_rl.terminal.text import visible_line

# Of the terminal's own colours, so that it can be read on a dark ground and on a light one.
_THEME = "ansi_dark"


def numbered_code(lines: Sequence[str], first: int = 1, last: int | None = None) -> Listing:
    """Show lines of a source with their numbers.

    Args:
        lines: All lines of the source.
        first: The first that is shown, from 1.
        last: The last that is shown; the last there is, if it is not given.
    """
    last = len(lines) if last is None else last
    width = max(3, len(str(len(lines))))
    return Listing(
        Row(Text(f"{number:>{width}}  ", style="dim"), text)
        for number, text in enumerate(highlighted(lines)[first - 1 : last], first)
    )


def highlighted(lines: Sequence[str]) -> list[Text]:
    """Return each line of a source with its colours."""
    plain = [visible_line(line.replace("\t", "    ")) for line in lines]
    if not plain:
        return []
    syntax = Syntax("", "python", theme=_THEME, background_color="default")
    coloured = list(syntax.highlight("\n".join(plain)).split("\n", allow_blank=True))[: len(plain)]
    if [each.plain for each in coloured] != plain:  # a highlighter is no reason to show another source
        return [Text(line) for line in plain]
    return coloured
