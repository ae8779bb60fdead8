"""Numbers as the page writes them."""

from __future__ import annotations

import math

from tracefix_rl.evaluation.statistics import Estimate

NOTHING = "–"


def share(value: float | None) -> str:
    """A share as a percentage, e.g. `62 %`."""
    if value is None or not math.isfinite(value):
        return NOTHING
    return f"{100 * value:.0f}\u00a0%"


def number(value: float | None, digits: int = 2) -> str:
    """A number with so many decimals and a true minus sign."""
    if value is None or not math.isfinite(value):
        return NOTHING
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


def short(value: float) -> str:
    """A number on an axis: no more decimals than it needs."""
    return f"{round(value, 6) + 0.0:,.10g}".replace("-", "−")


def share_range(estimate: Estimate | None) -> str:
    """The interval of a share, e.g. `58–66 %`."""
    if estimate is None:
        return ""
    return f"{100 * estimate.low:.0f}–{100 * estimate.high:.0f}\u00a0%"


def number_range(estimate: Estimate | None, digits: int = 2) -> str:
    """The interval of a number, e.g. `0.52 to 0.61`."""
    if estimate is None:
        return ""
    return f"{number(estimate.low, digits)} to {number(estimate.high, digits)}"
