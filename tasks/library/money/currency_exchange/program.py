"""A bureau de change: bid and ask prices, cross rates, amounts in whole minor units."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

MINOR_DIGITS = {"JPY": 0, "KRW": 0, "BHD": 3, "KWD": 3}
RATE_DIGITS = 6


class RateError(LookupError):
    """There is no price for what was asked."""


def digits(currency: str) -> int:
    """Return how many decimal places amounts of a currency have."""
    return MINOR_DIGITS.get(currency, 2)


class Exchange:
    """Prices between pairs of currencies; what is not priced directly goes through the pivot currency."""

    def __init__(self, pivot: str = "EUR") -> None:
        self.pivot = pivot
        self._prices: dict[tuple[str, str], tuple[Fraction, Fraction]] = {}

    def quote(self, base: str, counter: str, bid: Decimal, ask: Decimal) -> None:
        """Set what the bureau pays (`bid`) and asks (`ask`) for one `base`, in `counter`.

        A price of the same two currencies the other way round is replaced too.

        Raises:
            ValueError: If the currencies are the same, the bid is not above 0, or the ask is below the bid.
        """
        if base == counter:
            raise ValueError(f"{base} is not priced in itself")
        if not 0 < bid <= ask:
            raise ValueError(f"bid {bid} and ask {ask} make no sense")
        self._prices.pop((counter, base), None)
        self._prices[base, counter] = (Fraction(bid), Fraction(ask))

    def pairs(self) -> list[str]:
        """Return the priced pairs, such as "EUR/USD", in alphabetical order."""
        return sorted(f"{base}/{counter}" for base, counter in self._prices)

    def rate(self, source: str, target: str) -> Decimal:
        """Return what a customer gets for one `source`, in `target`, to six places, halves to even.

        Raises:
            RateError: If there is neither a direct price nor one through the pivot.
        """
        exact = self._rate(source, target)
        return Decimal(round(exact * 10**RATE_DIGITS)).scaleb(-RATE_DIGITS)

    def route(self, source: str, target: str) -> list[str]:
        """Return the currencies that an exchange goes through, both ends included.

        Raises:
            RateError: As for `rate`.
        """
        if source == target:
            return [source]
        if self._direct(source, target) is not None:
            return [source, target]
        if self.pivot not in (source, target):
            legs = [self._direct(source, self.pivot), self._direct(self.pivot, target)]
            if None not in legs:
                return [source, self.pivot, target]
        raise RateError(f"no price from {source} to {target}")

    def convert(self, amount: Decimal, source: str, target: str) -> Decimal:
        """Return what a customer gets for an amount, rounded down to minor units of the target.

        The amount itself is first rounded to minor units of the source, halves to even.

        Raises:
            ValueError: If the amount is negative.
            RateError: As for `rate`.
        """
        if amount < 0:
            raise ValueError(f"an amount must not be negative: {amount}")
        given = amount.quantize(Decimal(1).scaleb(-digits(source)), rounding=ROUND_HALF_EVEN)
        places = digits(target)
        units = floor(Fraction(given) * self._rate(source, target) * 10**places)
        return Decimal(units).scaleb(-places)

    def price(self, wanted: Decimal, source: str, target: str) -> Decimal:
        """Return the least a customer must give, in `source`, to get `wanted` in `target`.

        Raises:
            ValueError: If the amount is negative.
            RateError: As for `rate`.
        """
        if wanted < 0:
            raise ValueError(f"an amount must not be negative: {wanted}")
        places = digits(source)
        units = ceil(Fraction(wanted) / self._rate(source, target) * 10**places)
        return Decimal(units).scaleb(-places)

    def _rate(self, source: str, target: str) -> Fraction:
        rate = Fraction(1)
        stops = self.route(source, target)
        for start, end in pairwise(stops):
            leg = self._direct(start, end)
            assert leg is not None
            rate *= leg
        return rate

    def _direct(self, source: str, target: str) -> Fraction | None:
        if (source, target) in self._prices:
            return self._prices[source, target][0]
        if (target, source) in self._prices:
            return 1 / self._prices[target, source][1]
        return None
