"""Short texts that meet the limits exactly, or pass them by one; and sending that fails."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

SEND = Expression("lambda items: sent.append(items)")
FAILS = Expression("lambda items: sent.append(10 // outcomes.pop(0))")
FLUSH = call("batcher.flush")


def _batcher(*steps: Step, outcomes: list[int] | None = None, **limits: Any) -> Case:
    settings = {"max_items": 3, "max_bytes": 8, "max_age": 4} | limits
    first = [keep("sent", [])] + ([] if outcomes is None else [keep("outcomes", outcomes)])
    return [
        *first,
        keep("batcher", call("Batcher", SEND if outcomes is None else FAILS, **settings)),
        *steps,
        read("sent"),
        read("(batcher.pending, batcher.size)"),
        call("batcher.due"),
        read("batcher.sent"),
    ]


def _add(*items: str, now: int = 0) -> list[Step]:
    return [call("batcher.add", item, now) for item in items]


EDGES: list[Case] = [
    _batcher(FLUSH, call("batcher.tick", 99)),
    _batcher(max_items=0),
    _batcher(max_bytes=0),
    _batcher(max_age=0),
    _batcher(*_add("a", "b"), max_items=1),
    _batcher(*_add("", "a", "", "b"), max_items=2, max_bytes=1),
    _batcher(*_add("", "", "", "")),
    _batcher(*_add("1234", "1234", "1")),
    _batcher(*_add("1234", "12345", "123")),
    _batcher(*_add("1", "12345678", "123456789")),
    _batcher(*_add("éé", "ééé", "€€")),
    _batcher(*_add("a"), *_add("b", now=3), call("batcher.tick", 3), call("batcher.tick", 4)),
    _batcher(*_add("1"), *_add("12345678", now=4), max_age=4),
    _batcher(*_add("1"), *_add("123456789", now=4), call("batcher.tick", 4)),
    _batcher(*_add("1", "2"), FLUSH, FLUSH, *_add("3", now=7), call("batcher.tick", 10)),
    _batcher(*_add("1", "2", "3", "4"), outcomes=[0, 1, 1], max_items=2),
    _batcher(*_add("1"), *_add("2", now=4), call("batcher.tick", 5), FLUSH, outcomes=[0, 1]),
    [
        keep("sent", []),
        keep("batcher", call("Batcher", SEND)),
        *_add(*"123456789", "x" * 90),
        *_add("y" * 101, "z"),
        read("batcher.sent"),
        call("batcher.due"),
    ],
]


def draw(random: Random) -> Case:
    """Return a batcher, what it is given, and when."""
    most = random.choice([4, 6, 8])
    texts = ["", "a", "b", "é", "abc", "abcd", "é€", "x" * (most - 1), "y" * most, "z" * (most + 1)]
    age = random.choice([1, 3, 4])
    now = 0
    steps: list[Step] = []
    for _ in range(random.randint(5, 11)):
        now += random.choice([0, 0, 0, 1, 1, age - 1, age])
        weights = [10, 2, 1]
        item = random.choices(texts, weights=[2, 4, 4, 3, 3, 2, 2, 1, 1, 0.6])[0]
        choices = [call("batcher.add", item, now), call("batcher.tick", now), FLUSH]
        steps.append(random.choices(choices, weights=weights)[0])
    outcomes = random.choices([0, 1, 5], k=random.randint(1, 4)) if random.random() < 0.3 else None
    return _batcher(*steps, outcomes=outcomes, max_items=random.randint(1, 5), max_bytes=most, max_age=age)
