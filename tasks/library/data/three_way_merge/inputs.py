"""A base and two sides with few keys and values, so that they agree, differ and collide."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("merge", {}, {}, {})],
    [
        call("merge", {"a": 1}, {}, {}),
        call("merge", {"a": 1}, {"a": 1}, {}),
        call("merge", {"a": 1}, {}, {"a": 1}),
    ],
    [call("merge", {}, {"b": 1}, {"a": 2}), call("merge", {}, {"a": 1}, {"a": 1})],
    [call("merge", {"a": 1}, {"a": 2}, {"a": 3}, favor) for favor in ("", "ours", "theirs", "both")],
    [call("merge", {"a": 1}, {}, {"a": 3}, favor) for favor in ("", "ours", "theirs")],
    [call("merge", {}, {"a": 1}, {"a": 2}, favor) for favor in ("", "ours", "theirs")],
    [
        call("merge", {"a": {"b": 1}}, {"a": {}}, {"a": {"b": 2}}),
        call("merge", {"a": {"b": 1}}, {}, {"a": {}}),
    ],
    [call("merge", {"a": 1}, {"a": {"b": 1}}, {"a": {"b": 2}}, "theirs")],
    [call("merge", {"a": {"b": 1}}, {"a": 1}, {"a": {"b": 2}}), call("merge", {"a": {}}, {"a": 1}, {"a": 2})],
    [
        call("merge", {"a": [1]}, {"a": [1, 2]}, {"a": [1, 3]}, "ours"),
        call("merge", {"a": [1]}, {"a": [1]}, {"a": []}),
    ],
    [call("merge", {"c": 1, "b": 1, "a": 1}, {"b": 2, "z": 0}, {"a": 2, "b": 3, "y": 0})],
    [call("merge", {"a": None}, {"a": 0}, {}), call("merge", {"a": None}, {}, {"a": None})],
    [
        call("diff", {}, {}),
        call("diff", {"a": 1}, {}),
        call("diff", {}, {"a": {}}),
        call("diff", {"a": {}}, {"a": 1}),
    ],
    [call("diff", {"b": {"x": 1, "y": {"z": 2}}, "a": 0}, {"a": 0, "b": {"y": {"z": 3}, "w": 4}})],
    [call("describe", []), call("describe", [("a", "both added")])],
    [call("describe", [("b", "we removed"), ("a.c", "both changed")])],
]


def draw(random: Random) -> Case:
    """Return two changed copies of a base to merge, or a base and a changed copy to compare."""
    base = _document(random, 2)
    ours, theirs = _changed(random, base), _changed(random, base)
    kind = random.random()
    if kind < 0.15:
        return [call("diff", base, ours)]
    if kind < 0.2:
        kinds = ["both added", "we removed", "they removed", "both changed"]
        return [
            call(
                "describe",
                [(path, random.choice(kinds)) for path in random.sample(["a", "b", "a.b", "c"], 2)],
            )
        ]
    return [call("merge", base, ours, theirs, *random.choice([[], [], ["ours"], ["theirs"], [""]]))]


def _value(random: Random, depth: int) -> Any:
    if depth and random.random() < 0.45:
        return _document(random, depth - 1)
    return random.choice([1, 2, 3, "x", None, [1]])


def _document(random: Random, depth: int) -> dict[str, Any]:
    return {key: _value(random, depth) for key in random.sample("abcd", random.randint(1, 3))}


def _changed(random: Random, document: dict[str, Any]) -> dict[str, Any]:
    """Return a copy in which some keys are removed, replaced, changed inside or added."""
    changed = {}
    for key, value in document.items():
        choice = random.random()
        if choice < 0.15:
            continue
        if isinstance(value, dict) and choice < 0.8:
            changed[key] = _changed(random, value)
        else:
            changed[key] = _value(random, 1) if choice < 0.5 else value
    if random.random() < 0.4:
        changed[random.choice("abcde")] = _value(random, 1)
    return changed
