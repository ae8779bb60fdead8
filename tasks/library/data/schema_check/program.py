"""Check records, dictionaries of fields, against a small schema."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Rule = Mapping[str, Any]
Schema = Mapping[str, Rule]
Record = Mapping[str, Any]

TYPES: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "float": (int, float),
    "text": (str,),
    "bool": (bool,),
    "list": (list,),
    "record": (dict,),
}
UNITS = {"text": " characters", "list": " items"}


class SchemaError(ValueError):
    """A rule of the schema makes no sense."""


def validate(schema: Schema, record: Record, strict: bool = False) -> list[str]:
    """Return all problems of a record, each with the path of the field.

    With `strict`, fields that the schema does not have are problems as well.

    Raises:
        SchemaError: If a rule has no known type, or a minimum above its maximum.
    """
    _check_schema(schema, "")
    return list(_record_problems(schema, record, "", strict))


def complete(schema: Schema, record: Record) -> dict[str, Any]:
    """Return a record with the defaults of missing fields, also in records inside.

    Raises:
        SchemaError: As `validate` does.
    """
    _check_schema(schema, "")
    return _completed_record(schema, record)


def summary(problems: Sequence[str]) -> list[tuple[str, int]]:
    """Return how often each message comes, the most frequent first."""
    counts: dict[str, int] = {}
    for problem in problems:
        message = problem.partition(": ")[2]
        counts[message] = counts.get(message, 0) + 1
    return sorted(counts.items(), key=lambda item: -item[1])


def _check_schema(schema: Schema, prefix: str) -> None:
    for name, rule in schema.items():
        _check_rule(rule, prefix + name)


def _check_rule(rule: Rule, path: str) -> None:
    if rule.get("type") not in TYPES:
        raise SchemaError(f"{path} has no known type")
    if "min" in rule and "max" in rule and rule["min"] > rule["max"]:
        raise SchemaError(f"{path} allows nothing")
    if "items" in rule:
        _check_rule(rule["items"], path + "[]")
    _check_schema(rule.get("fields", {}), path + ".")


def _record_problems(schema: Schema, record: Record, prefix: str, strict: bool) -> Iterator[str]:
    for name, rule in schema.items():
        if name in record:
            yield from _value_problems(rule, record[name], prefix + name, strict)
        elif not rule.get("optional", False) and "default" not in rule:
            yield f"{prefix}{name}: is missing"
    if strict:
        for name in record:
            if name not in schema:
                yield f"{prefix}{name}: is not expected"


def _value_problems(rule: Rule, value: Any, path: str, strict: bool) -> Iterator[str]:
    kind = rule["type"]
    if value is None:
        if not rule.get("nullable", False):
            yield f"{path}: must not be None"
        return
    if not _is_of(kind, value):
        yield f"{path}: must be of type {kind}"
        return
    if "choices" in rule and value not in rule["choices"]:
        yield f"{path}: must be one of {', '.join(map(repr, rule['choices']))}"
    yield from (f"{path}: {message}" for message in _bound_problems(rule, value))
    if kind == "list" and "items" in rule:
        for index, item in enumerate(value):
            yield from _value_problems(rule["items"], item, f"{path}[{index}]", strict)
    if kind == "record" and "fields" in rule:
        yield from _record_problems(rule["fields"], value, path + ".", strict)


def _bound_problems(rule: Rule, value: Any) -> Iterator[str]:
    unit = UNITS.get(rule["type"], "")
    size = len(value) if unit else value
    verb = "have" if unit else "be"
    if "min" in rule and size < rule["min"]:
        yield f"must {verb} at least {rule['min']}{unit}"
    if "max" in rule and size > rule["max"]:
        yield f"must {verb} at most {rule['max']}{unit}"


def _is_of(kind: str, value: Any) -> bool:
    if isinstance(value, bool):
        return kind == "bool"
    return isinstance(value, TYPES[kind])


def _completed_record(schema: Schema, record: Record) -> dict[str, Any]:
    completed: dict[str, Any] = {}
    for name, rule in schema.items():
        if name in record:
            completed[name] = _completed_value(rule, record[name])
        elif "default" in rule:
            completed[name] = rule["default"]
    return completed | {name: value for name, value in record.items() if name not in schema}


def _completed_value(rule: Rule, value: Any) -> Any:
    if isinstance(value, dict) and "fields" in rule:
        return _completed_record(rule["fields"], value)
    if isinstance(value, list) and "items" in rule:
        return [_completed_value(rule["items"], item) for item in value]
    return value
