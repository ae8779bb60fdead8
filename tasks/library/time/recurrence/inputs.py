"""Things that repeat, around the ends of months and leap days."""

from datetime import date, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, call, keep, read


def _recurrence(*args: object, **kwargs: object) -> Case:
    return [keep("event", call("Recurrence", *args, **kwargs))]


EDGES: list[Case] = [
    [call("Recurrence", date(2024, 1, 1), "hour")],
    [call("Recurrence", date(2024, 1, 1), "month", -1)],
    [*_recurrence(date(2024, 1, 1), "day"), call("event.first", 0), read("event.every"), read("event.until")],
    [*_recurrence(date(2024, 1, 2), "day", until=date(2024, 1, 1)), call("event.first", 3)],
    [*_recurrence(date(2024, 1, 2), "day", until=date(2024, 1, 2)), call("event.first", 3)],
    [*_recurrence(date(2024, 1, 31), "month"), call("event.first", 14)],
    [*_recurrence(date(2023, 12, 31), "month", 2), call("event.first", 6)],
    [*_recurrence(date(2020, 2, 29), "year"), call("event.takes_place_on", date(2023, 2, 28))],
    [*_recurrence(date(2096, 2, 29), "year"), call("event.first", 9)],
    [
        *_recurrence(date(2024, 2, 29), "month", 12),
        call("event.between", date(2025, 1, 1), date(2028, 12, 31)),
    ],
    [*_recurrence(date(2024, 5, 1), "week"), call("event.between", date(2024, 5, 2), date(2024, 5, 7))],
    [*_recurrence(date(2024, 5, 1), "week"), call("event.between", date(2024, 6, 1), date(2024, 5, 1))],
    [*_recurrence(date(2024, 5, 1), "week"), call("event.after", date(2024, 4, 30))],
    [call("add_months", date(2024, 12, 15), 1)],
    [call("add_months", date(2024, 1, 15), -1)],
    [call("add_months", date(2024, 1, 31), 0)],
    [call("add_months", date(2024, 3, 30), -13)],
]

STARTS = [date(2023, 12, 31), date(2024, 1, 30), date(2024, 2, 29), date(2024, 6, 1), date(2025, 2, 28)]


def draw(random: Random) -> Case:
    """Return a recurrence with questions around its start, or some months to add."""
    start = random.choice(STARTS) + timedelta(days=random.randint(-2, 2))
    if random.random() < 0.15:
        return [call("add_months", start, random.randint(-30, 30))]
    unit = random.choice(["day", "week", "month", "month", "year"])
    until = start + timedelta(days=random.randint(0, 900)) if random.random() < 0.4 else None
    case = _recurrence(start, unit, random.randint(1, 4), until)
    low = start + timedelta(days=random.randint(-10, 200))
    case.append(call("event.first", random.randint(1, 6)))
    case.append(call("event.between", low, low + timedelta(days=random.randint(0, 60))))
    case.append(call("event.after", low))
    case.append(
        call("event.takes_place_on", start + timedelta(days=random.choice([0, 1, 7, 14, 29, 30, 31])))
    )
    return case
