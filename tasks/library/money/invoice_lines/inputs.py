"""Invoices with amounts that need rounding, and lines that come twice."""

from decimal import Decimal
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

READS: list[Step] = [
    call("invoice.shown"),
    call("invoice.taxes"),
    call("invoice.total"),
    call("invoice.cash_total"),
]


def _invoice(*lines: Step, **settings: int) -> Case:
    return [keep("invoice", call("Invoice", **settings)), *lines, *READS]


def _add(*args: object, **kwargs: int) -> Step:
    return call("invoice.add", *args, **kwargs)


EDGES: list[Case] = [
    _invoice(),
    _invoice(early=100),
    _invoice(early=101),
    _invoice(early=-1),
    _invoice(cash_step=0),
    _invoice(_add("tea", 5, Decimal("0.5")), _add("cup", 5, Decimal("-0.5"))),
    _invoice(_add("tea", 150, 1, 5, 50), _add("cup", 150, 1, 5, 51), early=1),
    _invoice(_add("tea", 1, 1, -1), _add("tea", -1), _add("tea", 1, 1, 0, 101), _add("tea", 1, 1, 0, -1)),
    _invoice(_add("tea", 0, 4, 19), _add("cup", 300, 2, 19, 100)),
    _invoice(_add("tea", 300, 0, 7)),
    _invoice(_add("tea", 300, 1, 7), _add("cup", 300, 1, 7), _add("tea", 300, -1, 7), _add("tea", 300, 1, 7)),
    _invoice(_add("tea", 107, 1, 7), _add("tea", 108, 1, 7), _add("tea", 107, 1, 19), gross=True),
    _invoice(_add("tea", 10, 1, 5), _add("cup", 11, 1, 5), gross=True, early=50),
    _invoice(_add("tea", 25), cash_step=10),
    _invoice(_add("tea", 25, -1), cash_step=10),
    _invoice(_add("tea", 24), cash_step=10),
    [call("to_cents", Decimal("0.5")), call("to_cents", Decimal("-0.5")), call("to_cents", Decimal("1.499"))],
    [keep("line", call("Line", "tea", 333, Decimal("1.5"))), read("line.exact"), read("line.amount")],
]


def draw(random: Random) -> Case:
    """Return an invoice of some lines, or a single line."""
    if random.random() < 0.15:
        quantity = Decimal(random.randint(-9, 40)) / 4
        line = call("Line", "tea", random.randint(1, 99), quantity, random.choice([0, 10, 25, 50]))
        return [keep("line", line), read("line.exact"), read("line.amount"), call("to_cents", quantity)]
    lines: list[Step] = []
    for _ in range(random.randint(1, 7)):
        quantity = random.choice([1, 2, -1, 3, Decimal("0.5"), Decimal("1.25"), Decimal("-0.5"), -2, 0])
        price = random.choice([5, 99, 150, 1050, random.choice([-1, 333])])
        discount = random.choice([0, 0, 0, 5, 50, random.choice([100, 101, -1])])
        lines.append(
            _add(random.choice(["tea", "cup"]), price, quantity, random.choice([0, 7, 7, 19]), discount)
        )
    gross = random.random() < 0.4
    return _invoice(
        *lines, gross=gross, early=random.choice([0, 0, 2, 50]), cash_step=random.choice([1, 5, 10])
    )
