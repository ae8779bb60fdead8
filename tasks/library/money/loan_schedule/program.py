"""Annuity loans: equal payments, with what rounding leaves in the last one."""

from dataclasses import dataclass
from fractions import Fraction


class LoanError(ValueError):
    """Such a loan cannot be."""


@dataclass(frozen=True)
class Loan:
    """An amount in cents, a yearly rate in basis points (600 is 6 %), and a number of monthly payments.

    Raises:
        LoanError: If amount or months are below 1, or the rate is negative.
    """

    amount: int
    rate: int
    months: int

    def __post_init__(self) -> None:
        if self.amount < 1 or self.months < 1 or self.rate < 0:
            raise LoanError("amount and months must be at least 1, the rate at least 0")

    @property
    def payment(self) -> int:
        """Return the regular payment, rounded up to whole cents."""
        if self.rate == 0:
            return -(-self.amount // self.months)
        growth = (1 + Fraction(self.rate, 120_000)) ** self.months
        exact = self.amount * Fraction(self.rate, 120_000) * growth / (growth - 1)
        return -(-exact.numerator // exact.denominator)

    def interest(self, balance: int) -> int:
        """Return the interest of one month on a balance, rounded to the nearest cent, halves to even."""
        return round(Fraction(balance * self.rate, 120_000))


@dataclass(frozen=True)
class Row:
    """One month of a plan: what is paid, how much of it is interest, and what is owed after it."""

    month: int
    payment: int
    interest: int
    balance: int

    @property
    def principal(self) -> int:
        """Return by how much the payment lowers what is owed."""
        return self.payment - self.interest


def plan(loan: Loan, extras: dict[int, int] | None = None, holiday: int = 0) -> list[Row]:
    """Return a row for each month until nothing is owed.

    In the first `holiday` months only the interest is paid; the regular payments follow, and the holiday
    does not count among the loan's months. `extras` are payments on top, by month, in cents. A payment is
    never more than balance and interest. The last of the loan's months pays all that is left.

    Raises:
        LoanError: If the holiday or an extra payment is negative.
    """
    extras = extras or {}
    if holiday < 0 or any(extra < 0 for extra in extras.values()):
        raise LoanError("holiday and extra payments must not be negative")
    rows: list[Row] = []
    balance = loan.amount
    last = holiday + loan.months
    for month in range(1, last + 1):
        interest = loan.interest(balance)
        due = balance + interest
        if month < last:
            regular = interest if month <= holiday else loan.payment
            due = min(due, regular + extras.get(month, 0))
        balance += interest - due
        rows.append(Row(month, due, interest, balance))
        if balance == 0:
            break
    return rows


def summary(loan: Loan, extras: dict[int, int] | None = None, holiday: int = 0) -> dict[str, int]:
    """Return "months", "paid", "interest" and the "last" payment of a plan, and "saved".

    Saved is how much less interest is paid than without extra payments and holiday; negative if it is more.
    """
    rows = plan(loan, extras, holiday)
    interest = sum(row.interest for row in rows)
    usual = sum(row.interest for row in plan(loan))
    return {
        "months": len(rows),
        "paid": sum(row.payment for row in rows),
        "interest": interest,
        "last": rows[-1].payment,
        "saved": usual - interest,
    }


def by_year(rows: list[Row], first_month: int = 1) -> list[tuple[int, int]]:
    """Return interest and principal paid in each calendar year; month 1 is `first_month` of the first.

    Raises:
        LoanError: If that is no month from 1 to 12.
    """
    if not 1 <= first_month <= 12:
        raise LoanError(f"there is no month {first_month}")
    years: list[tuple[int, int]] = []
    for row in rows:
        year = (row.month + first_month - 2) // 12
        if year == len(years):
            years.append((0, 0))
        interest, principal = years[year]
        years[year] = (interest + row.interest, principal + row.principal)
    return years
