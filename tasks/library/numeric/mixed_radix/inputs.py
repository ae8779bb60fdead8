"""Numbers in several bases, many with a fraction, and amounts in units."""

from random import Random

from tracefix_rl.tasks.case import Case, call

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"

EDGES: list[Case] = [
    [call("convert", "0", 2, 36), call("convert", "-0.0", 10, 2), call("convert", "00", 2, 10)],
    [call("convert", "10", 36, 35), call("convert", "1z", 36, 36), call("convert", "1", 1, 2)],
    [
        call("convert", "1", 2, 37),
        call("convert", "1", 37, 2),
        call("convert", "1", 2, 1),
        call("convert", "x", 2, 1),
    ],
    [
        call("convert", "2", 2, 10),
        call("convert", "1", 2, 10),
        call("convert", "A", 10, 2),
        call("convert", "A", 11, 2),
    ],
    [
        call("convert", "", 10, 2),
        call("convert", "-", 10, 2),
        call("convert", "--1", 10, 2),
        call("convert", "1.2.3", 10, 2),
    ],
    [call("convert", "5.", 10, 2), call("convert", ".5", 10, 2), call("convert", "5.()", 10, 2)],
    [call("convert", "0.(1)0", 10, 2), call("convert", "0(1)", 10, 2), call("convert", "1_1", 10, 2)],
    [call("convert", "0.(1)", 2, 2), call("convert", "0.(0)", 10, 2), call("convert", "-0.4(9)", 10, 10)],
    [call("convert", "0.5", 10, 2, 1), call("convert", "0.5", 10, 3, 1), call("convert", "0.25", 10, 2, 1)],
    [call("convert", "0.1", 10, 2, 5), call("convert", "0.1", 10, 2, 4), call("convert", "0.5", 10, 2, 0)],
    [call("convert", "1.1", 19, 10), call("convert", "1.1", 23, 10)],
    [call("split", 0, []), call("split", -4, []), call("split", 0, [60, 60]), call("split", 59, [60])],
    [call("split", 60, [60]), call("split", -60, [60]), call("split", -61, [60]), call("split", 9, [1])],
    [call("split", 1000, [7, 24, 60]), call("split", 9, [0]), call("split", 9, [60, -1])],
    [call("join", [5], []), call("join", [], []), call("join", [1, 2], [0]), call("join", [1], [60])],
    [call("join", [1, 2, 3], [12, 20]), call("join", [-1, 30], [60]), call("join", [1], [0])],
]


def draw(random: Random) -> Case:
    """Return a number to convert, or an amount to split or join."""
    kind = random.random()
    if kind < 0.15:
        amount = random.choice([1, 1, -1]) * random.choice([59, 60, 3599, 3600, random.randint(0, 9999)])
        return [call("split", amount, _sizes(random))]
    if kind < 0.3:
        sizes = _sizes(random)
        count = len(sizes) + random.choice([1, 1, 1, 1, 1, 0, 2])
        return [call("join", [random.randint(-3, 70) for _ in range(count)], sizes)]
    source = random.choice([2, 3, 8, 10, 10, 12, 16, 36])
    target = random.choice([2, 3, 5, 6, 10, 12, 16, 36])
    text = random.choice(["", "", "-"]) + _digits(random, source, random.randint(1, 3))
    if random.random() < 0.7:
        text += "." + _digits(random, source, random.randint(0, 2))
        if random.random() < 0.4:
            text += f"({_digits(random, source, random.randint(1, 2))})"
    if random.random() < 0.1:
        place = random.randrange(len(text))
        text = text[:place] + random.choice(["(", ".", "-", "z", DIGITS[source % 36]]) + text[place + 1 :]
    if random.random() < 0.2:
        text = random.choice([text.upper(), f" {text}"])
    return [call("convert", text, source, target, random.choice([1, 2, 3, 4, 6, 8, 12]))]


def _digits(random: Random, base: int, count: int) -> str:
    return "".join(
        DIGITS[random.choice([0, 1, base - 1, base // 2, random.randrange(base)])] for _ in range(count)
    )


def _sizes(random: Random) -> list[int]:
    sizes = random.choice([[60], [60, 60], [24, 60, 60], [7, 24], [20, 12], [10, 3], [1, 5]])
    return sizes if random.random() < 0.93 else [*sizes, random.choice([0, -2])]
