"""Smooth a series of measurements."""

from collections.abc import Sequence


def moving_average(values: Sequence[float], window: int) -> list[float]:
    """Return the mean of every `window` neighbouring values, first to last.

    Raises:
        ValueError: If the window is below 1.
    """
    if window < 1:
        raise ValueError(f"window must be at least 1, not {window}")
    averages: list[float] = []
    for end in range(window, len(values)):
        averages.append(sum(values[end - window : end]) / window)
    return averages


def exponential(values: Sequence[float], weight: float) -> list[float]:
    """Return the values smoothed so that each counts `weight` and what came before the rest."""
    smoothed: list[float] = []
    for value in values:
        previous = smoothed[-1] if smoothed else value
        smoothed.append(weight * value + (1 - weight) * previous)
    return smoothed
