"""Turn what one person clocks in a week into paid minutes and overtime."""

from dataclasses import dataclass

DAYS = range(1, 8)
LAST_MINUTE = 1440


class ClockError(Exception):
    """Something was clocked that cannot be."""


@dataclass(frozen=True)
class PayRules:
    """How time is rounded, which breaks are taken off, and where overtime starts; all in minutes.

    Raises:
        ValueError: If times would be rounded to less than a minute.
    """

    round_to: int = 15
    break_after: int = 360
    break_minutes: int = 30
    daily_limit: int = 480
    weekly_limit: int = 2400

    def __post_init__(self) -> None:
        if self.round_to < 1:
            raise ValueError(f"times cannot be rounded to {self.round_to} minutes")

    def round_start(self, minute: int) -> int:
        """Return the nearest multiple of `round_to`, the later one from the middle."""
        return (2 * minute + self.round_to) // (2 * self.round_to) * self.round_to

    def round_end(self, minute: int) -> int:
        """Return the nearest multiple of `round_to`, the earlier one from the middle."""
        return -((self.round_to - 2 * minute) // (2 * self.round_to)) * self.round_to


class Timesheet:
    """The week of one person, clocked in order; days are numbers from 1 to 7."""

    def __init__(self, rules: PayRules | None = None) -> None:
        self._rules = rules or PayRules()
        self._stretches: dict[int, list[tuple[int, int]]] = {}
        self._latest = (1, 0)
        self._working = False

    @property
    def working(self) -> bool:
        """Tell whether the person is clocked in."""
        return self._working

    def clock_in(self, day: int, minute: int) -> None:
        """Begin a stretch of work.

        Raises:
            ClockError: If the person is clocked in, or the moment is impossible or before the latest one.
        """
        if self._working:
            raise ClockError(f"clocked in since minute {self._latest[1]} of day {self._latest[0]}")
        self._check(day, minute)
        self._latest = (day, minute)
        self._working = True

    def clock_out(self, day: int, minute: int) -> None:
        """End a stretch of work, on the day on which it began.

        Raises:
            ClockError: If the person is not clocked in, or the moment is impossible, before the latest one or
                on another day.
        """
        if not self._working:
            raise ClockError("not clocked in")
        self._check(day, minute)
        began_on, began = self._latest
        if day != began_on:
            raise ClockError(f"a stretch of day {began_on} cannot end on day {day}")
        start, end = self._rules.round_start(began), self._rules.round_end(minute)
        self._stretches.setdefault(day, []).append((start, max(start, end)))
        self._latest = (day, minute)
        self._working = False

    def worked(self, day: int) -> int:
        """Return the paid minutes of a day.

        Raises:
            ClockError: If there is no such day.
        """
        if day not in DAYS:
            raise ClockError(f"there is no day {day}")
        stretches = self._stretches.get(day, [])
        total = sum(end - start for start, end in stretches)
        if total <= self._rules.break_after:
            return total
        pauses = 0
        for index in range(1, len(stretches)):
            pauses += max(0, stretches[index][0] - stretches[index - 1][1])
        return total - max(0, self._rules.break_minutes - pauses)

    def summary(self) -> tuple[int, int, int]:
        """Return the regular minutes, the overtime, and their sum."""
        regular = overtime = 0
        for day in self.open_days():
            worked = self.worked(day)
            extra = max(0, worked - self._rules.daily_limit)
            regular += worked - extra
            overtime += extra
        if regular > self._rules.weekly_limit:
            overtime += regular - self._rules.weekly_limit
            regular = self._rules.weekly_limit
        return regular, overtime, regular + overtime

    def open_days(self) -> list[int]:
        """Return the days that have a finished stretch."""
        return sorted(self._stretches)

    def _check(self, day: int, minute: int) -> None:
        if day not in DAYS or not 0 <= minute <= LAST_MINUTE:
            raise ClockError(f"there is no minute {minute} of day {day}")
        if (day, minute) < self._latest:
            raise ClockError(f"minute {minute} of day {day} is before the latest entry")
