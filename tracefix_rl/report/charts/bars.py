"""How often something is: a horizontal bar for each."""

from __future__ import annotations

from collections.abc import Mapping

from tracefix_rl.report.charts.canvas import (
    LETTER,
    element,
    hover,
    picture,
    shortened,
    words,
    x_axis,
)
from tracefix_rl.report.charts.chart import Chart
from tracefix_rl.report.charts.scale import Scale, ticks
from tracefix_rl.report.numbers import share

_ROW, _TOP, _RIGHT = 26.0, 8.0, 322.0
_MOST_LABEL = 140.0


def bars(title: str, note: str, unit: str, counts: Mapping[str, int], *, empty: str) -> Chart:
    """Draw counts.

    Args:
        title: What is shown.
        note: What was counted.
        unit: What the counts are counts of.
        counts: How often each is; all of them are drawn, unless none ever is.
        empty: What is said then.
    """
    total, highest = sum(counts.values()), max(counts.values(), default=0)
    headings = ("", unit, "share")
    if not total:
        return Chart(title, note, "", headings, (), empty=empty)
    left = min(_MOST_LABEL, LETTER * max(map(len, counts))) + 10
    bottom = _TOP + _ROW * len(counts)
    x = Scale(0, highest, left, _RIGHT)
    drawn = []
    for place, (label, count) in enumerate(counts.items()):
        middle = _TOP + _ROW * (place + 0.5)
        drawn += [
            words(shortened(label, left - 10), left - 8, middle + 4, "end", "label"),
            element(
                "rect",
                hover(f"{label}: {count} ({share(count / total)})"),
                x=left,
                y=middle - 8,
                width=x(count) - left,
                height=16,
                class_="s2",
            ),
            words(count, x(count) + 5, middle + 4, "start", "value"),
        ]
    said = "; ".join(f"{label} {count}" for label, count in counts.items() if count)
    along = [(value, f"{value:,.0f}") for value in ticks(0, highest, 5, whole=True)]
    svg = picture(bottom + 40, f"{title}: {said}.", x_axis(x, along, _TOP, bottom, unit), *drawn)
    rows = [(label, str(count), share(count / total)) for label, count in counts.items()]
    return Chart(title, note, svg, headings, rows)
