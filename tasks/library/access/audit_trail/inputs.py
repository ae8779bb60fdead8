"""Trails of a few entries by two actors on two targets, purged when they are about to be old."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Step, call, keep, read

RULES = {"u": 3, "u.r": 8}


def _trail(*steps: Step, keep_days: int = 5, rules: dict[str, int] | None = None) -> Case:
    made = call("AuditTrail", keep_days, RULES if rules is None else rules)
    return [keep("trail", made), *steps, call("trail.query", newest_first=False)]


def _record(
    day: int, action: str = "d.e", *changes: dict[str, str | None], actor: str = "a", target: str = "t"
) -> Step:
    return call("trail.record", day, actor, action, target, *changes)


def _purge(*days: int) -> list[Step]:
    return [call("trail.purge", day) for day in days]


EDGES: list[Case] = [
    [keep("trail", call("AuditTrail")), _record(0), *_purge(365, 366), read("len(trail)")],
    _trail(keep_days=-1),
    _trail(rules={"a": 1, "b": -1}),
    _trail(_record(0), *_purge(0, 1), keep_days=0, rules={}),
    _trail(
        call("trail.entry", 1),
        call("trail.state", "t"),
        call("trail.counts"),
        call("trail.bursts", "a", 1, 1),
        *_purge(9),
    ),
    _trail(
        _record(-2),
        _record(-3),
        _record(-2),
        call("trail.entry", 2),
        call("trail.entry", 0),
        read("len(trail)"),
    ),
    _trail(_record(0), *_purge(9), _record(0), call("trail.entry", 1), call("trail.entry", 2), _record(-1)),
    _trail(
        _record(1, "u"), _record(1, "u.r"), _record(1, "u.rx"), _record(1, "ux"), *_purge(4, 5, 6, 7, 9, 10)
    ),
    _trail(
        _record(1, "d", {"x": "1"}),
        _record(1, "d", {"x": "2"}),
        _record(1, "d", {}),
        *_purge(6, 7),
        call("trail.state", "t"),
    ),
    _trail(
        _record(1, target="s"),
        _record(1),
        call("trail.hold", "s"),
        *_purge(9),
        call("trail.release", "s"),
        *_purge(9),
    ),
    _trail(
        call("trail.release", "t"),
        call("trail.hold", "t"),
        call("trail.hold", "t"),
        call("trail.release", "t"),
        call("trail.release", "t"),
    ),
    _trail(_record(1), _record(2), _record(3), *(call("trail.query", limit=n) for n in (0, 1, 3, 4, -1))),
    _trail(
        _record(1),
        _record(2),
        _record(3),
        call("trail.query", since=2, until=2),
        call("trail.query", since=3, until=2),
    ),
    _trail(
        _record(1, "u"),
        _record(1, "u.r"),
        _record(1, "ur"),
        call("trail.query", action="u"),
        call("trail.query", action="u."),
    ),
    _trail(
        _record(1, actor=""),
        _record(1, target=""),
        call("trail.query", actor=""),
        call("trail.query", target=""),
    ),
    _trail(
        _record(1, "d", {"y": "1", "x": "2"}),
        _record(2, "d", {"y": None}),
        call("trail.state", "t", 1),
        call("trail.state", "t"),
        call("trail.who_changed", "t", "y"),
        call("trail.who_changed", "s", "y"),
    ),
    _trail(
        _record(1, "d", {"x": None}),
        _record(2, "d", {"x": ""}, actor="b"),
        call("trail.state", "t", 1),
        call("trail.state", "t"),
        call("trail.who_changed", "t", "x"),
    ),
    _trail(
        _record(1, "b.x"),
        _record(1, "a.x"),
        _record(2, "c"),
        _record(2, "c.c"),
        call("trail.counts"),
        call("trail.counts", 1, 1),
    ),
    _trail(
        _record(1),
        _record(1),
        _record(3),
        call("trail.bursts", "a", 2, 2),
        call("trail.bursts", "a", 3, 3),
        call("trail.bursts", "a", 2, 3),
    ),
    _trail(
        _record(1),
        call("trail.bursts", "a", 1, 0),
        call("trail.bursts", "a", 0, 1),
        call("trail.bursts", "b", 1, 1),
    ),
]

ACTIONS = ["u.r", "u.l", "u", "d.e", "d.e.x", "u.r.x", "us.l"]


def draw(random: Random) -> Case:
    """Return a trail and what is asked of it."""
    day = 0
    steps: list[Step] = []
    for _ in range(random.randint(5, 8)):
        day += random.choice([0, 0, 1, 1, 2])
        steps.append(_entry(random, day - (random.random() < 0.03)))
    if random.random() < 0.3:
        steps.append(call("trail.hold", random.choice("st")))
    if random.random() < 0.6:
        steps += _purge(day + random.choice([0, 2, 3, 4, 5, 6]))
    for _ in range(random.randint(3, 4)):
        steps.append(_question(random, day))
    return _trail(
        *steps, keep_days=random.choice([4, 5]), rules=random.choice([RULES, {"u": 2}, {"d.e": 6}, {}])
    )


def _entry(random: Random, day: int) -> Step:
    changes: list[dict[str, str | None]] = []
    if random.random() < 0.6:
        names = random.sample("zyx", k=random.choice([0, 1, 1, 2]))
        changes.append({name: random.choice(["1", "2", "", None]) for name in names})
    return _record(
        day, random.choice(ACTIONS), *changes, actor=random.choice("aab"), target=random.choice("stt")
    )


def _question(random: Random, day: int) -> Step:
    days = [None, 0, 1, 2, day - 1, day]
    since, until = random.choice(days), random.choice(days)
    conditions: dict[str, Any] = {}
    for name, values in [
        ("actor", "ab"),
        ("action", ["u", "d", "u.r", "d.e"]),
        ("target", "st"),
        ("limit", [0, 1, 2, 3]),
    ]:
        if random.random() < 0.35:
            conditions[name] = random.choice(values)
    if random.random() < 0.3:
        conditions["since"] = since
    if random.random() < 0.3:
        conditions["until"] = until
    if random.random() < 0.3:
        conditions["newest_first"] = False
    return random.choice(
        [
            call("trail.query", **conditions),
            call("trail.query", **conditions),
            call("trail.state", random.choice("stt")),
            call("trail.state", "t", random.randint(0, max(0, day))),
            call("trail.who_changed", random.choice("stt"), random.choice("xyz")),
            call("trail.counts", since, until),
            call("trail.bursts", random.choice("aab"), random.randint(1, 3), random.randint(1, 4)),
            call("trail.entry", random.randint(1, 8)),
        ]
    )
