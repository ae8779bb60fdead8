"""How values are spread: a histogram with a colour for each kind."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from tracefix_rl.report.charts.canvas import WIDTH, element, hover, picture, x_axis, y_axis
from tracefix_rl.report.charts.chart import Chart
from tracefix_rl.report.charts.scale import Scale, nice_step, ticks
from tracefix_rl.report.numbers import short

_MOST_BINS = 24
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 350.0, 24.0, 190.0


def columns(
    title: str, note: str, x_name: str, kinds: Mapping[str, Sequence[float]], *, whole: bool = False
) -> Chart:
    """Draw how often values are in each of equal ranges.

    Args:
        title: What is shown.
        note: What was counted.
        x_name: What the values are, with their unit.
        kinds: The values of each kind; those that are no numbers are left out.
        whole: Whether values are whole numbers.
    """
    kept = {kind: [value for value in values if math.isfinite(value)] for kind, values in kinds.items()}
    every = [value for values in kept.values() for value in values]
    headings = (x_name, *kinds)
    if not every:
        return Chart(title, note, "", headings, ())
    width = nice_step(max(max(every) - min(every), 1.0 if whole else 0.5), _MOST_BINS, whole=whole)
    counts = {kind: Counter(_bin(value, width) for value in values) for kind, values in kept.items()}
    bins = range(_bin(min(every), width), _bin(max(every), width) + 1)
    svg = _drawn(bins, width, counts, x_name, f"{title}: {_said(every, kept)}", whole)
    rows = [
        (_range(index, width, whole), *(str(counts[kind][index]) for kind in counts))
        for index in bins
        if any(counts[kind][index] for kind in counts)
    ]
    return Chart(title, note, svg, headings, rows, legend=tuple(kinds))


def _bin(value: float, width: float) -> int:
    return math.floor(value / width + 1e-9)


def _range(index: int, width: float, whole: bool) -> str:
    low = index * width
    if whole:
        return short(low) if width == 1 else f"{short(low)} to {short(low + width - 1)}"
    return f"{short(low)} to {short(low + width)}"


def _said(every: Sequence[float], kinds: Mapping[str, Sequence[float]]) -> str:
    counts = ", ".join(f"{len(values)} {kind}" for kind, values in kinds.items())
    return f"{counts}; from {short(round(min(every), 3))} to {short(round(max(every), 3))}."


def _drawn(
    bins: range, width: float, counts: Mapping[str, Counter[int]], x_name: str, said: str, whole: bool
) -> str:
    # Columns of whole numbers stand above their number, others between the ends of their range.
    middle = width / 2 if whole and width == 1 else 0.0
    room = max(len(bins), 4 if whole else 1)
    x = Scale(bins.start * width - middle, (bins.start + room) * width - middle, _LEFT, _RIGHT)
    highest = max(sum(each[index] for each in counts.values()) for index in bins)
    y = Scale(0, highest, _BOTTOM, _TOP)
    drawn = []
    for index in bins:
        below = 0
        for place, (kind, each) in enumerate(counts.items(), start=1):
            if count := each[index]:
                title = hover(f"{_range(index, width, whole)}: {count} {kind}")
                drawn.append(
                    element(
                        "rect",
                        title,
                        x=x(index * width - middle) + 0.75,
                        y=y(below + count),
                        width=max(1.0, x(width) - x(0.0) - 1.5),
                        height=y(below) - y(below + count),
                        class_=f"s{place}",
                    )
                )
                below += count
    along = [(value, short(value)) for value in ticks(x.low, x.high, 6, whole=whole)]
    up = [(value, short(value)) for value in ticks(0, highest, 4, whole=True)]
    return picture(
        226,
        said,
        y_axis(y, up, _LEFT, WIDTH - 10, "episodes"),
        x_axis(x, along, _BOTTOM, _BOTTOM, x_name),
        *drawn,
    )
