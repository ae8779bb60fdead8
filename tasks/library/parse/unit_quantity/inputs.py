"""Quantities of three kinds, with parts in order and out of order."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

OTHER = Expression("other")


def _quantity(text: str, *steps: Step) -> Case:
    return [keep("quantity", call("Quantity", text)), *steps]


def _shown(text: str, *units: str) -> Case:
    return _quantity(
        text, read("quantity.kind"), call("quantity.text"), *(call("quantity.to", u) for u in units)
    )


def _two(first: str, second: str, *steps: Step) -> Case:
    return [keep("quantity", call("Quantity", first)), keep("other", call("Quantity", second)), *steps]


COMPARE = call("quantity.compare", OTHER)
PLUS = read("quantity.plus(other).text()")
COUNT = read("quantity.parts_of(other)[0]")
REST = read("quantity.parts_of(other)[1].text()")

EDGES: list[Case] = [
    _shown(""),
    _shown("-"),
    _shown("12"),
    _shown("s"),
    _shown("+1s"),
    _shown("1 . 5s"),
    _shown("-0s", "d", "B", "parsec"),
    _shown("- 1d 2h3m4s5ms ", "s", "h", "ms"),
    _shown("60s1m"),
    _shown("5m 5m"),
    _shown("1h 5g"),
    _shown("59.9995s"),
    _shown("59.9994s", "m"),
    _shown("24h60m"),
    _shown("1GiB", "MiB", "GB", "Gbit", "bit", "Gibit"),
    _shown("999999B", "kB"),
    _shown("1000000B"),
    _shown("999.9999B"),
    _shown("1bit", "B", "Mg"),
    _shown("1t1kg1g", "t", "lb", "mg"),
    _shown("0.0005g"),
    _quantity("2.5m", call("quantity.to", "m", 0), call("quantity.to", "h", 1)),
    _two("1h", "60m", COMPARE, PLUS, COUNT, REST),
    _two("1m", "-25s", COMPARE, PLUS, COUNT, REST),
    _two("1g", "1s", COMPARE, PLUS, COUNT, REST),
    _two("1g", "0kg", COMPARE, PLUS, COUNT, REST),
    _quantity("1.25kB", read("quantity.times(0).text()"), read("quantity.times(-800).text()")),
]

KINDS = [
    ["d", "h", "m", "s", "ms"],
    ["GB", "MiB", "MB", "KiB", "kB", "kbit", "B", "bit"],
    ["t", "kg", "lb", "g"],
]
NUMBERS = [
    "0",
    "1",
    "2",
    "10",
    "59",
    "60",
    "90",
    "999",
    "1000",
    "1024",
    "1.5",
    "0.25",
    "2.0005",
    "0.999",
    "12.3456",
]
WRONG = ["", "x", "1", "1.m", "1m 2", "3 KB", "1h1h", "1 s 1 m"]


def draw(random: Random) -> Case:
    """Return a quantity and what it is in other units, or two and what they make."""
    units = random.choice(KINDS)
    kind = random.random()
    if kind < 0.06:
        return _shown(random.choice(["", "-"]) + random.choice(WRONG))
    if kind < 0.5:
        asked = [call("quantity.to", random.choice(units), random.choice([0, 1, 2, 3])) for _ in range(2)]
        if random.random() < 0.1:
            asked.append(call("quantity.to", random.choice(["kh", "s", "Mbit", "kg"])))
        return _quantity(_text(random, units), call("quantity.text"), *asked)
    others = units if random.random() < 0.92 else random.choice(KINDS)
    steps = random.sample([COMPARE, PLUS, COUNT, REST, read("quantity.times(3).text()")], k=3)
    return _two(_text(random, units), _text(random, others), *steps)


def _text(random: Random, units: list[str]) -> str:
    chosen = sorted(random.sample(range(len(units)), k=random.choice([1, 1, 2, 3])))
    if random.random() < 0.03:
        chosen.reverse()
    sign = random.choice(["", "", "", "-"])
    space = random.choice(["", "", " "])
    return sign + " ".join(random.choice(NUMBERS) + space + units[index] for index in chosen)
