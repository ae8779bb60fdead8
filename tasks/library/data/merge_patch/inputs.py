"""Documents and patches that share some of their members."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("apply_patch", {}, {})],
    [call("apply_patch", {"a": 1}, {})],
    [call("apply_patch", {"a": 1}, {"b": None})],
    [call("apply_patch", [1, 2], {"a": 1, "b": None})],
    [call("apply_patch", {"a": [1]}, {"a": {"b": None}})],
    [call("apply_patch", {"a": None}, {"b": False})],
    [call("apply_patch", {"a": 1}, [None])],
    [call("apply_patch", None, {"a": {"b": {"c": 0}}})],
    [call("make_patch", {}, {})],
    [call("make_patch", 5, 5)],
    [call("make_patch", {"a": 1}, None)],
    [call("make_patch", None, {"a": None})],
    [call("make_patch", {}, {"b": 1, "a": None})],
    [call("make_patch", {"a": {}}, {"a": None})],
    [call("make_patch", {"a": None}, {"a": None})],
    [call("make_patch", {"a": {"b": 1}}, {"a": {}})],
    [call("make_patch", {"a": 0}, {"a": {}})],
    [call("make_patch", {"a": 0}, {"a": False})],
    [call("make_patch", {"a": 1}, {"a": {"b": {"c": None}}})],
    [call("make_patch", {"a": [None]}, {"a": [None, None]})],
    [call("same", None, False)],
    [call("same", 1, 1.0)],
    [call("same", [1, [True]], [1, [1]])],
    [call("same", {"a": 1}, {"a": 1, "b": None})],
    [call("same", [1], [1, 2])],
    [call("same", {"a": 1}, {"a": True})],
    [call("touched", {})],
    [call("touched", None)],
    [call("touched", {"a": {"b": {"c": 1}, "d": None}, "e": [], "f": 0})],
]


def draw(random: Random) -> Case:
    """Return a use of one of the four functions."""
    first = _document(random, 0)
    second = _document(random, 0)
    return [
        random.choice(
            [
                call("apply_patch", first, second),
                call("make_patch", first, second),
                call("make_patch", second, {**second, **first}),
                call("same", first, random.choice([second, dict(reversed(first.items()))])),
                call("touched", second),
            ]
        )
    ]


def _document(random: Random, depth: int) -> dict[str, Any]:
    names = random.sample(["a", "b", "c", "d"], k=random.randint(0, 3))
    return {name: _value(random, depth) for name in names}


def _value(random: Random, depth: int) -> Any:
    if depth < 2 and random.random() < 0.45:
        return _document(random, depth + 1)
    return random.choice([1, 1, True, 0, "x", "", [1], [], None])
