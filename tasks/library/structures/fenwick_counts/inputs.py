"""Counts of sizes around powers of two, and sums, positions and shares of them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _counts(size: int, values: list[int], *steps: Step) -> Case:
    added = [call("counts.add", value) for value in values]
    return [keep("counts", call("Counts", size)), *added, *steps, read("counts.total"), read("len(counts)")]


def _kth(*positions: int) -> list[Step]:
    return [call("counts.kth", position) for position in positions]


def _percentile(*percents: int) -> list[Step]:
    return [call("counts.percentile", percent) for percent in percents]


EDGES: list[Case] = [
    _counts(0, []),
    _counts(-1, []),
    _counts(1, [], call("counts.busiest"), *_kth(0, 1), *_percentile(50)),
    _counts(1, [0, 0, 1, -1], *_kth(1, 2, 3), call("counts.up_to", 0), call("counts.busiest")),
    _counts(4, [3, 3, 0], *_kth(1, 2, 3, 4), call("counts.up_to", 3), call("counts.between", 1, 3)),
    _counts(5, [4, 2], *_kth(0, 1, 2), call("counts.between", 0, 4), call("counts.between", 4, 2)),
    _counts(7, [6, 6, 5], *_kth(1, 2, 3), call("counts.up_to", 7), call("counts.up_to", -1)),
    _counts(8, [7, 0, 7], *_kth(1, 2, 3), call("counts.count", 7), call("counts.count", 8)),
    _counts(4, [1], call("counts.add", 1, -1), call("counts.add", 1, -1), call("counts.add", 1, 0)),
    _counts(4, [1, 2], call("counts.transfer", 1, 4, 1), call("counts.transfer", -1, 1, 1)),
    _counts(4, [1, 2], call("counts.transfer", 1, 1, 3), call("counts.transfer", 2, 1, 0)),
    _counts(4, [1, 1], call("counts.transfer", 1, 3, 1), call("counts.busiest"), call("counts.up_to", 2)),
    _counts(6, [0, 1, 2, 3], *_percentile(0, 1, 25, 26, 50, 75, 76, 100, 101)),
    _counts(
        6, [5, 4, 4, 5], call("counts.busiest"), call("counts.between", 6, 2), call("counts.between", 0, 6)
    ),
]


def draw(random: Random) -> Case:
    """Return counts of some size, changes, and questions."""
    size = random.choice([3, 4, 5, 7, 8, 9, 12])

    def value() -> int:
        return random.choice([0, size - 1, size, -1]) if random.random() < 0.1 else random.randrange(size)

    values = [random.randrange(size) for _ in range(random.randint(2, 5))]
    steps: list[Step] = []
    for _ in range(random.randint(1, 4)):
        if random.random() < 0.65:
            steps.append(
                call("counts.add", random.choice([value(), *values]), random.choice([-2, -1, 2, 3, 5]))
            )
        else:
            steps.append(call("counts.transfer", random.choice(values), value(), random.randint(-1, 3)))
    for _ in range(random.randint(2, 4)):
        kind = random.choice(["count", "up_to", "between", "kth", "kth", "percentile", "busiest"])
        if kind == "between":
            steps.append(call("counts.between", value(), value()))
        elif kind == "kth":
            steps += _kth(random.randint(0, 8))
        elif kind == "percentile":
            steps += _percentile(random.choice([10, 20, 25, 33, 34, 50, 60, 67, 75, 90, 100]))
        elif kind == "busiest":
            steps.append(call("counts.busiest"))
        else:
            steps.append(call(f"counts.{kind}", value()))
    return _counts(size, values, *steps)
