"""Moments at and around the bounds between units, before and after now; lengths of time."""

from datetime import datetime, timedelta
from random import Random

from tracefix_rl.tasks.case import Case, Step, call

NOW = datetime(2024, 5, 15, 12, 0)
NIGHT = datetime(2024, 3, 1, 0, 30, 20)


def _when(now: datetime, *distances: float) -> Case:
    return [call("humanize", now + timedelta(seconds=distance), now) for distance in distances]


EDGES: list[Case] = [
    _when(NOW, 0, -9, 9, 10, -10),
    _when(NOW, -9.5, 10.25, -44.75, 44.75),
    _when(NOW, -44, -45, -89, -90, -91),
    _when(NOW, 2669, 2670, 2699, 2700),
    _when(NOW, -5399, -5400, -43200, 43140),
    _when(NIGHT, -21599, -21600, -1820, -3600),
    _when(datetime(2024, 5, 15, 23, 0), 18000, 21599, 21600, 90000),
    [call("humanize", datetime(2023, 12, 31, 8, 7), datetime(2024, 1, 1, 23, 59))],
    [call("humanize", datetime(2024, 2, 29, 23), datetime(2024, 3, 30, 1)), *_when(NIGHT, -30 * 86400)],
    [
        call("humanize", datetime(2024, 1, 31), datetime(2024, 2, 29, 20)),
        call("humanize", datetime(2024, 1, 30), datetime(2024, 2, 29)),
    ],
    [call("humanize", datetime(2024, 1, 31), datetime(2024, 3, 1)), *_when(NOW, 29.5 * 86400, 30.5 * 86400)],
    [
        call("humanize", datetime(2023, 2, 28), datetime(2024, 2, 28)),
        call("humanize", datetime(2024, 2, 29), datetime(2025, 2, 28)),
    ],
    [call("duration", 0), call("duration", 1), call("duration", -1), call("duration", 59, 1)],
    [call("duration", 60, 0), call("duration", -60, -1)],
    [call("duration", 604799, 1), call("duration", 604800, 9), call("duration", 1209600 + 61, 5)],
    [call("duration", 7 * 86400 + 3600), call("duration", 7 * 86400 + 3600, 3)],
]
SIZES = [1, 60, 3600, 86400, 604800, 30 * 86400]
BOUNDS = [10, 45, 90, 45 * 60, 5400, 6 * 3600, 9000, 86400, 6 * 86400, 7 * 86400, 14 * 86400, 30 * 86400]


def draw(random: Random) -> Case:
    """Return some moments seen from one, or some lengths of time."""
    if random.random() < 0.3:
        steps: list[Step] = []
        for _ in range(3):
            seconds = sum(random.choice([0, 0, 1, 2, 5]) * size for size in SIZES[:5])
            steps.append(
                call("duration", seconds * random.choice([1, 1, 1, -1]), random.choice([1, 2, 3, 4, 5, 0]))
            )
        return steps
    now = datetime(
        2024, 3, random.choice([1, 15, 30, 31]), random.choice([0, 3, 12, 22]), random.choice([0, 30])
    )
    distances = [
        random.choice([-1, 1]) * (random.choice(BOUNDS) + random.choice([-1, 0, 1, 29, 600])),
        random.choice([-1, 1]) * random.randint(1, 90) * random.choice(SIZES[:4]),
        random.choice([-1, 1]) * random.randint(1, 59) * 3600,
    ]
    months = random.randint(1, 30)
    year, month = divmod(2024 * 12 + 2 - months, 12)
    return [
        *_when(now, *distances),
        call(
            "humanize",
            datetime(year, month + 1, random.choice([1, 14, 15, 16, 28]), random.choice([0, 23])),
            now,
        ),
    ]
