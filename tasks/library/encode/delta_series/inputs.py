"""Numbers that grow, jump and stand still, points in time, and tokens to read."""

from datetime import datetime, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

START = datetime(2024, 3, 1, 23, 59)


def _encoder(*points: tuple[int, int], unit: int = 1) -> Case:
    steps: list[Step] = [keep("encoder", call("SeriesEncoder", START, unit))]
    steps += [call("encoder.add", START + timedelta(seconds=seconds), value) for seconds, value in points]
    return [*steps, call("encoder.tokens")]


EDGES: list[Case] = [
    [call("differences", []), call("restore", []), call("best_order", [])],
    [call("differences", [7]), call("differences", [7], 3), call("restore", [7], 3), call("best_order", [7])],
    [call("differences", [1, 2], -1), call("restore", [1, 2], -1), call("differences", [3, 1], 0)],
    [
        call("differences", [1, 8, 27, 64], 2),
        call("differences", [1, 8, 27, 64], 3),
        call("differences", [1, 8], 5),
    ],
    [call("restore", [1, 7, 12, 6], 3), call("restore", [1, 7, 12, 6], 2), call("restore", [1, 7], 0)],
    [
        call("best_order", [4, 4, 4]),
        call("best_order", [5, 8, 11, 14]),
        call("best_order", [5, 8, 11, 14], 1),
    ],
    [
        call("best_order", [0, 0, 0]),
        call("best_order", [9, 9, 9], 0),
        call("best_order", [1, 8, 27, 64, 125, 216], 4),
    ],
    _encoder(unit=0),
    _encoder(),
    _encoder((0, 0)),
    _encoder((0, 0), (0, 0), (1, 0), (2, 0), (3, 0), (3, 0)),
    _encoder((5, 1), (4, 1), (5, 2), (5, 2)),
    _encoder((-1, 0), (0, -1), (0, -2)),
    _encoder((60, 3), (90, 3), (120, 3), (180, 3), (240, 3), unit=60),
    [
        call("decode_series", START, []),
        call("decode_series", START, [0]),
        call("decode_series", START, [0, 0]),
    ],
    [call("decode_series", START, [-2, 2, 3]), call("decode_series", START, [2, 1, 1, 2, -1])],
    [
        call("decode_series", START, [1, 0]),
        call("decode_series", START, [2, 2, 3, 0]),
        call("decode_series", START, [2, -1]),
    ],
    [call("decode_series", START, [4, 6, -2, 1, 0], 30)],
]


def draw(random: Random) -> Case:
    """Return numbers to take differences of, points to write, or tokens to read."""
    kind = random.randrange(5)
    if kind == 0:
        values = [random.randint(-9, 9) for _ in range(random.randint(2, 6))]
        return [call(random.choice(["differences", "restore"]), values, random.randint(0, 4))]
    if kind == 1:
        return [call("best_order", _growing(random), random.choice([1, 2, 3, 4]))]
    if kind == 2:
        tokens: list[int] = []
        for _ in range(random.randint(1, 4)):
            tokens += random.choice([[-1], [-3], [0, 0], [random.randint(0, 8), random.randint(0, 9)]])
        if random.random() < 0.15:
            tokens.append(2)
        return [call("decode_series", START, tokens, random.choice([1, 15, 60]))]
    unit = random.choice([1, 1, 10])
    seconds, step, value = 0, unit, 0
    points: list[tuple[int, int]] = []
    for _ in range(random.randint(3, 8)):
        if random.random() < 0.35:
            step = random.choice([0, 1, 2, 5]) * unit
        if random.random() < 0.35:
            value += random.choice([-3, -1, 1, 4])
        seconds += step
        wrong = random.random() < 0.06
        points.append((seconds - random.choice([1, 10, 15]) if wrong else seconds, value))
    return _encoder(*points, unit=unit)


def _growing(random: Random) -> list[int]:
    a, b, c, d = (random.choice([0, 0, 1, 2, -3]) for _ in range(4))
    noise = random.choice([0, 0, 1])
    return [
        50 * d + a * i + b * i**2 + c * i**3 + random.randint(0, noise) for i in range(random.randint(3, 7))
    ]
