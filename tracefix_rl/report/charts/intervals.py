"""Shares, each with the interval that it lies in."""

from __future__ import annotations

from collections.abc import Mapping

from tracefix_rl.evaluation.statistics import Estimate
from tracefix_rl.report.charts.canvas import (
    LETTER,
    WIDTH,
    element,
    hover,
    line,
    picture,
    shortened,
    words,
    x_axis,
)
from tracefix_rl.report.charts.chart import Chart
from tracefix_rl.report.charts.scale import Scale
from tracefix_rl.report.numbers import share, share_range

_ROW, _TOP, _RIGHT = 28.0, 8.0, 270.0
_MOST_LABEL = 130.0
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def intervals(
    title: str, note: str, x_name: str, shares: Mapping[str, tuple[Estimate, int]], *, empty: str = "No data."
) -> Chart:
    """Draw shares.

    Args:
        title: What is shown.
        note: What was counted.
        x_name: What the shares are shares of.
        shares: Each share, and of how many tasks it is.
        empty: What is said if there are none.
    """
    headings = ("", "share", "95 % interval", "tasks")
    if not shares:
        return Chart(title, note, "", headings, (), empty=empty)
    left = min(_MOST_LABEL, LETTER * max(map(len, shares))) + 14
    bottom = _TOP + _ROW * len(shares)
    x = Scale(0, 1, left, _RIGHT)
    drawn = []
    for place, (label, (estimate, tasks)) in enumerate(shares.items()):
        y = _TOP + _ROW * (place + 0.5)
        drawn += [
            words(shortened(label, left - 14), left - 12, y + 4, "end", "label"),
            line(x(estimate.low), y, x(estimate.high), y, "whisker"),
            element(
                "circle",
                hover(f"{label}: {share(estimate.value)}, {share_range(estimate)}, {tasks} tasks"),
                cx=x(estimate.value),
                cy=y,
                r=5,
                class_="s1",
            ),
            words(f"{share(estimate.value)} of {tasks:,}", WIDTH, y + 4, "end", "value"),
        ]
    said = "; ".join(
        f"{label} {share(estimate.value)} of {tasks}" for label, (estimate, tasks) in shares.items()
    )
    along = [(value, share(value)) for value in _TICKS]
    svg = picture(bottom + 40, f"{title}: {said}.", x_axis(x, along, _TOP, bottom, x_name), *drawn)
    rows = [
        (label, share(estimate.value), share_range(estimate), str(tasks))
        for label, (estimate, tasks) in shares.items()
    ]
    return Chart(title, note, svg, headings, rows)
