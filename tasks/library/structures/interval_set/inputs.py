"""Intervals between 0 and 14 that touch and overlap often."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _set(pairs: list[tuple[int, int]], *steps: Step) -> Case:
    added = [call("taken.add", *pair) for pair in pairs]
    return [keep("taken", call("IntervalSet")), *added, *steps, call("taken.intervals"), read("taken.total")]


def _all(method: str, *pairs: tuple[int, int]) -> list[Step]:
    return [call(f"taken.{method}", *pair) for pair in pairs]


EDGES: list[Case] = [
    _set([], call("taken.gaps", 0, 3), call("taken.gaps", 2, 2), call("taken.first_gap", 5)),
    _set([], call("taken.contains", 0), call("taken.find", 0), call("taken.remove", 0, 9)),
    _set([(3, 3), (4, 3), (-2, -1)], call("taken.contains", -2), call("taken.contains", -1)),
    _set([(0, 2), (2, 4)], call("taken.find", 2)),
    _set([(2, 4), (0, 2)], call("taken.find", 4)),
    _set([(0, 2), (3, 5)], call("taken.add", 2, 3)),
    _set([(0, 9)], call("taken.add", 2, 3), call("taken.remove", 0, 1), call("taken.remove", 8, 9)),
    _set([(0, 9)], call("taken.remove", 0, 9), call("taken.remove", 0, 9)),
    _set(
        [(1, 3), (5, 7)], call("taken.remove", 3, 5), call("taken.remove", 4, 4), call("taken.remove", 2, 2)
    ),
    _set([(1, 3), (5, 7)], *_all("covers", (1, 3), (1, 4), (3, 3), (4, 5), (0, 0), (5, 3))),
    _set([(1, 3), (5, 7)], *_all("overlaps", (3, 5), (2, 3), (2, 2), (0, 1), (7, 9), (4, 2))),
    _set([(1, 3), (5, 7)], *_all("clip", (0, 9), (2, 6), (3, 5), (2, 2), (6, 1))),
    _set([(1, 3), (5, 7)], *_all("gaps", (0, 9), (1, 7), (2, 6), (3, 5), (6, 1))),
    _set([(1, 3), (5, 7)], *_all("first_gap", (1, 0), (2, 0), (2, 3), (2, 4), (3, -2), (3, -3), (1, 7))),
    _set([(1, 3)], call("taken.first_gap", 0), call("taken.first_gap", -1), call("taken.first_gap", 1)),
]


def draw(random: Random) -> Case:
    """Return a set of some intervals, some taken out again, and questions."""

    def pair() -> tuple[int, int]:
        start = random.randint(0, 12)
        return start, start + random.choice([0, 1, 1, 2, 2, 3, 5, -1 if random.random() < 0.3 else 4])

    steps: list[Step] = []
    for _ in range(random.randint(1, 4)):
        steps += _all(random.choice(["add", "remove", "remove"]), pair())
    for _ in range(random.randint(2, 4)):
        kind = random.choice(["find", "contains", "covers", "overlaps", "clip", "gaps", "first_gap"])
        if kind in ("find", "contains"):
            steps.append(call(f"taken.{kind}", random.randint(-1, 13)))
        elif kind == "first_gap":
            steps.append(call("taken.first_gap", random.randint(1, 4), random.randint(-1, 9)))
        else:
            steps += _all(kind, pair())
    return _set([pair() for _ in range(random.randint(2, 5))], *steps)
