"""Small networks with few different lengths, so that routes tie, and questions about them."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

NETWORK = keep("net", call("RoadNetwork"))


def _road(start: str, end: str, length: int, **options: bool) -> Step:
    return call("net.connect", start, end, length, **options)


def _route(start: str, goal: str, **options: list[str]) -> Step:
    return call("net.route", start, goal, **options)


EDGES: list[Case] = [
    [NETWORK, _route("a", "b")],
    [NETWORK, _road("a", "a", 1), _route("a", "a")],
    [NETWORK, _road("a", "b", -1), _route("a", "b")],
    [NETWORK, _road("a", "b", 0), _road("b", "c", 0), _route("c", "a"), call("net.within", "a", 0)],
    [NETWORK, _road("a", "b", 3), _route("a", "a"), _route("a", "x"), _route("x", "a")],
    [
        NETWORK,
        _road("a", "b", 3, one_way=True),
        _route("a", "b"),
        _route("b", "a"),
        call("net.within", "b", 9),
    ],
    [NETWORK, _road("a", "b", 3), _road("a", "b", 1, one_way=True), _route("a", "b"), _route("b", "a")],
    [NETWORK, _road("a", "b", 3), _route("a", "b", avoid=["a"]), _route("a", "b", avoid=["b"])],
    [NETWORK, _road("a", "b", 3), _route("a", "a", avoid=["a"]), _route("a", "b", avoid=["c"])],
    [NETWORK, call("net.close", "a", "b"), _road("a", "b", 2, one_way=True), call("net.close", "b", "a")],
    [NETWORK, _road("a", "b", 2), call("net.close", "a", "b"), _route("a", "b"), call("net.within", "b", 2)],
    [NETWORK, call("net.tour"), _road("a", "b", 2), call("net.tour", "a"), call("net.tour", "a", "a")],
    [NETWORK, _road("a", "b", 2), call("net.tour", "a", "b", "a", "b"), call("net.tour", "a", "b", "x")],
    [NETWORK, _road("a", "b", 2, one_way=True), call("net.tour", "b", "a", "x"), call("net.tour", "x", "a")],
    [NETWORK, _road("a", "b", 2), _road("b", "c", 2), call("net.within", "a", 3), call("net.within", "a", 4)],
    [NETWORK, _road("a", "b", 2), call("net.within", "x", 3), call("net.within", "a", -1)],
    [
        NETWORK,
        *[_road("s", middle, 2) for middle in "cbd"],
        *[_road(middle, "t", 2) for middle in "dbc"],
        _route("s", "t"),
        _route("t", "s", avoid=["b"]),
    ],
]


def draw(random: Random) -> Case:
    """Return a network of some places, perhaps a closed road, and questions."""
    places = "abcdef"[: random.randint(3, 6)]
    steps: list[Step] = [NETWORK]
    for _ in range(random.randint(4, 9)):
        start, end = random.sample(places, 2)
        length = random.choice([0, 1, 1, 2, 2, 3, 4, 6])
        if random.random() < 0.3:
            steps.append(_road(start, end, length, one_way=True))
        else:
            steps.append(_road(start, end, length))
    if random.random() < 0.1:
        steps.append(_road(random.choice(places), random.choice(places), random.choice([-1, 0, 1])))
    if random.random() < 0.4:
        steps.append(call("net.close", *random.sample(places, 2)))
    for _ in range(random.randint(2, 4)):
        kind = random.randint(0, 4)
        if kind <= 1:
            steps.append(_route(*random.choices(places, k=2)))
        elif kind == 2:
            steps.append(_route(*random.sample(places, 2), avoid=random.sample(places, random.randint(1, 2))))
        elif kind == 3:
            steps.append(call("net.tour", *random.choices(places, k=random.randint(1, 4))))
        else:
            steps.append(call("net.within", random.choice(places), random.randint(0, 6)))
    return steps
