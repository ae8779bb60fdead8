"""A plot with its title, its legend, and its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tracefix_rl.report.embedding import text

_KEY = '<svg class="key" width="{width}" height="10" aria-hidden="true">'
_AREA = _KEY.format(width=10) + '<rect class="s{place}" width="10" height="10" rx="2"/></svg>'
_LINE = _KEY.format(width=26) + '<line class="l{place}" x2="26" y1="5" y2="5"/></svg>'


@dataclass(frozen=True, slots=True)
class Chart:
    """One figure of the page.

    Args:
        title: What is shown.
        note: What exactly was counted, in a sentence.
        svg: The plot; empty if there is nothing to show.
        headings: Names of the table's columns.
        rows: The same numbers as the plot's, as text.
        legend: What the colours mean, in their order; none where labels say it.
        keys: What has those colours.
        empty: What is said if there is nothing to show.
    """

    title: str
    note: str
    svg: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    legend: Sequence[str] = ()
    keys: Literal["areas", "lines"] = "areas"
    empty: str = "No data."

    def html(self) -> str:
        """Return the figure."""
        body = f"{self._legend()}{self.svg}{self._table()}" if self.svg else _paragraph(self.empty, "empty")
        head = f"<h3>{text(self.title)}</h3>{_paragraph(self.note, 'note')}"
        return f'<figure class="chart card"><figcaption>{head}</figcaption>{body}</figure>'

    def _legend(self) -> str:
        key = _AREA if self.keys == "areas" else _LINE
        keys = "".join(
            f"<li>{key.format(place=place)}{text(name)}</li>"
            for place, name in enumerate(self.legend, start=1)
        )
        return f'<ul class="legend">{keys}</ul>' if keys else ""

    def _table(self) -> str:
        head = "".join(f'<th scope="col">{text(name)}</th>' for name in self.headings)
        body = "".join(
            f'<tr><th scope="row">{text(first)}</th>{"".join(f"<td>{text(each)}</td>" for each in rest)}</tr>'
            for first, *rest in self.rows
        )
        table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        return f'<details><summary>Numbers</summary><div class="scroll">{table}</div></details>'


def _paragraph(said: str, class_: str) -> str:
    return f'<p class="{class_}">{text(said)}</p>' if said else ""
