"""Values over steps, a line for each group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracefix_rl.report.charts.canvas import element, hover, picture, x_axis, y_axis
from tracefix_rl.report.charts.chart import Chart
from tracefix_rl.report.charts.scale import Scale, ticks
from tracefix_rl.report.numbers import number, short

_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 350.0, 24.0, 190.0
_MOST_POINTS = 60


def curves(title: str, note: str, x_name: str, y_name: str, groups: Mapping[str, Sequence[float]]) -> Chart:
    """Draw lines from step 0 on.

    Args:
        title: What is shown.
        note: What was averaged.
        x_name: What is along the horizontal axis.
        y_name: What is along the vertical axis.
        groups: Each line's values: at 0, 1, 2 ...
    """
    last = max((len(values) - 1 for values in groups.values()), default=0)
    headings = (x_name, *groups)
    if last < 1:
        return Chart(title, note, "", headings, ())
    every = [value for values in groups.values() for value in values]
    low, high = min(0.0, *every), max(0.1, *every)
    x, y = Scale(0, last, _LEFT, _RIGHT), Scale(low, high, _BOTTOM, _TOP)
    shown = [step for step in range(last + 1) if step % (last // _MOST_POINTS + 1) == 0 or step == last]
    drawn = [_curve(x, y, shown, place, name, groups[name]) for place, name in enumerate(groups, start=1)]
    along = [(value, short(value)) for value in ticks(0, last, 6, whole=True)]
    up = [(value, short(value)) for value in ticks(low, high, 5)]
    said = "; ".join(f"{name} ends at {number(values[-1])}" for name, values in groups.items())
    svg = picture(
        226,
        f"{title}: {said}.",
        y_axis(y, up, _LEFT, _RIGHT, y_name),
        x_axis(x, along, _BOTTOM, _BOTTOM, x_name),
        *drawn,
    )
    rows = [
        (str(step), *(number(values[step]) if step < len(values) else "" for values in groups.values()))
        for step in shown
    ]
    return Chart(title, note, svg, headings, rows, legend=tuple(groups), keys="lines")


def _curve(x: Scale, y: Scale, shown: Sequence[int], place: int, name: str, values: Sequence[float]) -> str:
    steps = [step for step in shown if step < len(values)]
    points = " ".join(f"{x(step):.1f},{y(values[step]):.1f}" for step in steps)
    dots = (
        element(
            "circle",
            hover(f"{name}, step {step}: {number(values[step])}"),
            cx=x(step),
            cy=y(values[step]),
            r=2.2,
            class_=f"s{place}",
        )
        for step in steps
    )
    return element("polyline", points=points, class_=f"curve l{place}") + "".join(dots)
