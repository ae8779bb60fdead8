"""Where a value lies on an axis, and which values are named there."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear axis.

    Args:
        low: Value at its beginning.
        high: Value at its end; greater than `low`.
        start: Coordinate of its beginning.
        end: Coordinate of its end.
    """

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """Return the coordinate of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_step(span: float, most: int, *, whole: bool = False) -> float:
    """Return 1, 2 or 5 times a power of ten, so that at most so many steps of it cover a span.

    Args:
        span: What is to be covered; more than 0.
        most: How many steps there may be.
        whole: Whether a step must be a whole number.
    """
    rough = span / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * (1 - 1e-9))
    return max(1.0, step) if whole else step


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> list[float]:
    """Return round values between two, ends included."""
    step = nice_step(high - low, most, whole=whole)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [index * step for index in range(first, last + 1)]
