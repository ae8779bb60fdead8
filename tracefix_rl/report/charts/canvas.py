"""The pieces of a plot: elements, axes, words."""

from __future__ import annotations

from collections.abc import Iterable

from tracefix_rl.report.charts.scale import Scale
from tracefix_rl.report.embedding import text

WIDTH = 360
LETTER = 7.0
"""Width of a letter, about."""


def element(name: str, /, *content: str, **attributes: object) -> str:
    """Return an SVG element; `class_` is its class, and an underscore in other names is a hyphen."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_plain(value)}"' for key, value in attributes.items()
    )
    return f"<{name}{said}>{''.join(content)}</{name}>"


def words(said: object, x: float, y: float, anchor: str = "start", class_: str = "tick") -> str:
    """Return a line of text."""
    return element("text", text(said), x=x, y=y, text_anchor=anchor, class_=class_)


def hover(said: str) -> str:
    """Return what is shown when a pointer rests on the element around it."""
    return element("title", text(said))


def shortened(label: str, width: float) -> str:
    """Return a label that fits into a width."""
    most = max(4, int(width / LETTER))
    return label if len(label) <= most else label[: most - 1] + "…"


def x_axis(scale: Scale, values: Iterable[tuple[float, str]], top: float, bottom: float, name: str) -> str:
    """Return vertical grid lines with their values, and what they are values of."""
    parts = [
        line(scale(value), top, scale(value), bottom, "grid")
        + words(said, scale(value), bottom + 15, "middle")
        for value, said in values
    ]
    return "".join(parts) + words(name, (scale.start + scale.end) / 2, bottom + 32, "middle", "axis")


def y_axis(scale: Scale, values: Iterable[tuple[float, str]], left: float, right: float, name: str) -> str:
    """Return horizontal grid lines with their values, and what they are values of."""
    parts = [
        line(left, scale(value), right, scale(value), "grid") + words(said, left - 6, scale(value) + 4, "end")
        for value, said in values
    ]
    return "".join(parts) + words(name, 0, 11, "start", "axis")


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> str:
    """Return a straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=class_)


def picture(height: float, said: str, *content: str) -> str:
    """Return the whole; `said` is read to who does not see it."""
    return element(
        "svg", *content, class_="plot", viewBox=f"0 0 {WIDTH} {_plain(height)}", role="img", aria_label=said
    )


def _plain(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else text(value)
