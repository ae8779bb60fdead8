"""Income tax in bands, in whole cents."""

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Band:
    """A part of the income, up to and including `upto`, and what it is taxed at.

    The last band has no upper end: its `upto` is None. Rates are in basis points: 2500 is 25 %.
    """

    upto: int | None
    rate: int


class Schedule:
    """The bands of a year, lowest first, and an allowance that is free of tax.

    The allowance is taken off the income before the bands apply. Above `taper_from` it shrinks by one cent
    for every two cents of income, down to nothing.

    Raises:
        ValueError: If the bands do not rise, or not exactly the last is open.
    """

    def __init__(
        self, bands: list[tuple[int | None, int]], allowance: int = 0, taper_from: int | None = None
    ) -> None:
        self._bands = [Band(upto, rate) for upto, rate in bands]
        ends = [band.upto for band in self._bands]
        if not ends or ends[-1] is not None or None in ends[:-1]:
            raise ValueError("the last band must be open, and no other")
        closed = [0, *(end for end in ends if end is not None)]
        if any(low >= high for low, high in pairwise(closed)):
            raise ValueError("each band must end above the one before")
        self._allowance = allowance
        self._taper_from = taper_from

    def allowance(self, income: int) -> int:
        """Return how much of an income is free of tax; never more than the income."""
        allowance = self._allowance
        if self._taper_from is not None and income > self._taper_from:
            allowance = max(0, allowance - (income - self._taper_from) // 2)
        return min(allowance, income)

    def breakdown(self, income: int) -> list[tuple[int, int]]:
        """Return the amount in each band and the tax on it, for the bands that the income reaches.

        Tax is rounded to the nearest cent in each band, halves up.

        Raises:
            ValueError: If the income is negative.
        """
        if income < 0:
            raise ValueError(f"income must not be negative, but is {income}")
        taxable = income - self.allowance(income)
        parts: list[tuple[int, int]] = []
        low = 0
        for band in self._bands:
            if taxable <= low:
                break
            high = taxable if band.upto is None else min(taxable, band.upto)
            amount = high - low
            parts.append((amount, (amount * band.rate + 5_000) // 10_000))
            low = high
        return parts

    def tax(self, income: int) -> int:
        """Return the whole tax on an income."""
        return sum(tax for _, tax in self.breakdown(income))

    def marginal_rate(self, income: int) -> int:
        """Return the rate of the band that the income ends in, 0 if none of it is taxed."""
        reached = len(self.breakdown(income))
        return self._bands[reached - 1].rate if reached else 0

    def net(self, income: int) -> int:
        """Return what is left of an income."""
        return income - self.tax(income)

    def withheld(self, payments: list[int]) -> list[int]:
        """Return what to withhold from each payment, so that at each the tax on all so far is paid.

        It can be negative where a payment is: then tax is given back.
        """
        withheld: list[int] = []
        income = paid = 0
        for payment in payments:
            income += payment
            due = self.tax(income) - paid
            withheld.append(due)
            paid += due
        return withheld
