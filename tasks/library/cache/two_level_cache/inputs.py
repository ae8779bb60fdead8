"""Few keys that are asked for again and again."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep

LOAD = Expression("lambda key: 100 // (ord(key) - 97)")
"""Fails for "a"."""


def _cache(*steps: Step, small: int = 1, large: int = 2) -> Case:
    return [
        keep("cache", call("TwoLevelCache", LOAD, small, large)),
        *steps,
        call("cache.first"),
        call("cache.second"),
        call("cache.stats"),
    ]


def _get(keys: str) -> list[Step]:
    return [call("cache.get", key) for key in keys]


EDGES: list[Case] = [
    _cache(call("cache.level", "b"), call("cache.remove", "b")),
    _cache(small=0),
    _cache(large=0),
    _cache(*_get("a"), call("cache.level", "a")),
    _cache(call("cache.put", "a", 0), *_get("aaaa")),
    _cache(*_get("bcd")),
    _cache(*_get("bbbb"), large=1),
    _cache(*_get("bcbd"), call("cache.level", "b")),
    _cache(*_get("bbbccc"), call("cache.level", "b")),
    _cache(*_get("bbbcddcc")),
    _cache(*_get("bbbcccbddd"), small=2),
    _cache(*_get("bbb"), call("cache.put", "b", 5), call("cache.put", "c", 6), *_get("bc")),
    _cache(*_get("bb"), call("cache.put", "b", 5), *_get("b"), call("cache.level", "b")),
    _cache(*_get("bcbb"), call("cache.remove", "b"), call("cache.remove", "c"), *_get("b")),
    _cache(*_get("bc"), call("cache.put", "d", 5), call("cache.remove", "d"), call("cache.level", "b")),
    [keep("cache", call("TwoLevelCache", LOAD)), *_get("bbbcccdddefghi"), call("cache.stats")],
]


def draw(random: Random) -> Case:
    """Return a cache and a dozen of operations, most of them gets."""
    keys = random.sample("bcdef", random.randint(2, 4))
    steps: list[Step] = []
    for number in range(random.randint(8, 14)):
        key = random.choice(keys if random.random() < 0.95 else "a")
        steps.append(
            random.choices(
                [
                    call("cache.get", key),
                    call("cache.put", key, number),
                    call("cache.remove", key),
                    call("cache.level", key),
                    call("cache.second"),
                ],
                weights=[14, 2, 1, 1, 0.5],
            )[0]
        )
    return _cache(*steps, small=random.randint(1, 2), large=random.randint(1, 3))
