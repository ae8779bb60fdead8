"""Find when a cron schedule, such as "*/15 9-17 * * 1-5", runs next."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta

BOUNDS = {"minute": (0, 59), "hour": (0, 23), "day": (1, 31), "month": (1, 12), "weekday": (0, 7)}
HORIZON = 8


class CronError(ValueError):
    """The text is not a cron schedule."""


class CronSchedule:
    """Minutes at which something runs, written as five fields.

    If neither the day of the month nor the weekday starts with a star, a day that fits one of them will do.

    Raises:
        CronError: If there are not five fields, or one of them cannot be read.
    """

    def __init__(self, text: str) -> None:
        fields = text.split()
        if len(fields) != len(BOUNDS):
            raise CronError(f"a schedule has {len(BOUNDS)} fields, not {len(fields)}")
        self._minutes, self._hours, self._days, self._months, weekdays = (
            _parse_field(field, name) for field, name in zip(fields, BOUNDS, strict=True)
        )
        self._weekdays = sorted({weekday % 7 for weekday in weekdays})
        self._either_day = not fields[2].startswith("*") and not fields[4].startswith("*")

    def matches(self, at: datetime) -> bool:
        """Tell whether a moment falls in a minute of the schedule."""
        return (
            at.minute in self._minutes
            and at.hour in self._hours
            and at.month in self._months
            and self._fits(at.date())
        )

    def next_after(self, at: datetime) -> datetime | None:
        """Return the first matching minute later than `at`, or None if there is none within eight years."""
        start = at.replace(second=0, microsecond=0) + timedelta(minutes=1)
        for day in self._days_from(start.date()):
            earliest = (start.hour, start.minute) if day == start.date() else (0, 0)
            for hour in self._hours:
                for minute in self._minutes:
                    if (hour, minute) >= earliest:
                        return datetime(day.year, day.month, day.day, hour, minute)
        return None

    def upcoming(self, at: datetime, count: int) -> list[datetime]:
        """Return the next `count` matching minutes later than `at`, or as many as there are."""
        found: list[datetime] = []
        for _ in range(count):
            following = self.next_after(at)
            if following is None:
                break
            found.append(following)
            at = following
        return found

    def _fits(self, day: date) -> bool:
        in_days = day.day in self._days
        in_weekdays = day.isoweekday() % 7 in self._weekdays
        if self._either_day:
            return in_days or in_weekdays
        return in_days and in_weekdays

    def _days_from(self, start: date) -> Iterator[date]:
        for year in range(start.year, start.year + HORIZON + 1):
            for month in self._months:
                if (year, month) < (start.year, start.month):
                    continue
                for number in range(1, monthrange(year, month)[1] + 1):
                    day = date(year, month, number)
                    if day >= start and self._fits(day):
                        yield day


def _parse_field(field: str, name: str) -> list[int]:
    values: set[int] = set()
    for item in field.split(","):
        values.update(_parse_item(item, name))
    return sorted(values)


def _parse_item(item: str, name: str) -> range:
    lowest, highest = BOUNDS[name]
    span, slash, step_text = item.partition("/")
    first_text, dash, last_text = span.partition("-")
    if span == "*":
        first, last = lowest, highest
    else:
        first = _number(first_text, name)
        last = first
        if dash:
            last = _number(last_text, name)
        elif slash:
            last = highest
    step = _number(step_text, name) if slash else 1
    if step < 1:
        raise CronError(f"{name}: a step must be at least 1, not {step}")
    if not lowest <= first <= last <= highest:
        raise CronError(f"{name}: {item} is not within {lowest}-{highest}")
    return range(first, last + 1, step)


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise CronError(f"{name}: {text!r} is not a number")
    return int(text)
