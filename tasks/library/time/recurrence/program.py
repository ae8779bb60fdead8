"""Find the days on which something that repeats takes place."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True)
class Recurrence:
    """Takes place on `start` and then every `every` days, weeks, months or years.

    Months and years keep the day of `start`; in a month that is too short they take its last day, but the
    day comes back in the next month that has it. With `until`, nothing takes place after that day.

    Raises:
        ValueError: If the unit is none of these, or `every` is below 1.
    """

    start: date
    unit: str
    every: int = 1
    until: date | None = None

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"unit must be one of {', '.join(UNITS)}, not {self.unit}")
        if self.every < 1:
            raise ValueError(f"every must be at least 1, not {self.every}")

    def first(self, count: int) -> list[date]:
        """Return the first `count` days, or as many as there are."""
        days: list[date] = []
        for day in self._days():
            if len(days) >= count:
                break
            days.append(day)
        return days

    def between(self, low: date, high: date) -> list[date]:
        """Return the days from `low` to `high`, both included."""
        return [day for day in takewhile(lambda day: day <= high, self._days()) if day >= low]

    def after(self, day: date) -> date | None:
        """Return the next day later than `day`, or None if there is no more."""
        return next((found for found in self._days() if found > day), None)

    def takes_place_on(self, day: date) -> bool:
        """Tell whether `day` is one of the days."""
        return day in self.between(day, day)

    def _days(self) -> Iterator[date]:
        number = 0
        while True:
            day = self._day(number * self.every)
            if self.until is not None and day > self.until:
                return
            yield day
            number += 1

    def _day(self, units: int) -> date:
        if self.unit == "day":
            return self.start + timedelta(days=units)
        if self.unit == "week":
            return self.start + timedelta(weeks=units)
        return add_months(self.start, units * 12 if self.unit == "year" else units)


def add_months(day: date, months: int) -> date:
    """Return the same day that many months later, or the last day of that month if it is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
