"""Series of numbers and of measurements as small differences."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta


class SeriesError(ValueError):
    """Tokens that no encoder has written."""


def differences(values: Sequence[int], order: int = 1) -> list[int]:
    """Return the differences of neighbours, taken `order` times over.

    The first number stays, and so does the first of each level of differences: as many numbers come out as
    go in, and `restore` gets them back.

    Raises:
        ValueError: If the order is negative.
    """
    if order < 0:
        raise ValueError(f"order must not be negative, but is {order}")
    result = list(values)
    for level in range(order):
        for index in range(len(result) - 1, level, -1):
            result[index] -= result[index - 1]
    return result


def restore(changes: Sequence[int], order: int = 1) -> list[int]:
    """Return the numbers of which these are the differences; raises what `differences` raises."""
    if order < 0:
        raise ValueError(f"order must not be negative, but is {order}")
    result = list(changes)
    for level in reversed(range(order)):
        for index in range(level + 1, len(result)):
            result[index] += result[index - 1]
    return result


def best_order(values: Sequence[int], highest: int = 3) -> int:
    """Return the order up to `highest` whose differences have the fewest bits; the lowest of equals.

    The bits of a difference are those of its zigzag number; 0 has none.
    """

    def bits(order: int) -> int:
        return sum(_zigzag(change).bit_length() for change in differences(values, order))

    return min(range(highest + 1), key=bits)


class SeriesEncoder:
    """Writes values at times as tokens; times are multiples of `unit` seconds after `start`.

    A point is two tokens: how much the step in time changed since the last step, and how much the value
    changed, both as zigzag numbers. Where neither changed, a token -n stands for n such points in a row.
    """

    def __init__(self, start: datetime, unit: int = 1) -> None:
        if unit < 1:
            raise ValueError(f"unit must be at least 1, but is {unit}")
        self._unit = timedelta(seconds=unit)
        self._time = start
        self._step = 0
        self._value = 0
        self._tokens: list[int] = []

    def add(self, time: datetime, value: int) -> None:
        """Write one more point.

        Raises:
            ValueError: If the time is before the last one, or not a whole number of units after it.
        """
        step, rest = divmod(time - self._time, self._unit)
        if step < 0:
            raise ValueError(f"{time} is before {self._time}")
        if rest:
            raise ValueError(f"{time} is not a multiple of {self._unit} after {self._time}")
        if step == self._step and value == self._value:
            self._repeat()
        else:
            self._tokens += [_zigzag(step - self._step), _zigzag(value - self._value)]
        self._time, self._step, self._value = time, step, value

    def tokens(self) -> list[int]:
        """Return all tokens so far."""
        return list(self._tokens)

    def _repeat(self) -> None:
        if self._tokens and self._tokens[-1] < 0:
            self._tokens[-1] -= 1
        else:
            self._tokens.append(-1)


def decode_series(start: datetime, tokens: Sequence[int], unit: int = 1) -> list[tuple[datetime, int]]:
    """Return the points that were written as these tokens.

    Raises:
        SeriesError: If the second token of a point is missing or negative, or time would go back.
    """
    points: list[tuple[datetime, int]] = []
    time, step, value = start, 0, 0
    for step_change, value_change in _changes(tokens):
        step += step_change
        value += value_change
        if step < 0:
            raise SeriesError(f"point {len(points)} goes back in time")
        time += timedelta(seconds=step * unit)
        points.append((time, value))
    return points


def _changes(tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    remaining = iter(tokens)
    for token in remaining:
        if token < 0:
            yield from [(0, 0)] * -token
            continue
        change = next(remaining, -1)
        if change < 0:
            raise SeriesError(f"no value follows {token}")
        yield _unzigzag(token), _unzigzag(change)


def _zigzag(number: int) -> int:
    return 2 * number if number >= 0 else -2 * number - 1


def _unzigzag(code: int) -> int:
    return -(code + 1) // 2 if code % 2 else code // 2
