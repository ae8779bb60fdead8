"""Some days of demand, and ways to be supplied."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, call, keep, read

SUPPLY = Expression("supply")


def _forecast(demand: list[int], window: int) -> Case:
    return [call("forecast", demand, window)]


def _simulate(demand: list[int], stock: int, point: int, target: int, *supply: int) -> Case:
    return [
        keep("supply", call("Supply", *supply)),
        keep("days", call("simulate", demand, SUPPLY, stock, point, target)),
        read("days"),
        call("service_level", Expression("days")),
    ]


EDGES: list[Case] = [
    _forecast([], 3),
    _forecast([4], 0),
    _forecast([4], 1),
    _forecast([4, 7], 1),
    _forecast([4, 7, 1], 9),
    [
        call("safety_stock", [], 2, 100),
        call("safety_stock", [3], 0, 100),
        call("safety_stock", [3, 5], 1, -1),
    ],
    [
        call("safety_stock", [3], 2, 100),
        call("safety_stock", [3, 5], 1, 0),
        call("safety_stock", [5, 3], 1, 100),
    ],
    [call("safety_stock", [3, 5, 3, 6], 1, 100), call("safety_stock", [3, 5, 3, 6], 2, 100)],
    [keep("supply", call("Supply", 2)), call("reorder_point", [4, 6, 5, 9], SUPPLY)],
    [
        keep("supply", call("Supply", 0)),
        call("reorder_point", [4, 6], SUPPLY),
        call("reorder_point", [], SUPPLY),
    ],
    [keep("supply", call("Supply", -1)), read("supply.lead_days")],
    [keep("supply", call("Supply", 0, 0)), read("supply.pack")],
    [keep("supply", call("Supply", 0, 1, 0)), read("supply.minimum")],
    [
        keep("supply", call("Supply", 1, 6, 12)),
        *(call("supply.order_size", n) for n in (-1, 0, 1, 12, 13, 18, 19)),
    ],
    _simulate([], 0, 0, 1, 1),
    _simulate([5], -1, 0, 1, 1),
    _simulate([5], 0, 3, 3, 1),
    _simulate([5, 5], 10, 5, 6, 1),
    _simulate([4, 5, 5], 10, 5, 8, 1),
    _simulate([4, 4, 4, 4, 4], 9, 6, 12, 3),
    _simulate([4, 4, 4], 4, 0, 5, 0, 3, 7),
    [
        call("service_level", []),
        call("service_level", [(0, 1, 0)]),
        call("service_level", [(0, 0, 0)] * 2 + [(0, 1, 0)]),
    ],
]


def draw(random: Random) -> Case:
    """Return figures to plan with, or days to simulate."""
    demand = random.choices([0, 1, 2, 3, 4, 5, 6, 9], k=random.randint(1, 7))
    pack, minimum = random.choice([1, 1, 4, 6]), random.choice([1, 1, 5, 8])
    supply = (random.choice([0, 1, 1, 2, 3]), pack, minimum)
    kind = random.choice(["forecast", "safety", "point", "size", "simulate", "simulate", "simulate"])
    window = random.choice([1, 2, 3, 3, random.choice([0, 7])])
    if kind == "forecast":
        return _forecast(demand, window)
    if kind == "safety":
        return [
            call("safety_stock", demand, window, factor)
            for factor in random.sample([0, 50, 100, 150, 230, -1], 2)
        ]
    if kind == "point":
        factor = random.choice([0, 100, 150, 200])
        return [
            keep("supply", call("Supply", *supply)),
            call("reorder_point", demand, SUPPLY, window, factor),
        ]
    if kind == "size":
        wanted = random.sample(range(-1, 20), k=4)
        return [
            keep("supply", call("Supply", *supply)),
            *(call("supply.order_size", n) for n in sorted(wanted)),
        ]
    point = random.choice([0, 2, 3, 5])
    target = point + random.choice([0, 1, 4, 5, 8])
    return _simulate(demand, random.choice([0, 3, 5, 8, 10, random.choice([-1, 12])]), point, target, *supply)
