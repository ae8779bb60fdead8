"""Check what was entered into a form, and collect what is wrong with each field."""

import re
from dataclasses import dataclass

Value = str | int | bool | None

WITH_ARGUMENT = ("min", "max", "in", "same", "required_with")
WITHOUT_ARGUMENT = ("required", "int", "bool", "email")
WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
TRUE = ("yes", "true", "on", "1")
FALSE = ("no", "false", "off", "0")


class FormError(ValueError):
    """A field cannot be added to the form."""


@dataclass
class _Field:
    label: str
    kind: str
    required: bool
    rules: list[tuple[str, str]]


class Form:
    """Fields, each with rules such as "required|int|min:3"."""

    def __init__(self) -> None:
        self._fields: dict[str, _Field] = {}

    def field(self, name: str, rules: str, label: str = "") -> "Form":
        """Add a field and return the form.

        Raises:
            FormError: If there is such a field already, or something is wrong with a rule.
        """
        if name in self._fields:
            raise FormError(f"there is a field {name} already")
        parsed = [_parse_rule(rule) for rule in rules.split("|") if rule.strip()]
        names = [rule for rule, _ in parsed]
        kinds = [kind for kind in ("int", "bool") if kind in names]
        if len(kinds) > 1:
            raise FormError(f"{name} cannot be both int and bool")
        if "bool" in kinds and ("min" in names or "max" in names):
            raise FormError(f"{name} is a bool and has no bounds")
        others = [rule for rule in parsed if rule[0] not in ("required", "int", "bool")]
        kind = kinds[0] if kinds else "text"
        self._fields[name] = _Field(label or _spaced(name), kind, "required" in names, others)
        return self

    def validate(self, values: dict[str, str]) -> dict[str, list[str]]:
        """Return the messages for each field with errors."""
        errors: dict[str, list[str]] = {}
        for name, field in self._fields.items():
            messages = self._check(field, _text(values, name), values)
            if messages:
                errors[name] = [f"{field.label} {message}" for message in messages]
        return errors

    def clean(self, values: dict[str, str]) -> dict[str, Value]:
        """Return the converted values of the fields without errors; None for what is empty."""
        errors = self.validate(values)
        return {
            name: _convert(field.kind, _text(values, name))
            for name, field in self._fields.items()
            if name not in errors
        }

    def _check(self, field: _Field, text: str, values: dict[str, str]) -> list[str]:
        if not text:
            wanted = field.required or any(
                rule == "required_with" and _text(values, argument) for rule, argument in field.rules
            )
            return ["is required"] if wanted else []
        if _convert(field.kind, text) is None:
            return ["must be a whole number" if field.kind == "int" else "must be yes or no"]
        messages = (self._apply(rule, argument, field, text, values) for rule, argument in field.rules)
        return [message for message in messages if message]

    def _apply(self, rule: str, argument: str, field: _Field, text: str, values: dict[str, str]) -> str:
        number = field.kind == "int"
        size = int(text) if number else len(text)
        if rule == "min" and size < int(argument):
            return f"must be at least {argument}" if number else f"needs at least {argument} characters"
        if rule == "max" and size > int(argument):
            return f"must be at most {argument}" if number else f"may have at most {argument} characters"
        if rule == "in":
            choices = [choice.strip() for choice in argument.split(",")]
            return "" if text in choices else f"must be one of {', '.join(choices)}"
        if rule == "same" and text != _text(values, argument):
            other = self._fields.get(argument)
            return f"must be the same as {other.label if other else _spaced(argument)}"
        if rule == "email" and not EMAIL.fullmatch(text):
            return "must be an email address"
        return ""


def _parse_rule(text: str) -> tuple[str, str]:
    name, _, argument = (part.strip() for part in text.partition(":"))
    if name not in WITH_ARGUMENT + WITHOUT_ARGUMENT:
        raise FormError(f"there is no rule {name}")
    if (name in WITH_ARGUMENT) != (argument != ""):
        raise FormError(f"the argument of {name} is wrong: {argument!r}")
    if name in ("min", "max") and not WHOLE_NUMBER.fullmatch(argument):
        raise FormError(f"{name} needs a whole number, not {argument}")
    return name, argument


def _text(values: dict[str, str], name: str) -> str:
    return values.get(name, "").strip()


def _spaced(name: str) -> str:
    return name.replace("_", " ")


def _convert(kind: str, text: str) -> Value:
    if not text:
        return None
    if kind == "int":
        return int(text) if WHOLE_NUMBER.fullmatch(text) else None
    if kind == "bool":
        word = text.lower()
        return True if word in TRUE else False if word in FALSE else None
    return text
