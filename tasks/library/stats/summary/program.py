"""What a column of whole numbers looks like: quantiles, modes, trimmed means, outliers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

PLACES = Decimal("0.001")


class NoDataError(ValueError):
    """There are no numbers, or none are left."""


@dataclass(frozen=True)
class Summary:
    """The numbers that people ask for first; `spread` is the distance of the quartiles."""

    count: int
    lowest: int
    median: Decimal
    highest: int
    spread: Decimal


def quantile(values: Sequence[int], numerator: int, denominator: int) -> Decimal:
    """Return the number below which the given part of the values is.

    Between two neighbours in order it is on the straight line from one to the other.

    Raises:
        NoDataError: If there are no values.
        ValueError: If the part is not from 0 to 1.
    """
    if not 0 <= numerator <= denominator or denominator == 0:
        raise ValueError(f"{numerator}/{denominator} is not from 0 to 1")
    ordered = sorted(_some(values))
    place = Fraction(numerator, denominator) * (len(ordered) - 1)
    below = int(place)
    if below == place:
        return _rounded(Fraction(ordered[below]))
    rise = ordered[below + 1] - ordered[below]
    return _rounded(ordered[below] + rise * (place - below))


def modes(values: Sequence[int]) -> list[int]:
    """Return the values that occur most often, in order; none if all occur once and there are several."""
    counts = Counter(values)
    most = max(counts.values(), default=0)
    if most == 1 and len(counts) > 1:
        return []
    return sorted(value for value, count in counts.items() if count == most)


def trimmed_mean(values: Sequence[int], percent: int) -> Decimal:
    """Return the mean without so many percent of the values at each end, rounded down to whole values.

    Raises:
        NoDataError: If there are no values.
        ValueError: If the percentage is not from 0 to 49.
    """
    if not 0 <= percent < 50:
        raise ValueError(f"percent must be from 0 to 49, but is {percent}")
    ordered = sorted(_some(values))
    cut = len(ordered) * percent // 100
    kept = ordered[cut : len(ordered) - cut]
    return _rounded(Fraction(sum(kept), len(kept)))


def variance(values: Sequence[int], sample: bool = True) -> Decimal:
    """Return the variance, of a sample (divided by one less than the count) or of a population.

    Raises:
        NoDataError: If there are no values, or a single one as a sample.
    """
    count = len(_some(values))
    divisor = count - 1 if sample else count
    if divisor == 0:
        raise NoDataError("a sample needs two values")
    squares = sum(value * value for value in values) - Fraction(sum(values) ** 2, count)
    return _rounded(squares / divisor)


def outliers(values: Sequence[int]) -> list[int]:
    """Return the values that are more than one and a half spreads outside of the quartiles, as they come."""
    if not values:
        return []
    low, high = quantile(values, 1, 4), quantile(values, 3, 4)
    reach = (high - low) * 3 / 2
    return [value for value in values if value < low - reach or value > high + reach]


def ranks(values: Sequence[int]) -> list[Decimal]:
    """Return every value's rank from 1; values that are equal share the mean of their ranks."""
    ordered = sorted(values)
    first: dict[int, int] = {}
    for rank, value in enumerate(ordered, start=1):
        first.setdefault(value, rank)
    counts = Counter(values)
    return [first[value] + Decimal(counts[value] - 1) / 2 for value in values]


def summarize(values: Sequence[int]) -> Summary:
    """Return the summary.

    Raises:
        NoDataError: If there are no values.
    """
    return Summary(
        count=len(_some(values)),
        lowest=min(values),
        median=quantile(values, 1, 2),
        highest=max(values),
        spread=quantile(values, 3, 4) - quantile(values, 1, 4),
    )


def _some(values: Sequence[int]) -> Sequence[int]:
    if not values:
        raise NoDataError("there are no values")
    return values


def _rounded(number: Fraction) -> Decimal:
    exact = Decimal(number.numerator) / number.denominator
    return exact.quantize(PLACES, ROUND_HALF_EVEN)
