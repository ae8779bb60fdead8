"""Columns of a few small numbers, most with values that come again."""

from decimal import Decimal
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _summary(values: list[int]) -> list[Step]:
    fields = "(summary.count, summary.lowest, summary.median, summary.highest, summary.spread)"
    return [keep("summary", call("summarize", values)), read(fields)]


EDGES: list[Case] = [
    _summary([]),
    [
        keep("summary", call("Summary", 2, 1, Decimal("1.5"), 2, Decimal(1))),
        read("summary.median"),
        read("summary.spread"),
    ],
    _summary([7]),
    _summary([7, 2]),
    [call("quantile", [], 1, 2), call("quantile", [5], 1, 2), call("quantile", [5, 6], 0, 3)],
    [call("quantile", [5, 6], 3, 3), call("quantile", [5, 6], 4, 3), call("quantile", [5, 6], -1, 3)],
    [call("quantile", [5, 6], 0, 0), call("quantile", [], 2, 1), call("quantile", [1, 2], -1, -2)],
    [call("quantile", [0, 1], 1, 2000), call("quantile", [0, 1], 3, 2000), call("quantile", [0, -2], 1, 3)],
    [
        call("modes", []),
        call("modes", [4]),
        call("modes", [4, 4]),
        call("modes", [4, 5]),
        call("modes", [5, 4, 5, 4]),
    ],
    [call("trimmed_mean", [], 10), call("trimmed_mean", [1, 2, 9], 0), call("trimmed_mean", [1, 2, 9], 49)],
    [call("trimmed_mean", [1, 2], 50), call("trimmed_mean", [1, 2], -1), call("trimmed_mean", [], 50)],
    [
        call("trimmed_mean", [9, 1, 2, 3], 24),
        call("trimmed_mean", [9, 1, 2, 3], 25),
        call("trimmed_mean", [9], 49),
    ],
    [
        call("variance", []),
        call("variance", [], sample=False),
        call("variance", [4]),
        call("variance", [4], sample=False),
    ],
    [call("variance", [4, 4]), call("variance", [1, 2]), call("variance", [1, 2], sample=False)],
    [
        call("outliers", []),
        call("outliers", [3]),
        call("outliers", [0, 0, 0, 1]),
        call("outliers", [9, 0, 0, 0, 0, -9]),
    ],
    [call("outliers", [-3, 0, 1, 2, 5]), call("outliers", [6, 0, 1, 2, -4]), call("outliers", [1, 9])],
    [call("ranks", []), call("ranks", [2]), call("ranks", [2, 2]), call("ranks", [3, 2, 2, 2, 1])],
]


def draw(random: Random) -> Case:
    """Return a column and one or two things to compute of it."""
    values = [
        random.choice([0, 1, 2, 3, 3, 5, 8, -4, random.randint(-20, 20)]) for _ in range(random.randint(1, 9))
    ]
    if random.random() < 0.03:
        values = []
    kind = random.randrange(7)
    if kind == 0:
        return _summary(values)
    if kind == 1:
        return [call("modes", random.choices([1, 2, 3, 4, 5], k=random.randint(1, 5))), call("ranks", values)]
    if kind == 2:
        low = random.randint(-5, 3)
        spread = [low, low + 1, low + 2, low - random.randint(2, 4), low + random.randint(4, 6)]
        return [call("outliers", random.sample(spread, k=5)), call("outliers", values)]
    if kind == 3:
        return [call("variance", values), call("variance", values, sample=False)]
    if kind == 4:
        return [call("trimmed_mean", values, random.choice([0, 10, 12, 20, 25, 33, 34, 49, 49, 50, -1]))]
    denominator = random.choice([2, 3, 4, 10])
    return [call("quantile", values, random.randint(0, denominator + (random.random() < 0.1)), denominator)]
