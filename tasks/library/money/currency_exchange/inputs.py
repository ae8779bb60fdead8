"""Some prices between few currencies, and amounts that need rounding."""

from decimal import Decimal
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _quote(base: str, counter: str, bid: str, ask: str) -> Step:
    return call("desk.quote", base, counter, Decimal(bid), Decimal(ask))


def _desk(*steps: Step, pivot: str = "EUR") -> Case:
    return [keep("desk", call("Exchange", pivot)), *steps, call("desk.pairs")]


def _ask(method: str, amount: str, source: str, target: str) -> Step:
    return call(f"desk.{method}", Decimal(amount), source, target)


USD = _quote("EUR", "USD", "1.07", "1.09")
JPY = _quote("EUR", "JPY", "160.25", "163")
KWD = _quote("KWD", "EUR", "3.01", "3.0303")

EDGES: list[Case] = [
    [keep("desk", call("Exchange")), read("desk.pivot"), call("desk.pairs"), call("desk.rate", "EUR", "EUR")],
    [
        call("digits", "JPY"),
        call("digits", "KRW"),
        call("digits", "BHD"),
        call("digits", "KWD"),
        call("digits", "X"),
    ],
    _desk(_quote("EUR", "EUR", "1", "1"), _quote("EUR", "USD", "0", "1"), _quote("EUR", "USD", "-1", "1")),
    _desk(_quote("EUR", "USD", "2", "1.99"), _quote("EUR", "USD", "2", "2"), call("desk.rate", "USD", "EUR")),
    _desk(
        USD,
        call("desk.rate", "EUR", "USD"),
        call("desk.rate", "USD", "EUR"),
        call("desk.route", "USD", "EUR"),
    ),
    _desk(USD, _quote("USD", "EUR", "0.9", "0.95"), call("desk.rate", "EUR", "USD")),
    _desk(
        USD,
        JPY,
        call("desk.route", "USD", "JPY"),
        call("desk.rate", "USD", "JPY"),
        call("desk.rate", "JPY", "USD"),
    ),
    _desk(USD, JPY, call("desk.route", "USD", "JPY"), call("desk.rate", "EUR", "JPY"), pivot="USD"),
    _desk(
        USD,
        call("desk.route", "USD", "JPY"),
        call("desk.route", "JPY", "USD"),
        call("desk.rate", "EUR", "JPY"),
    ),
    _desk(USD, call("desk.route", "CHF", "CHF"), _ask("convert", "1.005", "CHF", "CHF")),
    _desk(USD, _ask("convert", "-0.01", "EUR", "CHF"), _ask("price", "-0.01", "EUR", "CHF")),
    _desk(USD, _ask("convert", "0", "EUR", "USD"), _ask("price", "0", "EUR", "USD")),
    _desk(USD, _ask("convert", "1", "EUR", "CHF"), _ask("price", "1", "CHF", "USD")),
    _desk(USD, JPY, _ask("convert", "0.015", "USD", "JPY"), _ask("convert", "0.025", "USD", "JPY")),
    _desk(JPY, KWD, _ask("convert", "1.0005", "KWD", "JPY"), _ask("price", "1.0005", "JPY", "KWD")),
    _desk(USD, _ask("price", "1.07", "EUR", "USD"), _ask("price", "1.0701", "EUR", "USD")),
]


def draw(random: Random) -> Case:
    """Return a desk with two to four prices, and questions about them."""
    currencies = ["EUR", "USD", "JPY", "KWD"]
    steps: list[Step] = []
    for _ in range(random.randint(2, 4)):
        base, counter = random.sample(currencies, 2)
        if random.random() < 0.6:
            base, counter = random.choice([("EUR", counter), (base, "EUR")])
        bid = random.choice(
            [Decimal("0.75"), Decimal("1.1"), Decimal("1.15"), Decimal("160"), Decimal("3.3")]
        )
        spread = random.choice(["0", "0.01", "0.05", "0.25", random.choice(["-0.01", "0.3"])])
        steps.append(call("desk.quote", base, counter, bid, bid + Decimal(spread)))
    for _ in range(random.randint(3, 6)):
        source, target = random.choice(currencies), random.choice(currencies)
        amount = random.choice(
            ["100", "9.99", "0.005", "12.345", "1.0005", "2.5", random.choice(["0", "-1"])]
        )
        kind = random.choice(["rate", "route", "convert", "price", "convert", "price"])
        if kind in ("rate", "route"):
            steps.append(call(f"desk.{kind}", source, target))
        else:
            steps.append(_ask(kind, amount, source, target))
    return _desk(*steps, pivot=random.choice(["EUR", "EUR", "EUR", "USD"]))
