"""Small rings, on which the positions of nodes collide with each other and with keys."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

KEYS = ["ant", "bee", "cat", "dog", "eel", "fox", "gnu", "hen"]


def _ring(*steps: Step, points: int = 2, factor: int = 7, size: int = 23) -> Case:
    hash_of = Expression(f"lambda text: sum(map(ord, text)) * {factor} % {size}")
    ring = keep("ring", call("HashRing", hash_of, points))
    return [ring, *steps, call("ring.nodes"), read("len(ring)"), call("ring.shares", KEYS[:5])]


def _add(*nodes: str) -> list[Step]:
    return [call("ring.add", node) for node in nodes]


EDGES: list[Case] = [
    _ring(call("ring.owner", "ant"), call("ring.owners", "ant", 1)),
    _ring(points=0),
    _ring(*_add("a"), call("ring.owner", "ant"), call("ring.moves", ["ant"], "a"), points=1),
    _ring(*_add("a", "a"), call("ring.remove", "b"), call("ring.moves", [], "b")),
    _ring(call("ring.add", "a", 0), call("ring.add", "a", 1)),
    _ring(call("ring.add", "a", 3), *_add("b"), *[call("ring.owner", key) for key in KEYS]),
    _ring(*_add("c", "b", "a"), *[call("ring.owners", key, 2) for key in KEYS[:4]]),
    _ring(*_add("a", "b"), *[call("ring.owners", "cat", count) for count in (-1, 0, 1, 3)]),
    _ring(*_add("b", "a", "c"), call("ring.remove", "a"), call("ring.owner", "bee"), factor=1, size=3),
    _ring(*_add("b", "a"), call("ring.moves", KEYS, "a"), call("ring.moves", KEYS, "b"), factor=1, size=4),
    _ring(*_add("a", "b"), call("ring.remove", "a"), call("ring.remove", "b"), call("ring.owners", "ant", 3)),
    _ring(*_add("b", "c", "a"), call("ring.owner", "dog"), call("ring.remove", "b"), factor=0),
    [
        keep("ring", call("HashRing", Expression("lambda text: ord(text[0]) * 10 + ord(text[-1])"))),
        *_add("p", "q"),
        *[call("ring.owner", key) for key in ("p", "p0", "p1", "p2", "p3", "q0", "q3", "a")],
    ],
]


def draw(random: Random) -> Case:
    """Return a ring on which nodes come and go, and who owns some keys."""
    steps = _add(*random.sample("abcd", random.randint(0, 3)))
    for _ in range(random.randint(4, 8)):
        node = random.choice("abcd")
        key = random.choice(KEYS)
        steps.append(
            random.choices(
                [
                    call("ring.add", node),
                    call("ring.add", node, random.randint(0, 3)),
                    call("ring.remove", node),
                    call("ring.owner", key),
                    call("ring.owners", key, random.randint(0, 4)),
                    call("ring.moves", random.sample(KEYS, 4), node),
                ],
                weights=[2, 2, 2, 3, 3, 2],
            )[0]
        )
    return _ring(
        *steps,
        points=random.randint(1, 3),
        factor=random.choice([1, 3, 5, 7]),
        size=random.choice([5, 11, 29, 50]),
    )
