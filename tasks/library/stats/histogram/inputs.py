"""Histograms with few edges, filled with values around them, and pairs that are merged."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read


def _state(name: str) -> Step:
    return read(f"({name}.edges, {name}.counts, {name}.below, {name}.above, {name}.total)")


def _filled(edges: list[int], values: list[int], *steps: Step, name: str = "bins") -> Case:
    return [keep(name, call("Histogram", edges)), call(f"{name}.add", values), *steps]


def _even(low: int, high: int, bins: int) -> Case:
    return [keep("bins", call("Histogram.even", low, high, bins)), read("bins.edges")]


def _merged(left: Case, right: Case) -> Case:
    return [
        *left,
        *right,
        keep("both", call("bins.merge", Expression("more"))),
        _state("both"),
        _state("bins"),
    ]


def _coarse(least: int) -> list[Step]:
    return [keep("coarse", call("bins.coarse", least)), _state("coarse"), _state("bins")]


EDGES: list[Case] = [
    [call("Histogram", [])],
    [call("Histogram", [3])],
    [call("Histogram", [3, 4, 4])],
    [call("Histogram", [3, 5, 4])],
    _filled([0, 1], [], _state("bins"), call("bins.percentile_bin", 0), call("bins.lines")),
    _filled([0, 5, 10], [0, 4, 5, 9, 10, 11, -1], _state("bins"), call("bins.lines", 4)),
    _filled(
        [0, 1, 2, 3], [2, 2, 2], *(call("bins.percentile_bin", percent) for percent in (0, 1, 100, -1, 101))
    ),
    _filled([0, 1, 2], [0, 0, 0, 2], call("bins.percentile_bin", 75), call("bins.percentile_bin", 76)),
    _filled([0, 1, 2], [0, *[1] * 9], call("bins.lines"), call("bins.lines", 1), call("bins.lines", 9)),
    _even(0, 0, 1),
    _even(0, 1, 1),
    _even(3, 5, 3),
    _even(-3, 4, 3),
    _even(0, 9, 0),
    _merged(_filled([0, 2, 4], [0, 1, 3, 9]), _filled([1, 3], [1], name="more")),
    _merged(_filled([0, 2, 4, 6], [1, 2, 4, 5]), _filled([2, 4], [2, 4, 5, 1], name="more")),
    _merged(_filled([0, 2, 4], [1, 2]), _filled([0, 2, 4], [3, -1], name="more")),
    _filled([0, 1, 2, 3], [0, 2], *_coarse(0)),
    _filled([0, 1, 2, 3], [0, 1], *_coarse(2)),
    _filled([0, 1, 2, 3], [9], *_coarse(1)),
]


def draw(random: Random) -> Case:
    """Return a histogram and what is asked of it, or two that are merged."""
    kind = random.randrange(5)
    if kind == 0:
        low = random.randint(-5, 5)
        return _even(low, low + random.randint(1, 20), random.choice([1, 2, 3, 4, 6, 7]))
    edges = _edges(random)
    filled = _filled(edges, _values(random, edges))
    if kind == 1:
        other = _edges(random)
        return _merged(filled, _filled(other, _values(random, other), name="more"))
    if kind == 2:
        return [*filled, *_coarse(random.randint(1, 5))]
    if kind == 3:
        percents = random.sample([0, 10, 25, 33, 34, 50, 60, 75, 90, 100], k=3)
        return [*filled, *(call("bins.percentile_bin", percent) for percent in percents)]
    return [*filled, _state("bins"), call("bins.lines", random.choice([1, 3, 5, 10]))]


def _edges(random: Random) -> list[int]:
    return sorted(random.sample([0, 2, 4, 6, 8, 10], k=random.randint(2, 5)))


def _values(random: Random, edges: list[int]) -> list[int]:
    return [random.choice([*edges, random.randint(-1, 11)]) for _ in range(random.randint(2, 9))]
