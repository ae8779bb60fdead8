"""Curves through a few points, asked at, between and outside of them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _curve(kind: str, points: list[tuple[int, int]], mode: str, *steps: Step) -> Case:
    return [keep("curve", call(kind, points, mode)), *steps]


def _at(*xs: int) -> list[Step]:
    return [call("curve.at", x) for x in xs]


EDGES: list[Case] = [
    _curve("Line", [], "clamp"),
    _curve("Steps", [(1, 1)], "wrap"),
    _curve("Curve", [(2, 1), (0, 3)], "strict", read("curve.xs"), read("curve.ys"), call("curve.at", 3)),
    _curve("Line", [(1, 1), (2, 2)], "bounce"),
    _curve("Line", [(1, 1), (0, 0), (1, 2)], "strict"),
    [keep("curve", call("Line", [(0, 1), (2, 4)])), *_at(-1, 0, 1, 2, 3)],
    _curve(
        "Line", [(5, 3)], "strict", *_at(5, 4, 6), call("curve.first_reach", 3), call("curve.first_reach", 4)
    ),
    _curve("Line", [(5, 3), (0, 8)], "clamp", read("curve.xs"), read("curve.ys"), *_at(-9, 2, 9)),
    _curve("Line", [(0, 0), (4, 8), (6, 2)], "wrap", *_at(6, 7, 12, -1, -6, 16)),
    _curve("Steps", [(0, 1), (4, 8), (6, 2)], "wrap", *_at(6, 7, 12, -1, -6, 16, 3, 4)),
    _curve(
        "Steps",
        [(2, 1), (4, 8)],
        "strict",
        *_at(1, 2, 3, 4, 5),
        call("curve.total", 2, 5),
        call("curve.total", 2, 6),
    ),
    _curve("Steps", [(2, 3)], "clamp", *_at(0, 9), call("curve.total", 2, 3), call("curve.total", 1, 3)),
    _curve(
        "Steps",
        [(2, 3)],
        "clamp",
        call("curve.total", 9, 9),
        call("curve.total", 9, 0),
        call("curve.changes"),
    ),
    _curve(
        "Steps",
        [(0, 0), (1, 0), (2, 5), (3, 0), (4, 0)],
        "strict",
        call("curve.changes"),
        call("curve.total", 1, 4),
    ),
    _curve(
        "Line",
        [(0, 0), (8, 1)],
        "strict",
        *_at(1, 3, 4),
        call("curve.sample", 0, 8, 4),
        call("curve.sample", 1, 8, 3),
    ),
    _curve("Line", [(0, 0), (8, 1)], "strict", call("curve.sample", 0, 9, 9), call("curve.sample", 0, 9, 3)),
    _curve("Line", [(0, 0), (8, 1)], "clamp", call("curve.sample", 0, 0, 0), call("curve.sample", 3, 2, 1)),
    _curve(
        "Line", [(0, 4), (5, 4), (9, 0)], "wrap", *(call("curve.first_reach", y) for y in (4, 0, 3, 5, -1))
    ),
    _curve(
        "Line", [(-9, 0), (-6, 7)], "strict", *(call("curve.first_reach", y) for y in (1, 6)), *_at(-8, -7)
    ),
    _curve("Line", [(0, 0), (8, -1)], "strict", *_at(1, 3, 5)),
]


def draw(random: Random) -> Case:
    """Return a curve, and where it is asked."""
    kind = random.choice(["Line", "Steps"])
    mode = random.choice(["strict", "clamp", "wrap"])
    xs = random.sample(range(-6, 19), k=random.randint(2, 4))
    points = [(x, random.choice([0, 1, 4, 4, 10, -3, 25])) for x in xs]
    low, high = min(xs), max(xs)
    places = [low, high, low - 1, high + 1, *xs]
    steps: list[Step] = []
    for _ in range(random.randint(2, 4)):
        place = random.choice([*places, random.randint(low - 5, high + 9), random.randint(low, high)])
        other = random.choice([*places, high + 2, random.randint(low, high)])
        choices = [call("curve.at", place), call("curve.at", random.randint(low, high))]
        if kind == "Line":
            choices += [
                call("curve.first_reach", random.randint(-4, 26)),
                call("curve.first_reach", points[-1][1]),
            ]
        else:
            start = random.choice([low, min(place, other)])
            choices += [call("curve.total", start, max(place, other)), call("curve.changes")]
        if random.random() < 0.3:
            choices = [
                call("curve.sample", place, place + random.randint(-1, 8), random.choice([1, 2, 3, 4, 4, 0]))
            ]
        steps.append(random.choice(choices))
    return _curve(kind, points, mode, *steps)
