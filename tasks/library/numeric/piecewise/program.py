"""Functions that are given by points: lines between them, or steps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

Point = tuple[int, int]
CENT = Decimal("0.01")


class OutOfRangeError(ValueError):
    """The function is not defined there."""


class Curve:
    """A function through points, defined from the first to the last of them; subclasses tell what is between.

    Outside, the mode decides: "strict" refuses, "clamp" gives the value at the nearest end, "wrap" repeats
    the function in both directions, so that the last point is the first point again.

    Raises:
        ValueError: If there are no points, two have the same x, the mode is unknown, or the mode is "wrap"
            and there is only one point.
    """

    def __init__(self, points: Iterable[Point], mode: str = "strict") -> None:
        ordered = sorted(points)
        if mode not in ("strict", "clamp", "wrap"):
            raise ValueError(f"unknown mode {mode!r}")
        if len(ordered) < 1 + (mode == "wrap"):
            raise ValueError("there are too few points")
        self.xs = [x for x, _ in ordered]
        self.ys = [y for _, y in ordered]
        if len(set(self.xs)) < len(self.xs):
            raise ValueError("two points have the same x")
        self._mode = mode

    def at(self, x: int) -> Decimal:
        """Return the value at x, rounded to two places, halves away from zero.

        Raises:
            OutOfRangeError: If x is outside and the mode is "strict".
        """
        return self._value(self._inside(x)).quantize(CENT, ROUND_HALF_UP)

    def sample(self, start: int, stop: int, step: int) -> list[Decimal]:
        """Return the values at start, start + step, ..., up to and including stop; raises what `at` raises.

        Raises:
            ValueError: If the step is below 1.
        """
        if step < 1:
            raise ValueError(f"step must be at least 1, but is {step}")
        return [self.at(x) for x in range(start, stop + 1, step)]

    def _inside(self, x: int) -> int:
        low, high = self.xs[0], self.xs[-1]
        if low <= x <= high:
            return x
        if self._mode == "clamp":
            return max(low, min(x, high))
        if self._mode == "wrap":
            return low + (x - low) % (high - low)
        raise OutOfRangeError(f"{x} is not from {low} to {high}")

    def _value(self, x: int) -> Decimal:
        raise NotImplementedError


class Line(Curve):
    """Straight lines from each point to the next."""

    def first_reach(self, y: int) -> Decimal | None:
        """Return the smallest x, rounded like values, at which the value is y; None if it never is.

        The mode does not matter: only x from the first to the last point count.
        """
        if y == self.ys[0]:
            return Decimal(self.xs[0]).quantize(CENT)
        for index in range(1, len(self.xs)):
            before, after = self.ys[index - 1], self.ys[index]
            if min(before, after) <= y <= max(before, after):
                share = Decimal(y - before) / (after - before)
                width = self.xs[index] - self.xs[index - 1]
                return (self.xs[index - 1] + share * width).quantize(CENT, ROUND_HALF_UP)
        return None

    def _value(self, x: int) -> Decimal:
        index = bisect_left(self.xs, x)
        if self.xs[index] == x:
            return Decimal(self.ys[index])
        left, right = self.xs[index - 1], self.xs[index]
        rise = self.ys[index] - self.ys[index - 1]
        return self.ys[index - 1] + Decimal(rise * (x - left)) / (right - left)


class Steps(Curve):
    """The value of each point from its x up to the next, which is not included."""

    def total(self, start: int, stop: int) -> int:
        """Return the sum of the values at start, start + 1, ..., stop - 1; 0 if stop is not after start.

        Raises:
            OutOfRangeError: If one of them is outside, whatever the mode.
        """
        if stop <= start:
            return 0
        if start < self.xs[0] or stop - 1 > self.xs[-1]:
            raise OutOfRangeError(f"{start} to {stop - 1} is not inside")
        ends = [*self.xs[1:], stop]
        return sum(
            y * max(0, min(end, stop) - max(x, start))
            for x, y, end in zip(self.xs, self.ys, ends, strict=True)
        )

    def changes(self) -> Sequence[Point]:
        """Return the points at which the value is another than before, the first point among them."""
        pairs = list(zip(self.xs, self.ys, strict=True))
        return [pair for index, pair in enumerate(pairs) if index == 0 or pair[1] != self.ys[index - 1]]

    def _value(self, x: int) -> Decimal:
        return Decimal(self.ys[bisect_right(self.xs, x) - 1])
