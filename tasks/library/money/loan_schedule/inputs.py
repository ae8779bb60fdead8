"""Short loans, with extra payments at times."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, call, keep, read

LOAN = Expression("loan")
SHOWN = "[(row.month, row.payment, row.principal, row.balance) for row in rows]"


def _loan(amount: int, rate: int, months: int, *, first_month: int = 1, **settings: Any) -> Case:
    return [
        keep("loan", call("Loan", amount, rate, months)),
        read("loan.payment"),
        keep("rows", call("plan", LOAN, **settings)),
        read(SHOWN),
        call("summary", LOAN, **settings),
        call("by_year", Expression("rows"), first_month),
    ]


EDGES: list[Case] = [
    _loan(0, 600, 12),
    _loan(1, 0, 1),
    _loan(100, -1, 12),
    _loan(100, 600, 0),
    _loan(1, 600, 3),
    _loan(10, 0, 7),
    _loan(1000, 0, 4),
    _loan(1000, 0, 4, holiday=2),
    _loan(1000, 0, 4, holiday=-1),
    _loan(1000, 0, 4, extras={2: -1}),
    _loan(1000, 0, 4, extras={1: 750}),
    _loan(1000, 0, 4, extras={1: 749, 9: 5}),
    _loan(1000, 0, 4, extras={4: 100}),
    _loan(100_000, 1200, 4, extras={1: 1000, 3: 500}, holiday=2),
    _loan(100_000, 600, 14, first_month=12),
    _loan(100_000, 600, 13, first_month=0),
    _loan(100_000, 600, 13, first_month=13),
    [keep("loan", call("Loan", 1000, 600, 9)), *(call("loan.interest", n) for n in (0, 99, 100, 101, 300))],
    [keep("row", call("Row", 2, 50, 8, 100)), read("row.principal")],
    [call("by_year", []), call("by_year", [], 12)],
]


def draw(random: Random) -> Case:
    """Return a loan of some months; about half have extra payments or a holiday."""
    amount = random.choice([100, 999, 1000, 50_000, 123_456, random.randint(1, 5000)])
    settings: dict[str, Any] = {}
    months = random.choice([1, 2, 3, 3, 4, 5, 6, random.choice([11, 13])])
    if random.random() < 0.4:
        extra = random.choice([0, 1, amount // 4, amount // 2, amount, random.choice([-1, 2 * amount])])
        settings["extras"] = dict.fromkeys(sorted(random.sample(range(1, months + 3), k=2)), extra)
    if random.random() < 0.3:
        settings["holiday"] = random.choice([0, 1, 1, 2, -1])
    rate = random.choice([0, 1, 350, 600, 1200, 1800])
    return _loan(amount, rate, months, first_month=random.choice([1, 1, 2, 9, 12]), **settings)
