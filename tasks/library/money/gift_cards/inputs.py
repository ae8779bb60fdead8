"""A shop with few cards, whose days run out."""

from datetime import date, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

START = date(2024, 1, 1)


def _day(number: int) -> date:
    return START + timedelta(days=number)


def _shop(*steps: Step) -> Case:
    return [keep("shop", call("GiftCards", 500, 2000)), *steps]


def _issue(code: str, value: int, days: int, today: int = 0) -> Step:
    return call("shop.issue", code, value, _day(today), days)


def _redeem(receipt: str, codes: str, due: int, today: int = 0) -> Step:
    return call("shop.redeem", receipt, list(codes), due, _day(today))


def _refund(receipt: str, amount: int, today: int = 0) -> Step:
    return call("shop.refund", receipt, amount, _day(today))


def _read(code: str) -> list[Step]:
    names = ["balance", "expires", "uses", "blocked"]
    return [keep("card", call("shop.card", code)), *(read(f"card.{name}") for name in names)]


QUIET = [
    keep(code.lower(), call("shop.issue", code, value, START, days))
    for code, value, days in (("A", 500, 10), ("B", 700, 40), ("C", 500, 40), ("D", 700, 40))
]

EDGES: list[Case] = [
    _shop(call("shop.liability", START), call("shop.expiring", START, 400), call("shop.card", "A")),
    [
        keep("shop", call("GiftCards")),
        keep("card", call("shop.issue", "A", 20_000, START)),
        read("card.expires"),
    ],
    [
        keep("card", call("Card", "A", 900, START)),
        call("card.available", START),
        call("card.available", _day(1)),
    ],
    _shop(keep("a", _issue("A", 499, 5))),
    _shop(keep("a", _issue("A", 2001, 5))),
    _shop(keep("a", _issue("A", 500, 0))),
    _shop(keep("a", _issue("A", 2000, 1)), *_read("A"), keep("again", _issue("A", 500, 1))),
    _shop(
        *QUIET,
        _redeem("r", "A", 0),
        _redeem("r", "AZ", 5),
        _redeem("r", "", 5),
        _redeem("r", "A", 5, 10),
        *_read("A"),
    ),
    _shop(*QUIET, _redeem("r", "A", 5, 9), _redeem("r", "B", 5), _redeem("s", "AAB", 600), *_read("B")),
    _shop(*QUIET, _redeem("r", "DCBA", 1500), read("a.uses"), read("b.uses"), read("c.uses"), read("d.uses")),
    _shop(*QUIET, _redeem("r", "DCBA", 1000), read("b.uses"), read("c.uses"), read("d.uses")),
    _shop(
        *QUIET, _redeem("r", "ABCD", 2300), _refund("r", 1500), read("a.uses"), read("b.uses"), read("d.uses")
    ),
    _shop(
        *QUIET,
        _redeem("r", "A", 300),
        _refund("r", 301),
        _refund("r", 0),
        _refund("s", 1),
        _refund("r", 300),
        *_read("A"),
    ),
    _shop(
        *QUIET, _redeem("r", "AB", 700), _refund("r", 250, 9), *_read("A"), *_read("B"), _refund("r", 450, 10)
    ),
    _shop(
        *QUIET,
        call("shop.block", "A"),
        call("shop.block", "A"),
        _redeem("r", "A", 5),
        call("shop.liability", _day(9)),
    ),
    _shop(*QUIET, call("shop.block", "A", False), call("shop.block", "Z"), call("shop.liability", _day(10))),
    _shop(
        *QUIET,
        call("shop.expiring", START, 9),
        call("shop.expiring", START, 10),
        call("shop.expiring", START, 40),
    ),
    _shop(*QUIET, _redeem("r", "BA", 500), call("shop.block", "B"), call("shop.expiring", START, 40)),
]


def draw(random: Random) -> Case:
    """Return a shop with four cards and some weeks of business."""
    steps: list[Step] = []
    for code in "ABCD"[: random.randint(2, 4)]:
        steps.append(
            keep(code.lower(), _issue(code, random.choice([500, 700, 900]), random.choice([5, 5, 20, 40])))
        )
    known = "ABCD"[: len(steps)]
    today = 0
    for _ in range(random.randint(4, 9)):
        kind = random.choices(["redeem", "refund", "block", "ask"], weights=[5, 4, 1, 1])[0]
        receipt = random.choice("rst")
        if kind == "redeem":
            codes = "".join(random.choices(known, k=random.choice([1, 2, 2, 3])))
            steps.append(_redeem(receipt, codes, random.choice([1, 200, 500, 500, 900, 1300]), today))
        elif kind == "refund":
            steps.append(_refund(receipt, random.choice([1, 100, 200, 200, 500, 700]), today))
        elif kind == "block":
            steps.append(call("shop.block", random.choice(known), random.random() < 0.6))
        else:
            steps.append(call("shop.expiring", _day(today), random.choice([1, 4, 5, 20, 40])))
        today += random.choice([0, 0, 1, 3, 4])
    steps.append(call("shop.liability", _day(today)))
    for code in known:
        steps += [read(f"{code.lower()}.uses"), read(f"{code.lower()}.expires")]
    return _shop(*steps)
