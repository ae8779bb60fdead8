"""Two or three flags, with users whose buckets are at the bounds of the rollouts."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep

HASH = Expression("lambda text: int(text.split(':u')[1]) + len(text.split(':')[0])")
"""The bucket of user "u30" is 30 plus the length of the flag's name."""


def _store(*steps: Step) -> Case:
    return [keep("flags", call("FlagStore", HASH)), *steps]


def _f(*more: Any) -> Step:
    return call("flags.define", "f", *more)


def _eval(user: str, *attributes: Any, name: str = "f") -> Step:
    return call("flags.evaluate", name, user, *attributes)


def _rule(*conditions: tuple[str, str, Any], variant: str = "on") -> Step:
    return call("flags.rule", "f", list(conditions), variant)


G = call("flags.define", "g", ["a", "b", "c"], "b")

EDGES: list[Case] = [
    _store(_eval("u0"), call("flags.all_for", "u0"), call("flags.enabled", "f", "u0")),
    _store(_f(), _f(), _eval("u0"), call("flags.enabled", "f", "u0")),
    _store(_f(["a"]), _f([]), _f(["a", "b", "a"]), _f(["a", "b"], "c"), _f(["a", "b"], "b"), _eval("u0")),
    _store(_f(), call("flags.rollout", "f", {"on": 100}), _eval("u0"), _eval("u98"), _eval("u99")),
    _store(_f(), call("flags.rollout", "f", {"on": 0}), _eval("u99")),
    _store(
        _f(), call("flags.rollout", "f", {"on": 1}), _eval("u99"), _eval("u100"), _eval("u98"), _eval("u199")
    ),
    _store(
        G, call("flags.rollout", "g", {"c": 10, "a": 20}), *(_eval(f"u{n}", name="g") for n in (8, 9, 28, 29))
    ),
    _store(G, call("flags.rollout", "g", {"a": 50, "c": 50}), call("flags.rollout", "g", {"a": 60, "c": 41})),
    _store(G, call("flags.rollout", "g", {"a": 101}), call("flags.rollout", "g", {"a": -1, "c": 1})),
    _store(G, call("flags.rollout", "g", {"b": 30}), _eval("u3", name="g"), call("flags.enabled", "g", "u3")),
    _store(
        _f(), _rule(), _rule(variant="off"), _eval("u0"), call("flags.target", "f", "u0", "off"), _eval("u0")
    ),
    _store(
        _f(), _rule(("n", "ge", 5), ("n", "lt", 7)), *(_eval("u1", {"n": n}) for n in (4, 5, 6, 7, True, "5"))
    ),
    _store(
        _f(),
        _rule(("n", "ge", "5")),
        _rule(("n", "lt", True)),
        _eval("u1", {"n": "6"}),
        _eval("u1", {"n": 0}),
    ),
    _store(
        _f(), _rule(("t", "in", ["a", "b"])), _eval("u1", {"t": "b"}), _eval("u1", {"t": "c"}), _eval("u1")
    ),
    _store(
        _f(),
        _rule(("t", "in", "abc")),
        _rule(("t", "prefix", 1)),
        _eval("u1", {"t": "a"}),
        _eval("u1", {"t": 1}),
    ),
    _store(
        _f(), _rule(("t", "prefix", "ab")), _eval("u1", {"t": "abc"}), _eval("u1", {"t": "cab"}), _eval("u1")
    ),
    _store(_f(), _rule(("t", "ne", "a")), _eval("u1"), _eval("u1", {"t": "a"}), _eval("u1", {"t": "b"})),
    _store(_f(), _rule(("user", "eq", "u1")), _eval("u1", {"user": "u2"}), _eval("u2", {"user": "u1"})),
    _store(_f(), _rule(("t", "gt", 1)), _rule(variant="maybe"), _eval("u1", {"t": 2})),
    _store(
        _f(),
        G,
        call("flags.require", "f", "g", "d"),
        call("flags.require", "f", "g", "a"),
        _rule(),
        _eval("u1"),
        call("flags.require", "g", "f", "on"),
        call("flags.require", "f", "f", "on"),
        call("flags.target", "g", "u1", "a"),
        _eval("u1"),
        call("flags.switch", "g", False),
        _eval("u1"),
    ),
    _store(_f(), call("flags.switch", "f", False), _rule(), _eval("u1"), call("flags.switch", "g", True)),
    _store(
        G, _f(), _rule(("n", "eq", 1)), call("flags.all_for", "u1", {"n": 1}), call("flags.all_for", "u1")
    ),
]

CONDITIONS = [
    ("n", "ge", 3),
    ("n", "lt", 3),
    ("n", "eq", 3),
    ("n", "ne", 3),
    ("n", "in", [2, 4]),
    ("n", "prefix", "3"),
    ("t", "prefix", "a"),
    ("t", "in", ["ab", "b"]),
    ("t", "ne", "ab"),
    ("t", "eq", "b"),
    ("t", "ge", 1),
    ("user", "in", ["u1", "u49"]),
    ("user", "prefix", "u4"),
    ("t", "is", "b"),
]
WEIGHTS = [
    {"a": 50},
    {"a": 25, "c": 25},
    {"c": 50, "a": 50},
    {"b": 50, "c": 25},
    {"a": 60, "c": 41},
    {"d": 5},
    {"a": 0},
]
USERS = ["u0", "u1", "u23", "u24", "u25", "u48", "u49", "u50", "u73", "u74", "u99"]


def draw(random: Random) -> Case:
    """Return flags, what is set for them, and what users get."""
    steps: list[Step] = [G, _f(), call("flags.define", "h", ["off", "on"])]
    for _ in range(random.randint(2, 6)):
        steps.append(_setting(random))
    for _ in range(random.randint(3, 5)):
        attributes: dict[str, Any] = {}
        if random.random() < 0.8:
            attributes["n"] = random.choice([2, 3, 4, "3", True])
        if random.random() < 0.7:
            attributes["t"] = random.choice(["a", "ab", "b", 1])
        name, user = random.choice("gggfh"), random.choice(USERS)
        kind = random.choices(["evaluate", "enabled"], weights=[4, 1])[0]
        steps.append(call(f"flags.{kind}", name, user, *([attributes] if attributes else [])))
    steps.append(call("flags.all_for", random.choice(USERS), {"n": 3}))
    return _store(*steps)


def _setting(random: Random) -> Step:
    name = random.choice("gggfh")
    variant = random.choice(["a", "b", "c"] if name == "g" else ["on", "on", "off"])
    kind = random.random()
    if kind < 0.35:
        return call("flags.rule", name, random.sample(CONDITIONS, k=random.choice([1, 1, 2])), variant)
    if kind < 0.55:
        weights = random.choice(WEIGHTS) if name == "g" else {"on": random.choice([25, 26, 50, 75, 100])}
        return call("flags.rollout", name, weights)
    if kind < 0.7:
        return call("flags.target", name, random.choice(USERS[:5]), variant)
    if kind < 0.85:
        other = random.choice("gfh")
        wanted = random.choice("abc") if other == "g" else random.choice(["off", "on"])
        return call("flags.require", random.choice("gfh"), other, wanted)
    if kind < 0.95:
        return call("flags.switch", name, random.random() < 0.3)
    return call("flags.target", name, "u1", "pink")
