"""Few keys with tags that cover one another, or only look as if they did."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep

TAGS = ["a", "a.b", "a.b.c", "ab", "b", "b.a", "a.c"]
WRONG = ["", ".a", "a.", "a..b"]


def _cache(*steps: Step, capacity: int = 3) -> Case:
    return [
        keep("cache", call("TaggedCache", capacity)),
        *steps,
        call("cache.keys"),
        call("cache.all_tags"),
    ]


def _put(key: str, *tags: str, value: int = 1) -> Step:
    return call("cache.put", key, value, list(tags))


EDGES: list[Case] = [
    _cache(call("cache.get", "k"), call("cache.tags", "k"), call("cache.tagged", "a")),
    _cache(capacity=0),
    _cache(_put("k", "a"), _put("m", "a"), capacity=1),
    _cache(call("cache.put", "k", 1), call("cache.get", "k"), call("cache.invalidate_all", [])),
    _cache(_put("k", ""), _put("k", "a", ".b"), call("cache.get", "k")),
    _cache(
        _put("k", "a"),
        call("cache.invalidate", ""),
        call("cache.tagged", "a."),
        call("cache.invalidate_all", ["a", "."]),
    ),
    _cache(_put("k", "ab"), _put("m", "a.b"), call("cache.tagged", "a"), call("cache.invalidate", "a")),
    _cache(_put("k", "a"), call("cache.tagged", "a.b"), call("cache.invalidate", "a.b")),
    _cache(_put("m", "a.b", "a.c"), _put("k", "a.c", "a.c"), call("cache.invalidate", "a.c")),
    _cache(_put("k", "a", "b"), _put("m", "a"), _put("n", "b"), call("cache.invalidate_all", ["b", "a"])),
    _cache(_put("k", "a.b"), _put("m", "a"), call("cache.invalidate_all", ["a", "a.b"])),
    _cache(_put("k", "a"), _put("k", "b", value=2), call("cache.tags", "k"), call("cache.invalidate", "a")),
    _cache(_put("k"), _put("m"), _put("n"), call("cache.get", "k"), _put("o")),
    _cache(_put("k"), _put("m"), _put("n"), _put("k"), _put("o"), call("cache.tags", "m")),
    [keep("cache", call("TaggedCache")), *[_put(key, "a") for key in "vwxyz"], call("cache.invalidate", "a")],
]


def draw(random: Random) -> Case:
    """Return a cache and some operations with keys and tags that meet often."""
    steps: list[Step] = []
    for number in range(random.randint(6, 12)):
        key = random.choice("kmno")
        tags = random.sample(TAGS, random.randint(0, 3))
        tag = random.choice(TAGS)
        if random.random() < 0.05:
            tag = random.choice(WRONG)
            tags.append(tag)
        steps.append(
            random.choices(
                [
                    _put(key, *tags, value=number),
                    call("cache.get", key),
                    call("cache.invalidate", tag),
                    call("cache.invalidate_all", tags[:2]),
                    call("cache.tags", key),
                    call("cache.tagged", tag),
                ],
                weights=[9, 3, 1.5, 1.5, 1, 2],
            )[0]
        )
    return _cache(*steps, call("cache.tagged", "a"), capacity=random.randint(1, 4))
