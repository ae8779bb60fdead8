"""Days around a few holidays, weekends and ends of months."""

from datetime import date, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

HOLIDAYS = [
    date(2024, 3, 29),
    date(2024, 4, 1),
    date(2024, 5, 1),
    date(2024, 5, 9),
    date(2024, 5, 31),
    date(2024, 6, 1),
]
CONVENTIONS = ["following", "preceding", "modified", "modified", "modified", "nearest"]


def _bank(*steps: Step, holidays: list[date] = HOLIDAYS, weekend: list[int] | None = None) -> Case:
    args = [holidays] if weekend is None else [holidays, weekend]
    return [keep("bank", call("BusinessCalendar", *args)), *steps]


EDGES: list[Case] = [
    _bank(call("bank.is_business_day", date(2024, 5, 4)), call("bank.is_business_day", date(2024, 5, 6))),
    _bank(weekend=[0, 7]),
    _bank(weekend=[-1]),
    _bank(weekend=[0, 1, 2, 3, 4, 5, 6]),
    _bank(call("bank.following", date(2024, 5, 5)), holidays=[], weekend=[]),
    _bank(call("bank.add", date(2024, 5, 6), 2), weekend=[0, 1, 2, 3, 4, 5]),
    _bank(call("bank.add", date(2024, 3, 30), 0), call("bank.add", date(2024, 3, 28), 0)),
    _bank(call("bank.add", date(2024, 3, 30), 1), call("bank.add", date(2024, 3, 30), -1)),
    _bank(
        call("bank.adjust", date(2024, 3, 30), "modified"), call("bank.adjust", date(2024, 4, 1), "modified")
    ),
    _bank(call("bank.adjust", date(2024, 3, 28), "Modified")),
    _bank(call("bank.count", date(2024, 5, 9), date(2024, 5, 9))),
    _bank(call("bank.count", date(2024, 5, 9), date(2024, 5, 10))),
    _bank(call("bank.count", date(2024, 5, 8), date(2024, 5, 9))),
    _bank(call("bank.count", date(2024, 6, 3), date(2024, 4, 1))),
    _bank(call("bank.count", date(2024, 5, 30), date(2024, 6, 8)), holidays=[date(2024, 6, 1)] * 2),
]


def draw(random: Random) -> Case:
    """Return a bank and a few questions about days near its holidays."""
    weekend = None
    if random.random() < 0.35:
        weekend = random.sample(range(7), k=random.randint(1, 4))
        if random.random() < 0.1:
            weekend.append(random.choice([-1, 7]))
    holidays = random.sample(HOLIDAYS, k=random.randint(1, 5))
    steps: list[Step] = []
    for _ in range(random.randint(3, 5)):
        day = random.choice(HOLIDAYS) + timedelta(days=random.randint(-4, 4))
        other = random.choice(HOLIDAYS) + timedelta(days=random.randint(-9, 9))
        steps.append(
            random.choice(
                [
                    call("bank.is_business_day", day),
                    call("bank.following", day),
                    call("bank.preceding", day),
                    call("bank.adjust", day, random.choice(CONVENTIONS)),
                    call("bank.add", day, random.randint(-6, 12)),
                    call("bank.count", day, other),
                    call("bank.count", day, day + timedelta(days=random.randint(0, 9))),
                ]
            )
        )
    return _bank(*steps, holidays=holidays, weekend=weekend)
