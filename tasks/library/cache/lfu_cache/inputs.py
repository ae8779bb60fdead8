"""Sequences of operations on small caches, with few keys, so that they collide."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _cache(capacity: int, *steps: Step) -> Case:
    return [keep("cache", call("LFUCache", capacity)), *steps, call("cache.keys")]


def _put(*keys: str) -> list[Step]:
    return [call("cache.put", key, number) for number, key in enumerate(keys)]


def _get(*keys: str) -> list[Step]:
    return [call("cache.get", key) for key in keys]


EDGES: list[Case] = [
    _cache(-1),
    _cache(0, *_put("a"), read("len(cache)"), *_get("a")),
    _cache(1, *_get("a"), call("cache.remove", "a"), call("cache.uses", "a")),
    _cache(1, *_put("a", "b", "a"), call("cache.uses", "b"), read("len(cache)")),
    _cache(1, *_put("a", "a"), call("cache.uses", "a"), *_put("b"), call("cache.uses", "a")),
    _cache(2, *_put("a", "b", "c")),
    _cache(2, *_put("a", "b", "a", "c")),
    _cache(2, *_put("a", "b"), *_get("a", "b"), *_put("c")),
    _cache(2, *_put("a", "b"), *_get("b", "a"), *_put("c", "d")),
    _cache(3, *_put("a", "b", "c"), *_get("a", "a", "b"), call("cache.remove", "c"), *_put("d", "e")),
    _cache(2, *_put("a"), *_get("a", "a"), call("cache.remove", "a"), *_put("b", "c", "d")),
    _cache(
        2,
        *_put("a", "b"),
        *_get("a", "a", "b"),
        call("cache.remove", "b"),
        *_put("c"),
        *_get("c"),
        *_put("d"),
    ),
    _cache(2, call("cache.put", "n", 0), *_get("n"), call("cache.put", "n", None), *_get("n")),
]


def draw(random: Random) -> Case:
    """Return a cache and some twelve operations on it."""
    steps: list[Step] = []
    for _ in range(random.randint(6, 14)):
        key = random.choice("abcde")
        steps.append(
            random.choices(
                [
                    call("cache.put", key, random.randint(0, 9)),
                    call("cache.get", key),
                    call("cache.remove", key),
                    call("cache.uses", key),
                    call("cache.keys"),
                ],
                weights=[5, 5, 1, 1, 1],
            )[0]
        )
    return _cache(random.randint(1, 4), *steps)
