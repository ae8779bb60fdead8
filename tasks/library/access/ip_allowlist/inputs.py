"""Addresses close to each other, so that spans overlap, touch and split."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _allow(entries: list[str], *steps: Step) -> Case:
    return [keep("allowed", call("Allowlist", entries)), *steps, call("allowed.ranges")]


def _span(first: int, last: int) -> str:
    return f"10.0.0.{first}-10.0.0.{last}"


EDGES: list[Case] = [
    [
        keep("allowed", call("Allowlist")),
        read("allowed.size"),
        call("allowed.ranges"),
        call("allowed.blocks"),
    ],
    _allow(
        [],
        call("allowed.allows", "0.0.0.0"),
        call("allowed.next_free", "0.0.0.0/0"),
        call("allowed.remove", "1.1.1.1"),
    ),
    _allow(
        ["0.0.0.0/0"], read("allowed.size"), call("allowed.blocks"), call("allowed.next_free", "0.0.0.0/0")
    ),
    _allow(
        ["255.255.255.255"],
        call("allowed.add", "255.255.255.254/31"),
        call("allowed.next_free", "255.255.255.255"),
    ),
    _allow(
        ["0.0.0.1"], call("allowed.add", "0.0.0.0"), call("allowed.blocks"), call("allowed.remove", "0.0.0.1")
    ),
    _allow(["10.0.0.0/33"]),
    _allow(
        ["10.0.0.0/32", "10.0.0.2/31"], call("allowed.add", "10.0.0.1/31"), call("allowed.add", "10.0.0.1")
    ),
    _allow(
        [],
        *(call("allowed.add", text) for text in ("1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.-4", "1.2.3.00")),
    ),
    _allow(
        [],
        *(
            call("allowed.add", text)
            for text in ("1.2.3.4/", "1.2.3.4/032", "/8", "1.2.3.4 /32", "0.0.0.0/00")
        ),
    ),
    _allow(
        [],
        *(
            call("allowed.add", text)
            for text in ("1.1.1.1-1.1.1.1", "1.1.1.1-1.1.1.0", "-", "1.1.1.1-2.2.2.2-3.3.3.3")
        ),
    ),
    _allow(
        [],
        call("allowed.allows", " 1.1.1.1 "),
        call("allowed.allows", "1.1.1.1/32"),
        call("allowed.covers", "x"),
    ),
    _allow([_span(2, 4)], *(call("allowed.allows", f"10.0.0.{n}") for n in (1, 2, 4, 5))),
    _allow(
        [_span(2, 4)],
        call("allowed.add", _span(5, 6)),
        call("allowed.add", "10.0.0.1"),
        call("allowed.add", "10.0.0.8"),
    ),
    _allow([_span(2, 3), _span(6, 7)], call("allowed.add", _span(4, 5)), read("allowed.size")),
    _allow([_span(2, 3), _span(6, 7)], call("allowed.add", _span(1, 9)), read("allowed.size")),
    _allow(
        [_span(2, 9)],
        call("allowed.remove", _span(4, 5)),
        call("allowed.remove", "10.0.0.2"),
        call("allowed.remove", "10.0.0.9"),
    ),
    _allow(
        [_span(2, 4), _span(6, 8)], call("allowed.remove", _span(4, 6)), call("allowed.remove", _span(9, 12))
    ),
    _allow([_span(1, 14)], call("allowed.blocks")),
    _allow([_span(0, 16)], call("allowed.blocks")),
    _allow(["9.255.255.255-10.0.1.0"], call("allowed.blocks"), call("allowed.overlap", "10.0.0.0/8")),
    _allow(["10.0.0.2", _span(4, 6)], *(call("allowed.next_free", _span(n, 6)) for n in (1, 2, 3, 4, 6))),
    _allow(
        [_span(2, 4), _span(6, 8)],
        *(call("allowed.covers", text) for text in (_span(2, 4), _span(3, 6), _span(1, 2))),
    ),
    _allow(
        [_span(2, 4), _span(6, 8)],
        *(call("allowed.overlap", text) for text in (_span(4, 6), _span(1, 9), _span(5, 5))),
    ),
]

MISTAKES = [
    "10.0.0",
    "10.0.0.256",
    "10.0.0.07",
    "10.0.0.2/30",
    "10.0.0.9-10.0.0.8",
    "10.0.0.0/33",
    "",
    "a.b.c.d",
]


BASES = [(10, 0, 0, 0), (10, 0, 0, 240), (10, 0, 255, 240), (9, 255, 255, 240)]


def draw(random: Random) -> Case:
    """Return a list and what is added, removed and asked, all close to one address."""
    base = random.choice(BASES)
    steps: list[Step] = []
    for _ in range(random.randint(4, 7)):
        kind = random.choice(
            ["add", "add", "add", "remove", "remove", "covers", "overlap", "next_free", "allows"]
        )
        entry = _near(base, random.randint(0, 22)) if kind == "allows" else _entry(random, base)
        steps.append(call(f"allowed.{kind}", entry))
    steps += random.choice([[read("allowed.size")], [call("allowed.blocks")], [call("allowed.blocks")]])
    return _allow([_entry(random, base) for _ in range(random.randint(0, 3))], *steps)


def _entry(random: Random, base: tuple[int, ...]) -> str:
    kind = random.random()
    if kind < 0.02:
        return random.choice(MISTAKES)
    if kind < 0.3:
        return _near(base, random.randint(0, 20))
    if kind < 0.5:
        prefix = random.choice([29, 30, 31, 32])
        size = 1 << (32 - prefix)
        return f"{_near(base, random.randint(0, 20) // size * size)}/{prefix}"
    first = random.randint(0, 20)
    return f"{_near(base, first)}-{_near(base, first + random.choice([0, 1, 2, 3, 6]))}"


def _near(base: tuple[int, ...], distance: int) -> str:
    numbers = [*base[:3], base[3] + distance]
    for place in (3, 2, 1):
        numbers[place - 1] += numbers[place] // 256
        numbers[place] %= 256
    return ".".join(map(str, numbers))
