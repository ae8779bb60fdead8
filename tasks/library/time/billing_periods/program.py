"""Bill a subscription by periods of months, and parts of periods by their days."""

import calendar
from datetime import date, timedelta


class Subscription:
    """Is billed on the day of the month on which it was first paid for, every so many months.

    Args:
        start: The first day, of the trial if there is one.
        months: Months of a period.
        trial_days: Days that cost nothing, before the first period.

    Raises:
        ValueError: If there is less than a month, or a negative number of trial days.
    """

    def __init__(self, start: date, months: int = 1, trial_days: int = 0) -> None:
        if months < 1:
            raise ValueError(f"a period has at least a month, not {months}")
        if trial_days < 0:
            raise ValueError(f"a trial cannot have {trial_days} days")
        self.start = start
        self.months = months
        self.trial_days = trial_days

    @property
    def anchor(self) -> date:
        """Return the day on which the first paid period starts."""
        return self.start + timedelta(days=self.trial_days)

    def period(self, number: int) -> tuple[date, date]:
        """Return the first day of a period and the first day of the next.

        Raises:
            ValueError: If the number is negative.
        """
        if number < 0:
            raise ValueError(f"periods have numbers from 0, not {number}")
        return self._start_of(number), self._start_of(number + 1)

    def number_on(self, day: date) -> int | None:
        """Return the number of the period that has the day, or None during the trial.

        Raises:
            ValueError: If the day is before the start.
        """
        if day < self.start:
            raise ValueError(f"the subscription starts on {self.start}, after {day}")
        if day < self.anchor:
            return None
        months = (day.year - self.anchor.year) * 12 + day.month - self.anchor.month
        number = months // self.months
        if self._start_of(number) > day:
            number -= 1
        return number

    def refund(self, price: int, day: date) -> int:
        """Return what the rest of the period is worth, the day included; 0 during the trial.

        Raises:
            ValueError: If the day is before the start.
        """
        number = self.number_on(day)
        if number is None:
            return 0
        return self._cost(price, number, day, self._start_of(number + 1))

    def switch(self, old_price: int, new_price: int, day: date) -> int:
        """Return what it costs to go to another price for the rest of the period.

        Raises:
            ValueError: If the day is before the start.
        """
        return self.refund(new_price, day) - self.refund(old_price, day)

    def total(self, price: int, first: date, end: date) -> int:
        """Return the cost of the days from `first` to before `end`, each period rounded on its own.

        Raises:
            ValueError: If the days begin before the start.
        """
        if end <= first:
            return 0
        number = self.number_on(first) or 0
        total = 0
        while True:
            starts, ends = self.period(number)
            if starts >= end:
                return total
            total += self._cost(price, number, max(first, starts), min(end, ends))
            number += 1

    def due_dates(self, first: date, last: date) -> list[date]:
        """Return the first days of periods from `first` to `last`, both included."""
        number = 0 if first <= self.anchor else self.number_on(first) or 0
        due: list[date] = []
        while (day := self._start_of(number)) <= last:
            if day >= first:
                due.append(day)
            number += 1
        return due

    def _start_of(self, number: int) -> date:
        years, month = divmod(self.anchor.month - 1 + number * self.months, 12)
        year = self.anchor.year + years
        last = calendar.monthrange(year, month + 1)[1]
        return date(year, month + 1, min(self.anchor.day, last))

    def _cost(self, price: int, number: int, first: date, end: date) -> int:
        starts, ends = self.period(number)
        days = (ends - starts).days
        return (2 * price * (end - first).days + days) // (2 * days)
