"""Weeks of opening hours with nights and exceptions, and questions about moments at their bounds."""

from datetime import date, datetime, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONDAY = date(2024, 5, 13)


def _shop(weekly: dict[str, str], *steps: Step, exceptions: dict[date, str] | None = None) -> Case:
    args = [weekly] if exceptions is None else [weekly, exceptions]
    return [keep("shop", call("OpeningHours", *args)), *steps]


def _ask(*moment: int) -> list[Step]:
    at = datetime(*moment)  # type: ignore[arg-type]
    return [call(f"shop.{name}", at) for name in ("is_open", "closes_at", "opens_at")]


EDGES: list[Case] = [
    _shop({}, *_ask(2024, 5, 13, 12), call("shop.minutes_open", MONDAY)),
    _shop({"mon": "09:00-17:00"}, *_ask(2024, 5, 13, 9), *_ask(2024, 5, 13, 17)),
    _shop({"mon": "08:00-08:00"}, *_ask(2024, 5, 14, 7, 59), *_ask(2024, 5, 14, 8)),
    _shop(dict.fromkeys(WEEK, "00:00-24:00"), *_ask(2024, 5, 13, 0), call("shop.minutes_open", MONDAY)),
    _shop(dict.fromkeys(WEEK, "18:00-20:00"), *_ask(2024, 5, 13, 20), exceptions={date(2024, 5, 14): " "}),
    _shop(
        dict.fromkeys(WEEK, "00:00-00:00"),
        *_ask(2024, 5, 13, 0),
        exceptions={date(2024, 5, 26): "00:00-23:59"},
    ),
    _shop({}, *_ask(2024, 5, 13, 12), exceptions={date(2024, 5, 26): "10:00-11:00"}),
    _shop({}, *_ask(2024, 5, 13, 12), exceptions={date(2024, 5, 27): "10:00-11:00"}),
    _shop(
        {"sun": "20:00-04:00", "mon": "02:00-03:00"}, call("shop.minutes_open", MONDAY), *_ask(2024, 5, 13, 2)
    ),
    _shop({"mon": "09:00-12:00,12:00-13:00"}, *_ask(2024, 5, 13, 11)),
    _shop({"mon": "09:00-12:00, 11:59-13:00"}),
    _shop({"mon": "09:00-10:00, 09:00-11:00"}),
    _shop({"mon": "24:00-02:00"}),
    _shop({"mon": "23:59-24:00"}, *_ask(2024, 5, 13, 23, 59)),
    _shop({"mon": "22:00-24:01"}),
    _shop({"mon": "09:00-12:60"}),
    _shop({"mon": "09:60-12:00"}),
    _shop({"Mon": "09:00-12:00"}),
    _shop({"mon": "09:00-12:00,"}),
    _shop({}, exceptions={MONDAY: "closed"}),
]
TEXTS = [
    "",
    "09:00-12:00, 13:30-18:00",
    "18:00-02:00",
    "22:00-06:00",
    "00:00-03:00, 20:00-24:00",
    "02:00-05:00",
    "10:00-10:00",
    "06:00-10:00, 22:00-01:30",
    "12:00-18:00,08:00-12:00",
]
BROKEN = ["9-12", "25:00-26:00", "12:00-18:00, 17:00-19:00", "24:00-24:00", "08:00 - 09:00"]
HOURS = [0, 1, 2, 3, 5, 6, 8, 9, 10, 12, 18, 20, 22, 23]


def draw(random: Random) -> Case:
    """Return the hours of a place, now and then broken ones, and questions at some moments."""
    weekly = {
        name: random.choice(TEXTS) for name in WEEK if random.random() < random.choice([0.15, 0.6, 1.0])
    }
    exceptions = {MONDAY + timedelta(days=random.randint(0, 9)): random.choice(TEXTS) for _ in range(2)}
    if random.random() < 0.07:
        weekly["thu"] = random.choice(BROKEN)
    steps: list[Step] = []
    days = [random.choice(sorted(exceptions)) + timedelta(days=random.randint(0, 1)), MONDAY]
    days[1] += timedelta(days=random.randint(0, 9))
    for day in days:
        minute = random.choice([0, 0, 30])
        steps += _ask(day.year, day.month, day.day, random.choice(HOURS), minute)
        steps.append(call("shop.minutes_open", day))
    return _shop(weekly, *steps, exceptions=exceptions if random.random() < 0.8 else None)
