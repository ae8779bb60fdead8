"""Count and move by the days on which a bank works."""

from collections.abc import Iterable
from datetime import date, timedelta

WEEK = 7
CONVENTIONS = ("following", "preceding", "modified")


class BusinessCalendar:
    """Knows which days are business days: those that are neither a holiday nor on the weekend.

    Weekdays are numbered from 0, Monday, to 6, Sunday.

    Raises:
        ValueError: If the weekend has a number that is no weekday, or leaves no day of the week.
    """

    def __init__(self, holidays: Iterable[date], weekend: Iterable[int] = (5, 6)) -> None:
        self._weekend = frozenset(weekend)
        if any(not 0 <= weekday < WEEK for weekday in self._weekend):
            raise ValueError("weekdays are numbered from 0 to 6")
        if len(self._weekend) == WEEK:
            raise ValueError("the weekend must leave a day of the week")
        self._holidays = sorted({day for day in holidays if day.weekday() not in self._weekend})

    def is_business_day(self, day: date) -> bool:
        """Tell whether the bank works on that day."""
        return day.weekday() not in self._weekend and day not in self._holidays

    def following(self, day: date) -> date:
        """Return the day itself if it is a business day, else the next one."""
        return self._seek(day, 1)

    def preceding(self, day: date) -> date:
        """Return the day itself if it is a business day, else the one before it."""
        return self._seek(day, -1)

    def adjust(self, day: date, convention: str) -> date:
        """Return the business day to which a convention moves a day.

        "modified" is "following", unless that leaves the month; then it is "preceding".

        Raises:
            ValueError: If there is no such convention.
        """
        if convention not in CONVENTIONS:
            raise ValueError(f"convention must be one of {', '.join(CONVENTIONS)}, not {convention}")
        if convention == "preceding":
            return self.preceding(day)
        moved = self.following(day)
        if convention == "modified" and moved.month != day.month:
            return self.preceding(day)
        return moved

    def add(self, day: date, count: int) -> date:
        """Return the day that is `count` business days later, or earlier if it is negative.

        The day itself does not count. A count of 0 gives the following business day.
        """
        if count == 0:
            return self.following(day)
        step = 1 if count > 0 else -1
        for _ in range(abs(count)):
            day = self._seek(day + timedelta(days=step), step)
        return day

    def count(self, start: date, end: date) -> int:
        """Return the number of business days from `start` to before `end`; negative if `end` is earlier."""
        if end < start:
            return -self.count(end, start)
        weeks, rest = divmod((end - start).days, WEEK)
        total = weeks * (WEEK - len(self._weekend))
        for offset in range(rest):
            if (start.weekday() + offset) % WEEK not in self._weekend:
                total += 1
        return total - sum(start <= holiday < end for holiday in self._holidays)

    def _seek(self, day: date, step: int) -> date:
        while not self.is_business_day(day):
            day += timedelta(days=step)
        return day
