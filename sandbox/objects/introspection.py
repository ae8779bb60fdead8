"""What one end tells of its functions and classes, so that `inspect` and `dataclasses` answer as usual."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any

FIELDS = "__dataclass_fields__"
"""Attribute by which `dataclasses` knows the fields of a class."""

Signature = list[Any]
"""`[parameters, has a return annotation, it]`.

Of each parameter: `[name, kind, has a default, it, has an annotation, it]`.
"""
Field = list[Any]
"""`[name, type, options]` of a dataclass's field; `options` are arguments of `dataclasses.field`."""

_OPTIONS = ("default", "default_factory", "init", "repr", "hash", "compare", "kw_only")


def signature_of(function: Any) -> Signature:
    """Return the signature of `function`, which lives here.

    Raises:
        ValueError: If it has no signature.
        TypeError: If it cannot be called.
    """
    signature = inspect.signature(function)
    return [
        [
            [parameter.name, int(parameter.kind), *_given(parameter.default), *_given(parameter.annotation)]
            for parameter in signature.parameters.values()
        ],
        *_given(signature.return_annotation),
    ]


def _given(value: Any) -> tuple[bool, Any]:
    return (False, None) if value is inspect.Parameter.empty else (True, value)


def signature_from(signature: Signature) -> inspect.Signature:
    """Return the signature of what lives at the other end."""
    parameters, has_annotation, annotation = signature
    return inspect.Signature(
        [
            inspect.Parameter(
                name,
                inspect._ParameterKind(kind),
                default=default if has_default else inspect.Parameter.empty,
                annotation=note if has_note else inspect.Parameter.empty,
            )
            for name, kind, has_default, default, has_note, note in parameters
        ],
        return_annotation=annotation if has_annotation else inspect.Signature.empty,
    )


def fields_of(thing: Any) -> list[Field]:
    """Return the fields of a dataclass or of an instance of one.

    Raises:
        AttributeError: If it is neither.
    """
    if not hasattr(thing, FIELDS):
        raise AttributeError(FIELDS)
    return [[field.name, field.type, _options_of(field)] for field in dataclasses.fields(thing)]


def _options_of(field: dataclasses.Field[Any]) -> dict[str, Any]:
    options = {name: getattr(field, name) for name in _OPTIONS}
    return {name: value for name, value in options.items() if value is not dataclasses.MISSING} | {
        "metadata": dict(field.metadata)
    }


def fields_from(fields: list[Field]) -> dict[str, dataclasses.Field[Any]]:
    """Return the fields of a dataclass at the other end, as `dataclasses` keeps them."""
    # Nothing is generated: no text from the other end is compiled here.
    made = dataclasses.make_dataclass(
        "Fields",
        [(name, kind, _field(**options)) for name, kind, options in fields],
        init=False,
        repr=False,
        eq=False,
        match_args=False,
    )
    found: dict[str, dataclasses.Field[Any]] = getattr(made, FIELDS)
    return found


def _field(**options: Any) -> Any:
    return dataclasses.field(**options)


INSPECTIONS: dict[str, Callable[..., Any]] = {
    "signature": signature_of,
    "fields": fields_of,
    "dir": dir,
    "instance": lambda kind, instance: isinstance(instance, kind),
    "subclass": lambda kind, other: issubclass(other, kind),
}
"""What one end can be asked of its functions, classes and instances, besides using them."""
