"""Chains of three levels, requests of several amounts, and people who try to decide."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

NAMES = ["ann", "bob", "cat", "dan"]


def _chain(levels: list[tuple[Any, ...]], deputies: dict[str, str], *steps: Step) -> Case:
    kept: list[Step] = [keep(f"level{place}", call("Level", *level)) for place, level in enumerate(levels)]
    names = Expression("[" + ", ".join(f"level{place}" for place in range(len(levels))) + "]")
    return [*kept, keep("chain", call("ApprovalChain", names, deputies)), *steps]


def _submit(*amounts: int, author: str = "zoe") -> list[Step]:
    return [call("chain.submit", author, amount) for amount in amounts]


def _approve(number: int, *names: str) -> list[Step]:
    return [call("chain.approve", number, name) for name in names]


def _seen(number: int) -> list[Step]:
    return [call("chain.status", number), call("chain.can_decide", number), call("chain.log", number)]


TEAM = ("team", ["ann", "bob"])
HEADS = ("heads", ["bob", "cat", "dan"], 2, 10)

EDGES: list[Case] = [
    [call("Level", "a", [])],
    [call("Level", "a", ["x"], 0)],
    [call("Level", "a", ["x", "x"], 2)],
    [keep("level", call("Level", "a", ["x", "y"], 2)), read("(level.needed, level.threshold)")],
    [call("ApprovalChain", [])],
    _chain([TEAM], {"ann": "ann"}),
    _chain([TEAM], {"ann": "bob", "bob": "cat", "cat": "bob"}),
    _chain(
        [TEAM],
        {"ann": "cat", "bob": "cat"},
        call("chain.deputy", "ann"),
        *_submit(1),
        *_seen(1),
        *_approve(1, "cat"),
    ),
    _chain([TEAM], {}, *_submit(0, 1, -1), *_approve(1, "cat", "ann", "bob"), *_seen(1)),
    _chain([TEAM], {}, call("chain.status", 1), call("chain.approve", 1, "ann"), call("chain.log", 0)),
    _chain(
        [TEAM], {}, call("chain.reject", 1, "ann"), call("chain.can_decide", 1), call("chain.inbox", "ann")
    ),
    _chain([HEADS], {}, *_submit(9, 10), *_seen(1), *_seen(2), *_approve(2, "bob", "bob", "cat"), *_seen(2)),
    _chain(
        [HEADS],
        {"cat": "dan"},
        *_submit(10, author="bob"),
        *_seen(1),
        *_approve(1, "cat", "bob", "dan"),
        *_seen(1),
    ),
    _chain(
        [("a", ["ann"])],
        {},
        *_submit(1, author="ann"),
        *_seen(1),
        *_approve(1, "ann"),
        call("chain.inbox", "ann"),
    ),
    _chain([TEAM, HEADS], {}, *_submit(10), *_approve(1, "bob"), *_approve(1, "bob", "dan"), *_seen(1)),
    _chain(
        [TEAM, HEADS],
        {},
        *_submit(10),
        call("chain.reject", 1, "cat"),
        call("chain.reject", 1, "ann"),
        *_seen(1),
    ),
    _chain(
        [TEAM],
        {},
        *_submit(5, 7, 5),
        call("chain.inbox", "bob"),
        *_approve(2, "bob"),
        call("chain.inbox", "ann"),
    ),
    [
        keep("level", call("Level", "team", ["ann"])),
        keep("request", call("Request", "zoe", 5, Expression("[level]"))),
        read("request.status"),
        call("request.waiting.clear"),
        read("request.status"),
    ],
]


def draw(random: Random) -> Case:
    """Return a chain, some requests, and some decisions."""
    levels: list[tuple[Any, ...]] = []
    for name in random.sample(["team", "heads", "board"], k=random.randint(1, 3)):
        people = random.sample(NAMES, k=random.randint(1, 3))
        levels.append((name, people, random.randint(1, len(people)), random.choice([0, 0, 10, 20])))
    away = random.sample([*NAMES, "eve"], k=random.choice([0, 0, 1, 2]))
    deputies = {name: random.choice([*NAMES, "eve"]) for name in away}
    requests = random.randint(1, 3)
    steps: list[Step] = []
    for _ in range(requests):
        steps += _submit(random.choice([5, 9, 10, 19, 20]), author=random.choice([*NAMES, "zoe", "zoe"]))
    for _ in range(random.randint(4, 8)):
        number = random.randint(1, requests) if random.random() < 0.96 else requests + 1
        person = random.choice(NAMES)
        decision = (
            call("chain.reject", number, person)
            if random.random() < 0.08
            else call("chain.approve", number, person)
        )
        steps.append(decision if random.random() < 0.8 else call("chain.can_decide", number))
    return _chain(levels, deputies, *steps, *_seen(1), call("chain.inbox", random.choice(NAMES)))
