"""Invoices: quantities, discounts, tax by rate, and rounding that happens once."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


def to_cents(amount: Decimal) -> int:
    """Return the amount in whole cents, halves away from zero."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True)
class Line:
    """Some of one thing: cents for a piece, how many pieces, and what is taken off, in percent.

    A negative quantity is a return.
    """

    text: str
    unit_price: int
    quantity: Decimal
    discount: int = 0

    @property
    def exact(self) -> Decimal:
        """Return what the line costs, in cents, not rounded."""
        return self.unit_price * self.quantity * (100 - self.discount) / 100

    @property
    def amount(self) -> int:
        """Return what the line shows: whole cents."""
        return to_cents(self.exact)


class Invoice:
    """Lines, each taxed at a rate in percent.

    Nothing is rounded before the exact amounts of a rate are added up. With `gross`, prices include tax.
    `early` is a discount in percent on everything, `cash_step` what the sum is rounded to if paid in coins.

    Raises:
        ValueError: If the discount is not within 0 to 100, or the step is below 1.
    """

    def __init__(self, gross: bool = False, early: int = 0, cash_step: int = 1) -> None:
        if not 0 <= early <= 100:
            raise ValueError(f"a discount of {early} percent makes no sense")
        if cash_step < 1:
            raise ValueError("the cash step must be at least 1")
        self._gross = gross
        self._early = early
        self._cash_step = cash_step
        self._lines: dict[int, list[Line]] = {}

    def add(
        self, text: str, unit_price: int, quantity: Decimal | int = 1, rate: int = 0, discount: int = 0
    ) -> int:
        """Add a line and return the amount it shows.

        A line with the same text, price, discount and rate as an earlier one is merged with it: what is
        returned is the amount of both. Lines of a quantity of zero disappear.

        Raises:
            ValueError: If price or rate is negative, or the discount is not within 0 to 100.
        """
        if unit_price < 0 or rate < 0:
            raise ValueError("price and rate must not be negative")
        if not 0 <= discount <= 100:
            raise ValueError(f"a discount of {discount} percent makes no sense")
        lines = self._lines.setdefault(rate, [])
        line = Line(text, unit_price, Decimal(quantity), discount)
        for position, other in enumerate(lines):
            if (other.text, other.unit_price, other.discount) == (text, unit_price, discount):
                line = Line(text, unit_price, other.quantity + line.quantity, discount)
                lines[position] = line
                break
        else:
            lines.append(line)
        if line.quantity == 0:
            lines.remove(line)
        return line.amount

    def shown(self) -> list[tuple[str, int]]:
        """Return text and amount of the lines, by rate from the lowest, then in the order of adding."""
        return [(line.text, line.amount) for rate in sorted(self._lines) for line in self._lines[rate]]

    def taxes(self) -> list[tuple[int, int, int]]:
        """Return rate, net amount and tax, for each rate that has lines, from the lowest."""
        rows: list[tuple[int, int, int]] = []
        for rate, lines in sorted(self._lines.items()):
            if not lines:
                continue
            exact = sum((line.exact for line in lines), Decimal(0)) * (100 - self._early) / 100
            if self._gross:
                total = to_cents(exact)
                tax = to_cents(exact * rate / (100 + rate))
                rows.append((rate, total - tax, tax))
            else:
                rows.append((rate, to_cents(exact), to_cents(exact * rate / 100)))
        return rows

    def total(self) -> int:
        """Return what is to be paid, tax included."""
        return sum(net + tax for _, net, tax in self.taxes())

    def cash_total(self) -> int:
        """Return the total, rounded to the nearest multiple of the cash step, halves away from zero."""
        total = self.total()
        steps = (2 * abs(total) + self._cash_step) // (2 * self._cash_step)
        return steps * self._cash_step * (1 if total >= 0 else -1)
