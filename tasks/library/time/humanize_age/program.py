"""Say in words how long ago something was, or how long something takes."""

from datetime import date, datetime

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
UNITS = (("week", 7 * DAY), ("day", DAY), ("hour", HOUR), ("minute", MINUTE), ("second", 1))


def humanize(then: datetime, now: datetime) -> str:
    """Return when `then` was or will be, such as "5 minutes ago", "in 2 weeks" or "yesterday at 14:05".

    Up to some hours the distance in time decides; beyond, what counts are the calendar's days.
    """
    future = then > now
    distance = abs(then - now)
    seconds = distance.days * DAY + distance.seconds
    days = abs((then.date() - now.date()).days)
    if seconds < 10:
        return "just now"
    if seconds < 45:
        return _relative(seconds, "second", future)
    if seconds < 45 * MINUTE:
        return _relative(_nearest(seconds, MINUTE), "minute", future)
    if days == 0 or seconds < 6 * HOUR:
        return _relative(_nearest(seconds, HOUR), "hour", future)
    if days == 1:
        return f"{'tomorrow' if future else 'yesterday'} at {then:%H:%M}"
    if days < 7:
        return _relative(days, "day", future)
    if days < 30:
        return _relative(days // 7, "week", future)
    earlier, later = sorted((then.date(), now.date()))
    months = _full_months(earlier, later)
    if months < 12:
        return _relative(max(1, months), "month", future)
    return _relative(months // 12, "year", future)


def duration(seconds: int, parts: int = 2) -> str:
    """Return a length of time in units, the largest first, such as "2 days, 3 hours".

    At most `parts` neighbouring units are used; what is smaller is dropped.

    Raises:
        ValueError: If `parts` is below 1.
    """
    if parts < 1:
        raise ValueError(f"a duration has at least one part, not {parts}")
    if seconds < 0:
        return f"minus {duration(-seconds, parts)}"
    words: list[str] = []
    left = parts
    for unit, size in UNITS:
        count, seconds = divmod(seconds, size)
        if count:
            words.append(_plural(count, unit))
        if words:
            left -= 1
        if left == 0:
            break
    return ", ".join(words) or _plural(0, "second")


def _relative(count: int, unit: str, future: bool) -> str:
    phrase = _plural(count, unit)
    return f"in {phrase}" if future else f"{phrase} ago"


def _plural(count: int, unit: str) -> str:
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _nearest(seconds: int, unit: int) -> int:
    return (seconds + unit // 2) // unit


def _full_months(earlier: date, later: date) -> int:
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    if later.day < earlier.day:
        months -= 1
    return months
