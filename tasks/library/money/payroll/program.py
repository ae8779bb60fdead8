"""From a week of work to a payslip: overtime, contributions, tax, and a floor under deductions."""

from dataclasses import dataclass

DAILY_MINUTES = 8 * 60
WEEKLY_MINUTES = 40 * 60


class PayrollError(ValueError):
    """A timesheet or a setting makes no sense."""


def percent(amount: int, rate: int) -> int:
    """Return a percentage of an amount of cents, rounded to the nearest cent, halves up."""
    return (amount * rate + 50) // 100


@dataclass(frozen=True)
class Hours:
    """Minutes of a week: `regular`, `overtime`, and on `sunday`."""

    regular: int
    overtime: int
    sunday: int


def count_hours(days: list[int]) -> Hours:
    """Sort the minutes worked on Monday to Sunday.

    All of Sunday counts as such. On other days what exceeds eight hours is overtime, and of the rest what
    exceeds forty hours in the week is too.

    Raises:
        PayrollError: If there are not seven days, or a day has not 0 to 1440 minutes.
    """
    if len(days) != 7:
        raise PayrollError(f"a week has seven days, not {len(days)}")
    if any(not 0 <= minutes <= 24 * 60 for minutes in days):
        raise PayrollError("a day has 0 to 1440 minutes")
    regular = overtime = 0
    for minutes in days[:6]:
        normal = min(minutes, DAILY_MINUTES, WEEKLY_MINUTES - regular)
        regular += normal
        overtime += minutes - normal
    return Hours(regular, overtime, days[6])


def gross_pay(hours: Hours, hourly: int) -> int:
    """Return the pay for a week: overtime is worth one and a half, Sundays are worth two.

    Rounded to the nearest cent once, halves up.
    """
    halves = 2 * hours.regular + 3 * hours.overtime + 4 * hours.sunday
    return (halves * hourly + 60) // 120


@dataclass(frozen=True)
class Payslip:
    """What was earned in a week, what was taken from it, and what is left. `garnished` goes to a creditor."""

    gross: int
    pension: int
    tax: int
    garnished: int

    @property
    def net(self) -> int:
        """Return what is paid out."""
        return self.gross - self.pension - self.tax - self.garnished


class Employee:
    """Someone who is paid by the hour, and what was earned since the year began.

    `bands` are tax bands of a week: lower end in cents and percentage of what is above it, up to the next.
    Pension is a percentage of the gross, until the gross of the year reaches `ceiling`.

    Raises:
        PayrollError: If the hourly pay is below 1, the first band does not start at 0, or bands do not rise.
    """

    def __init__(
        self, hourly: int, bands: list[tuple[int, int]], pension: int = 0, ceiling: int | None = None
    ) -> None:
        starts = [start for start, _ in bands]
        if hourly < 1:
            raise PayrollError("the hourly pay must be at least 1")
        if starts[:1] != [0] or starts != sorted(set(starts)):
            raise PayrollError("bands must start at 0 and rise")
        self._hourly = hourly
        self._bands = bands
        self._pension = pension
        self._ceiling = ceiling
        self._debt = 0
        self._protected = 0
        self.earned = 0

    @property
    def debt(self) -> int:
        """Return what the creditor is still to get."""
        return self._debt

    def garnish(self, debt: int, protected: int) -> None:
        """Send a creditor half of what is above the protected net pay each week, until the debt is paid.

        The debt is added to what is still open; the protected amount replaces the one before.

        Raises:
            PayrollError: If the debt is below 1 or the protected amount negative.
        """
        if debt < 1 or protected < 0:
            raise PayrollError("there is nothing to garnish")
        self._debt += debt
        self._protected = protected

    def pay(self, days: list[int], bonus: int = 0) -> Payslip:
        """Pay a week and remember it.

        Raises:
            PayrollError: If the bonus is negative, or the days are refused by `count_hours`.
        """
        if bonus < 0:
            raise PayrollError("a bonus must not be negative")
        gross = gross_pay(count_hours(days), self._hourly) + bonus
        insured = gross if self._ceiling is None else max(0, min(gross, self._ceiling - self.earned))
        pension = percent(insured, self._pension)
        tax = self._tax(gross - pension)
        seizable = max(0, gross - pension - tax - self._protected) // 2
        garnished = min(self._debt, seizable)
        self._debt -= garnished
        self.earned += gross
        return Payslip(gross, pension, tax, garnished)

    def _tax(self, taxable: int) -> int:
        hundredths = 0
        ends = [start for start, _ in self._bands[1:]] + [taxable]
        for (start, rate), end in zip(self._bands, ends, strict=True):
            hundredths += max(0, min(end, taxable) - start) * rate
        return hundredths // 100
