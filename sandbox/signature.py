"""Signatures across the boundary, by value, so that `inspect.signature` answers as in one process."""

from __future__ import annotations

import inspect
from typing import Any

Parameters = list[list[Any]]
"""`[name, kind, whether it has a default, default, annotation]` of each parameter."""


def parameters_of(function: Any) -> Parameters:
    """Return the parameters of `function`, which lives here.

    Raises:
        ValueError: If it has no signature.
        TypeError: If it cannot be called.
    """
    return [
        [
            parameter.name,
            int(parameter.kind),
            parameter.default is not parameter.empty,
            None if parameter.default is parameter.empty else parameter.default,
            None
            if parameter.annotation is parameter.empty
            else inspect.formatannotation(parameter.annotation),
        ]
        for parameter in inspect.signature(function).parameters.values()
    ]


def signature_from(parameters: Parameters) -> inspect.Signature:
    """Return the signature of what lives at the other end; annotations are texts."""
    return inspect.Signature(
        [
            inspect.Parameter(
                name,
                inspect._ParameterKind(kind),
                default=default if has_default else inspect.Parameter.empty,
                annotation=inspect.Parameter.empty if annotation is None else annotation,
            )
            for name, kind, has_default, default, annotation in parameters
        ]
    )
