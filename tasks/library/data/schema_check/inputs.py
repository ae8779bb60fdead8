"""Small schemas of every kind of rule, and records that are right, wrong and incomplete."""

from random import Random
from typing import Any

from tracefix_rl.tasks.case import Case, call

INT = {"type": "int"}
INNER = {"x": {"type": "int", "min": 0}, "y": {"type": "text", "default": "d"}}


def _one(rule: dict[str, Any], *values: Any) -> Case:
    return [call("validate", {"f": rule}, {"f": value}) for value in values]


EDGES: list[Case] = [
    [
        call("validate", {}, {}),
        call("validate", {}, {"a": 1}),
        call("validate", {}, {"a": 1, "b": 2}, strict=True),
    ],
    [call("validate", {"a": INT, "b": INT}, {"b": None}), call("complete", {"a": INT}, {"b": 1})],
    _one(INT, 1, True, 1.0, "1", None),
    _one({"type": "float", "nullable": True}, 1, 1.5, False, "1.5", None),
    _one({"type": "bool", "choices": [True]}, True, False, 1, 0),
    _one({"type": "int", "min": 2, "max": 3}, 1, 2, 3, 4),
    _one({"type": "text", "min": 1, "max": 2}, "", "a", "ab", "abc"),
    _one({"type": "list", "min": 1, "max": 1, "items": INT}, [], ["x"], [1, None], [True, "y"]),
    _one({"type": "text", "choices": ["a", "bc"], "min": 2}, "a", "bc", "d"),
    _one({"type": "record"}, {}, {"a": 1}, [], None),
    _one({"type": "record", "fields": INNER}, {}, {"x": -1}, {"x": 0, "y": 1}),
    [call("validate", {"r": {"type": "record", "fields": INNER}}, {"r": {"z": 1}, "s": 2}, strict=True)],
    [call("validate", {"a": {"type": "int", "optional": True}, "b": {"type": "int", "default": None}}, {})],
    [call("validate", {"a": INT, "b": {}}, {}), call("validate", {"a": {"type": "str"}}, {"a": "x"})],
    [call("complete", {"a": {"type": "list", "items": {"type": "int", "min": 2, "max": 1}}}, {})],
    [call("validate", {"a": {"type": "record", "min": 2, "max": 1, "fields": {"b": {}}}}, {})],
    [call("validate", {"a": {"type": "record", "fields": {"b": {"type": "list", "items": {}}}}}, {})],
    [call("complete", {"a": {"type": "int", "default": 0}, "b": INT}, {"b": 1}), call("complete", {}, {})],
    [call("complete", {"r": {"type": "record", "fields": INNER}}, {"q": 1, "r": {"z": 2}})],
    [
        call(
            "complete",
            {"l": {"type": "list", "items": {"type": "record", "fields": INNER}}},
            {"l": [{}, 1, None]},
        )
    ],
    [call("complete", {"r": {"type": "record", "fields": INNER, "default": {}}}, {})],
    [call("summary", []), call("summary", ["a: b: c", "d: b: c", "e: b"]), call("summary", ["no path"])],
]

MESSAGES = ["is missing", "must not be None", "must be of type int", "must be at least 3"]


def draw(random: Random) -> Case:
    """Return a schema of one to three fields and a record for it, or problems to sum up."""
    if random.random() < 0.06:
        problems = [f"{random.choice('abc')}: {random.choice(MESSAGES)}" for _ in range(random.randint(2, 6))]
        return [call("summary", problems)]
    schema = {name: _rule(random, 2) for name in random.sample("abcd", random.randint(1, 3))}
    record = _record(random, schema)
    if random.random() < 0.25:
        return [call("complete", schema, record)]
    return [call("validate", schema, record, **({"strict": True} if random.random() < 0.3 else {}))]


def _rule(random: Random, depth: int) -> dict[str, Any]:
    kind = random.choice(["int", "float", "text", "bool"] + ["list", "record"] * depth)
    rule: dict[str, Any] = {"type": kind if random.random() < 0.98 else "date"}
    if kind not in ("bool", "record") and random.random() < 0.6:
        rule["min"] = random.randint(0, 2)
    if kind not in ("bool", "record") and random.random() < 0.5:
        rule["max"] = random.randint(2, 4) if random.random() < 0.95 else 0
    if kind == "int" and random.random() < 0.3:
        rule["choices"] = random.sample(range(5), 2)
    if kind == "text" and random.random() < 0.3:
        rule["choices"] = random.sample(["a", "bb", "ccc"], 2)
    if kind == "list" and random.random() < 0.85:
        rule["items"] = _rule(random, depth - 1)
    if kind == "record" and random.random() < 0.85:
        rule["fields"] = {
            name: _rule(random, depth - 1) for name in random.sample("xyz", random.randint(1, 2))
        }
    for setting in ("optional", "nullable"):
        if random.random() < 0.2:
            rule[setting] = random.random() < 0.9
    if random.random() < 0.2:
        rule["default"] = _value(random, rule)
    return rule


def _record(random: Random, schema: dict[str, Any]) -> dict[str, Any]:
    record = {name: _value(random, rule) for name, rule in schema.items() if random.random() < 0.8}
    if random.random() < 0.25:
        record[random.choice("qz")] = 1
    return record


def _value(random: Random, rule: dict[str, Any]) -> Any:
    """Return a value for a rule, most often of its type."""
    if random.random() < 0.12:
        return random.choice([None, None, True, 1, 1.5, "a", [], {}])
    if rule["type"] == "list":
        items = rule.get("items", INT)
        return [_value(random, items) for _ in range(random.randint(0, 3))]
    if rule["type"] == "record":
        return _record(random, rule.get("fields", {"x": INT}))
    numbers = [rule.get("min", 0) - 1, rule.get("min", 1), rule.get("max", 2), rule.get("max", 3) + 1]
    return {
        "int": random.choice(numbers),
        "float": random.choice([*numbers, 1.5, 2.5]),
        "text": random.choice(["", "a", "bb", "ccc", "dddd", "eeeee"]),
        "bool": random.random() < 0.5,
    }.get(rule["type"], 0)
