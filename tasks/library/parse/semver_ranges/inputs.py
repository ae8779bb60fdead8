"""Constraints of all kinds, and versions around their bounds."""

from random import Random

from tracefix_rl.tasks.case import Case, call, keep, read


def _range(text: str, *versions: str) -> Case:
    asked = [call("constraint.allows", version) for version in versions]
    return [keep("constraint", call("VersionRange", text)), read("constraint.plain"), *asked]


def _latest(text: str, *versions: str) -> Case:
    return [keep("constraint", call("VersionRange", text)), call("constraint.latest", list(versions))]


EDGES: list[Case] = [
    _range("", "0.0.0", "1.0.0-a", "1.0", "v1.2.3", "1.2.3+b", " 1.2.3 "),
    _range(" || 1", "5.0.0"),
    _range("1.2.3", "1.2.3", "1.2.4", "1.2.3-a", "1.2.3+x"),
    _range("=1.2", "1.1.9", "1.2.0", "1.2.9", "1.3.0", "1.2.0-a"),
    _range(">1.2", "1.2.9", "1.3.0"),
    _range(">1", "1.9.9", "2.0.0"),
    _range(">1.2.3 <=1.3", "1.2.3", "1.2.4", "1.3.9", "1.4.0"),
    _range("<1.2", "1.1.9", "1.2.0"),
    _range("<= 1 , >= 0.1", "0.0.9", "0.1.0", "1.9.9", "2.0.0"),
    _range("~1.2.3", "1.2.2", "1.2.3", "1.3.0"),
    _range("~0 || ~0.0 || ~0.0.1"),
    _range("^0.1.2 ^0.0.0 ^0.0.2 ^0.x ^2.1 ^0.0.x"),
    _range("^1.2.3-b.2", "1.2.3-b.1", "1.2.3-b.2", "1.2.3-b.10", "1.2.3", "1.2.4-b.3", "2.0.0", "2.0.0-a"),
    _range("<2.0.0-b", "2.0.0-a", "2.0.0-b", "2.0.0-a.b", "1.9.9", "1.9.9-a", "2.0.0-1"),
    _range(
        ">1.0.0-1 <1.0.0-a.a",
        "1.0.0-1",
        "1.0.0-1.1",
        "1.0.0-2",
        "1.0.0-a",
        "1.0.0-a.a",
        "1.0.0-a.9",
        "1.0.0-01",
    ),
    _range("1 - 2", "1.0.0", "2.9.9", "3.0.0"),
    _range("1.2.3 - 2.3.4", "1.2.2", "1.2.3", "2.3.4", "2.3.5"),
    _range("1 -2"),
    _range("1 - 2 3"),
    _range("- 2"),
    _range("x.1.2 || >=* || =X"),
    _range(">x"),
    _range("~*"),
    _range("1.2.x-a"),
    _range("1.2-a"),
    _range("1,2"),
    _range(",1"),
    _range("1>2"),
    _range("=v1.2.3-a.b+c.d"),
    _range("1.02.3", "1.2.3"),
    _latest("1", "1.2.0", "1.10.0", "2.0.0", "1.9.0"),
    _latest("1 || 2.0.0-a", "2.0.0-a", "1.0.0", "2.0.0-b"),
    _latest("1", "2.0.0"),
    _latest("1"),
    _latest("1", "1.0.0+a", "1.0.0+b", "1"),
]

NUMBERS = ["0", "0", "1", "1", "2", "10"]
LABELS = ["-a", "-b", "-a.1", "-a.2", "-a.10", "-1", "-b.a"]
SIGNS = ["", "=", ">", ">=", "<", "<=", "~", "^", "^", "> ", "<= "]


def draw(random: Random) -> Case:
    """Return a constraint, and versions that are near to one another."""
    text = " || ".join(_alternative(random) for _ in range(random.choice([1, 1, 1, 2])))
    if random.random() < 0.05:
        text += random.choice([" ^x", " >", " 1.2-a", " abc", " | 1"])
    versions = [_full(random) for _ in range(random.randint(4, 7))]
    return _latest(text, *versions) if random.random() < 0.25 else _range(text, *versions)


def _alternative(random: Random) -> str:
    if random.random() < 0.12:
        return f"{_partial(random)} - {_partial(random)}"
    limits = [random.choice(SIGNS) + _partial(random) for _ in range(random.choice([1, 1, 2]))]
    return random.choice([" ", " ", ",", ", "]).join(limits)


def _partial(random: Random) -> str:
    count = random.choice([1, 2, 2, 3, 3, 3])
    if count == 3:
        return _full(random)
    return ".".join(random.choices(NUMBERS, k=count)) + random.choice(["", "", ".x"])


def _full(random: Random) -> str:
    label = random.choice(LABELS) if random.random() < 0.3 else ""
    numbers = [random.choice(["0", "1", "1", "2"]), *random.choices(["0", "1", "2", "10"], [4, 4, 2, 1], k=2)]
    return ".".join(numbers) + label
