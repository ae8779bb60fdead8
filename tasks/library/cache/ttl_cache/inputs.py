"""Few keys in a small cache, and times at which values expire or nearly do."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

LOADS = Expression("lambda key: len(key) * 40")
BREAKS = Expression("lambda key: 1 // 0")
NOTHING = Expression("lambda key: None")


def _cache(*steps: Step, **settings: Any) -> Case:
    chosen = {"ttl": 5, "capacity": 2} | settings
    return [
        keep("times", [0]),
        keep("cache", call("TTLCache", Expression("lambda: times[-1]"), **chosen)),
        *steps,
        call("cache.keys"),
        read("(cache.hits, cache.misses, len(cache))"),
    ]


def _at(time: int) -> Step:
    return keep("times", [time])


def _put(*keys: str, **options: Any) -> list[Step]:
    return [call("cache.put", key, number, **options) for number, key in enumerate(keys)]


def _get(*keys: str) -> list[Step]:
    return [call("cache.get", key) for key in keys]


EDGES: list[Case] = [
    _cache(*_get("a"), call("cache.remaining", "a"), call("cache.remove", "a"), call("cache.purge")),
    _cache(ttl=0),
    _cache(capacity=0),
    _cache(*_put("a"), _at(1), *_get("a"), ttl=1, capacity=1),
    _cache(*_put("a"), _at(4), *_get("a"), call("cache.remaining", "a"), _at(5), *_get("a")),
    _cache(*_put("a", ttl=0), call("cache.touch", "z", 0), call("cache.touch", "z", 1)),
    _cache(*_put("a", "b", "c")),
    _cache(*_put("a", "b", "a", "c")),
    _cache(*_put("b"), *_put("a", ttl=3), _at(3), *_put("c", "d")),
    _cache(*_put("b", ttl=1), *_put("a", ttl=2), _at(2), call("cache.purge"), call("cache.purge")),
    _cache(*_put("a"), _at(4), *_get("a"), _at(8), *_get("a"), _at(13), *_get("a"), sliding=True),
    _cache(*_put("a"), _at(3), call("cache.touch", "a", 9), _at(11), call("cache.touch", "a"), _at(19)),
    _cache(*_put("a"), _at(5), call("cache.touch", "a"), call("cache.remove", "a"), call("cache.purge")),
    _cache(*[call("cache.get_or_load", "a", load) for load in (NOTHING, BREAKS, LOADS, BREAKS)]),
    _cache(*_put("a"), call("cache.get_or_load", "a", LOADS), call("cache.get", "b", 9)),
    [
        keep("times", [0]),
        keep("cache", call("TTLCache", Expression("lambda: times[-1]"), 9)),
        *_put("a", "b", "c", "d"),
        _at(8),
        *_get("b"),
        call("cache.remaining", "b"),
    ],
]


def draw(random: Random) -> Case:
    """Return a cache and some operations on it while time passes."""
    ttl = random.choice([2, 4, 5])
    now = 0
    steps: list[Step] = []
    for _ in range(random.randint(6, 12)):
        if random.random() < 0.45:
            now += random.choice([1, 1, 2, ttl - 1, ttl])
            steps.append(_at(now))
        key = random.choice("aabbcd")
        lifetime = random.choice([1, 2, 3, ttl, 8, 0])
        value = random.randint(0, 9)
        steps.append(
            random.choices(
                [
                    call("cache.put", key, value),
                    call("cache.put", key, value, lifetime),
                    call("cache.get", key),
                    call("cache.get_or_load", key, random.choice([LOADS, LOADS, BREAKS, NOTHING])),
                    call("cache.touch", key),
                    call("cache.touch", key, lifetime),
                    call("cache.remaining", key),
                    call("cache.remove", key),
                    call("cache.purge"),
                ],
                weights=[5, 5, 4, 2, 1.5, 1.5, 1.5, 1, 1.5],
            )[0]
        )
    return _cache(*steps, ttl=ttl, capacity=random.randint(1, 3), sliding=random.random() < 0.4)
