"""Incomes at and around the ends of bands and of the allowance."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read

BANDS = [(1_000, 0), (5_000, 1_250), (20_000, 2_000), (None, 4_500)]
FLAT = [(None, 500)]


def _schedule(*steps: Step, bands: object = BANDS, **settings: int) -> Case:
    return [keep("schedule", call("Schedule", bands, **settings)), *steps]


EDGES: list[Case] = [
    _schedule(bands=[]),
    _schedule(bands=[(5, 1)]),
    _schedule(bands=[(0, 1), (None, 2)]),
    _schedule(bands=[(5, 1), (5, 2), (None, 3)]),
    [keep("band", call("Band", 500, 20)), read("band.upto"), read("band.rate")],
    _schedule(call("schedule.tax", -1), call("schedule.marginal_rate", -5)),
    _schedule(call("schedule.breakdown", 0), call("schedule.net", 0), call("schedule.marginal_rate", 0)),
    _schedule(call("schedule.breakdown", 1_000), call("schedule.breakdown", 1_001)),
    _schedule(call("schedule.breakdown", 20_000), call("schedule.marginal_rate", 20_000)),
    _schedule(call("schedule.breakdown", 20_001), call("schedule.marginal_rate", 20_001)),
    _schedule(call("schedule.tax", 9), call("schedule.tax", 10), call("schedule.tax", 11), bands=FLAT),
    _schedule(
        call("schedule.allowance", 99), call("schedule.tax", 100), call("schedule.tax", 110), allowance=100
    ),
    _schedule(call("schedule.marginal_rate", 100), call("schedule.net", 101), bands=FLAT, allowance=100),
    _schedule(
        call("schedule.allowance", 501), call("schedule.allowance", 502), allowance=100, taper_from=500
    ),
    _schedule(
        call("schedule.allowance", 699), call("schedule.allowance", 701), allowance=100, taper_from=500
    ),
    _schedule(call("schedule.allowance", 60), call("schedule.tax", 60), allowance=100, taper_from=0),
    _schedule(call("schedule.withheld", [])),
    _schedule(call("schedule.withheld", [0, 1_000, 1])),
    _schedule(call("schedule.withheld", [6_000, -7_000])),
]


def draw(random: Random) -> Case:
    """Return a schedule and some incomes, most of them near where something changes."""
    ends = sorted(random.sample(range(500, 30_000, 250), k=random.randint(0, 3)))
    bands = [
        *((end, random.randrange(0, 5_000, 125)) for end in ends),
        (None, random.randrange(0, 6_000, 125)),
    ]
    allowance = random.choice([0, 500, 1_257])
    taper = random.choice([None, 10_000, 15_001])
    settings = {"allowance": allowance} | ({} if taper is None else {"taper_from": taper})
    near = [end + allowance + random.randint(-2, 2) for end in ends] or [allowance + 1]
    income = random.randint(0, 40_000)
    return _schedule(
        call("schedule.breakdown", random.choice(near)),
        call("schedule.marginal_rate", random.choice(near)),
        call("schedule.allowance", income),
        call("schedule.net", income),
        call("schedule.withheld", [random.randint(0, 9_000) for _ in range(random.randint(1, 4))]),
        bands=bands,
        **settings,
    )
