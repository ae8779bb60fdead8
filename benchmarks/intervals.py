"""Where a share may really lie."""

from __future__ import annotations

import math

_Z = 1.959964
"""Of a normal distribution, between whose negative and itself 95 % lie."""


def wilson(resolved: int, played: int) -> tuple[float, float]:
    """Return the interval of a share; Wilson, JASA 22 (1927), 209-212."""
    share, square = resolved / played, _Z**2
    middle = (share + square / (2 * played)) / (1 + square / played)
    half = _Z / (1 + square / played) * math.sqrt(share * (1 - share) / played + square / (4 * played**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def shown(resolved: int, played: int) -> str:
    """Return a share and its 95 % interval."""
    low, high = wilson(resolved, played)
    return f"{resolved / played:.2f} [{low:.2f}, {high:.2f}]"
