"""Subscriptions that begin at the ends of months, and days around the turns of their periods."""

from datetime import date, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _plan(start: date, *steps: Step, **terms: int) -> Case:
    return [keep("plan", call("Subscription", start, **terms)), *steps]


EDGES: list[Case] = [
    _plan(date(2024, 1, 1), read("plan.months"), read("plan.trial_days"), read("plan.anchor")),
    _plan(date(2024, 1, 1), months=0),
    _plan(date(2024, 1, 1), trial_days=-1),
    _plan(date(2024, 1, 31), call("plan.period", 1), call("plan.period", 2), call("plan.period", -1)),
    _plan(date(2024, 2, 29), call("plan.period", 0), call("plan.period", 3), months=12),
    _plan(
        date(2024, 1, 31),
        call("plan.number_on", date(2024, 2, 28)),
        call("plan.number_on", date(2024, 2, 29)),
    ),
    _plan(
        date(2024, 1, 10),
        call("plan.number_on", date(2024, 1, 9)),
        call("plan.refund", 100, date(2024, 1, 9)),
    ),
    _plan(date(2024, 1, 10), call("plan.total", 100, date(2024, 1, 9), date(2024, 1, 12))),
    _plan(date(2024, 1, 10), call("plan.total", 100, date(2024, 1, 9), date(2024, 1, 9))),
    _plan(date(2024, 1, 10), call("plan.total", 310, date(2024, 1, 10), date(2024, 2, 10))),
    _plan(date(2024, 1, 10), call("plan.total", 310, date(2024, 1, 10), date(2024, 2, 11))),
    _plan(date(2024, 1, 1), call("plan.number_on", date(2024, 1, 30)), read("plan.anchor"), trial_days=30),
    _plan(
        date(2024, 6, 1),
        call("plan.refund", 15, date(2024, 6, 30)),
        call("plan.refund", 45, date(2024, 6, 30)),
    ),
    _plan(
        date(2024, 6, 1),
        call("plan.switch", 15, 45, date(2024, 6, 30)),
        call("plan.refund", 0, date(2024, 6, 2)),
    ),
    _plan(date(2024, 1, 31), call("plan.due_dates", date(2024, 2, 29), date(2024, 4, 30))),
    _plan(date(2024, 1, 31), call("plan.due_dates", date(2023, 2, 28), date(2024, 1, 30))),
    _plan(date(2024, 1, 31), call("plan.due_dates", date(2024, 4, 30), date(2024, 4, 29))),
]
STARTS = [date(2024, 1, 31), date(2023, 11, 30), date(2024, 2, 29), date(2023, 12, 1), date(2024, 5, 15)]
PRICES = [0, 15, 31, 45, 100, 999, 1999, 2900, 9200]


def draw(random: Random) -> Case:
    """Return a subscription and questions about days after its start."""
    start = random.choice(STARTS)
    terms = {"months": random.choice([1, 1, 2, 3, 6, 12])}
    if random.random() < 0.5:
        terms["trial_days"] = random.choice([1, 7, 14, 30, 40])
    steps: list[Step] = [call("plan.period", random.randint(0, 6))]
    for _ in range(random.randint(2, 4)):
        day = start + timedelta(
            days=random.choice([-1, 0, 1, 6, 7, 14, 29, 30, 31, 60, random.randint(0, 250)])
        )
        later = day + timedelta(days=random.choice([-1, 0, 1, 28, 30, 31, random.randint(0, 120)]))
        steps.append(
            random.choice(
                [
                    call("plan.number_on", day),
                    call("plan.refund", random.choice(PRICES), day),
                    call("plan.switch", random.choice(PRICES), random.choice(PRICES), day),
                    call("plan.total", random.choice(PRICES), day, later),
                    call("plan.total", random.choice(PRICES), day, later),
                    call("plan.due_dates", day, later),
                ]
            )
        )
    return _plan(start, *steps, **terms)
