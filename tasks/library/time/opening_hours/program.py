"""Tell when a shop or a bar is open, also after midnight and on special days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAY = 24 * 60
HORIZON = 14
SPAN = re.compile(r"(\d\d):(\d\d)-(\d\d):(\d\d)", re.ASCII)

Minutes = tuple[int, int]
Period = tuple[datetime, datetime]


class HoursError(ValueError):
    """Opening hours that cannot be read, or that overlap."""


class OpeningHours:
    """Weekly opening hours and the dates that are different.

    A span belongs to the day on which it starts, and may end on the next.

    Raises:
        HoursError: If a weekday is unknown or a text cannot be read.
    """

    def __init__(self, weekly: Mapping[str, str], exceptions: Mapping[date, str] | None = None) -> None:
        for name in weekly:
            if name not in WEEKDAYS:
                raise HoursError(f"{name} is not a weekday")
        self._weekly = [_parse_spans(weekly.get(name, "")) for name in WEEKDAYS]
        self._exceptions = {day: _parse_spans(text) for day, text in (exceptions or {}).items()}

    def is_open(self, at: datetime) -> bool:
        """Tell whether the place is open at that moment."""
        return any(start <= at < end for start, end in self._periods(at.date(), 1))

    def closes_at(self, at: datetime) -> datetime | None:
        """Return when the place that is open at that moment closes, or None."""
        for start, end in self._periods(at.date(), HORIZON):
            if start <= at < end:
                last_day = datetime.combine(at.date() + timedelta(days=HORIZON), time())
                return end if end < last_day else None
        return None

    def opens_at(self, at: datetime) -> datetime | None:
        """Return the first moment from `at` on when the place is open, or None."""
        for start, end in self._periods(at.date(), HORIZON):
            if end > at:
                return max(start, at)
        return None

    def minutes_open(self, day: date) -> int:
        """Return for how many minutes of a calendar day the place is open."""
        midnight = datetime.combine(day, time())
        total = timedelta()
        for start, end in self._periods(day, 1):
            within = min(end, midnight + timedelta(days=1)) - max(start, midnight)
            if within > timedelta():
                total += within
        return total // timedelta(minutes=1)

    def _periods(self, first: date, days: int) -> Iterator[Period]:
        """Yield the times of opening from the day before `first` on, in order, those that touch as one."""
        current: Period | None = None
        for offset in range(-1, days):
            day = first + timedelta(days=offset)
            midnight = datetime.combine(day, time())
            for opening, closing in self._spans(day):
                start = midnight + timedelta(minutes=opening)
                end = midnight + timedelta(minutes=closing)
                if current is not None and start <= current[1]:
                    current = (current[0], max(current[1], end))
                    continue
                if current is not None:
                    yield current
                current = (start, end)
        if current is not None:
            yield current

    def _spans(self, day: date) -> list[Minutes]:
        if day in self._exceptions:
            return self._exceptions[day]
        return self._weekly[day.weekday()]


def _parse_spans(text: str) -> list[Minutes]:
    if not text.strip():
        return []
    spans = sorted(_parse_span(part.strip()) for part in text.split(","))
    for earlier, later in pairwise(spans):
        if later[0] < earlier[1]:
            raise HoursError(f"hours overlap: {text}")
    return spans


def _parse_span(text: str) -> Minutes:
    match = SPAN.fullmatch(text)
    if match is None:
        raise HoursError(f"hours are written as 09:00-17:30, not {text}")
    hours, minutes, end_hours, end_minutes = map(int, match.groups())
    start = hours * 60 + minutes
    end = end_hours * 60 + end_minutes
    if minutes > 59 or end_minutes > 59 or start >= DAY or end > DAY:
        raise HoursError(f"there is no such time: {text}")
    return (start, end) if end > start else (start, end + DAY)
