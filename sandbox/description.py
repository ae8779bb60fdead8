"""What one end tells the other about a class, and what a forwarded special method does."""

from __future__ import annotations

import builtins
import copy
import operator
import types
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast


def _reflected(function: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda own, other: function(other, own)


_BINARY = (
    "add",
    "sub",
    "mul",
    "matmul",
    "truediv",
    "floordiv",
    "mod",
    "pow",
    "lshift",
    "rshift",
    "and",
    "or",
    "xor",
)
_COMPARISONS = ("eq", "ne", "lt", "le", "gt", "ge")
_UNARY = ("neg", "pos", "abs", "invert", "index")


def _binary(name: str) -> Callable[[Any, Any], Any]:
    return cast("Callable[[Any, Any], Any]", getattr(operator, f"__{name}__"))


SPECIALS: dict[str, Callable[..., Any]] = {
    "__call__": lambda own, *args, **kwargs: own(*args, **kwargs),
    "__len__": len,
    "__iter__": iter,
    "__next__": next,
    "__reversed__": reversed,
    "__contains__": operator.contains,
    "__getitem__": operator.getitem,
    "__setitem__": operator.setitem,
    "__delitem__": operator.delitem,
    "__bool__": bool,
    "__int__": int,
    "__float__": float,
    "__complex__": complex,
    "__bytes__": bytes,
    "__hash__": hash,
    "__repr__": repr,
    "__str__": str,
    "__format__": format,
    "__round__": round,
    "__divmod__": divmod,
    "__enter__": lambda own: type(own).__enter__(own),
    "__exit__": lambda own, *error: type(own).__exit__(own, *error),
    "__aenter__": lambda own: type(own).__aenter__(own),
    "__aexit__": lambda own, *error: type(own).__aexit__(own, *error),
    "__aiter__": aiter,
    "__anext__": anext,
    "__await__": lambda own: type(own).__await__(own),
    "__copy__": copy.copy,
    "__deepcopy__": lambda own, memo: copy.deepcopy(own),
    **{f"__{name}__": _binary(name) for name in (*_BINARY, *_COMPARISONS, *_UNARY)},
    **{f"__r{name}__": _reflected(_binary(name)) for name in _BINARY},
    **{f"__i{name}__": _binary(f"i{name}") for name in _BINARY},
}
"""Special methods that are forwarded, and what each does at the end where the object lives."""


@dataclass(frozen=True, slots=True)
class ClassDescription:
    """What one end tells the other about a class.

    Args:
        name: Its name.
        qualname: Its qualified name.
        module: Its module.
        doc: Its docstring.
        methods: Names of the functions in its body and its bases' bodies.
        specials: Names of the special methods that it defines and that are forwarded.
        tuple_fields: Names of its fields if it is a namedtuple, else nothing.
    """

    name: str
    qualname: str
    module: str
    doc: str | None
    methods: tuple[str, ...]
    specials: tuple[str, ...]
    tuple_fields: tuple[str, ...]

    @classmethod
    def of(cls, kind: type) -> ClassDescription:
        """Describe `kind`."""
        bodies = [
            vars(base) for base in kind.__mro__ if base is not object and base not in EXCEPTIONS.values()
        ]
        methods = {
            name
            for body in bodies
            for name, member in body.items()
            if isinstance(member, _METHOD_KINDS) and not (name.startswith("__") and name.endswith("__"))
        }
        specials = [
            name
            for name in SPECIALS
            if any(name in body for body in bodies) and getattr(kind, name, None) is not None
        ]
        doc = kind.__doc__ if isinstance(kind.__doc__, str) else None
        fields = getattr(kind, "_fields", ()) if issubclass(kind, tuple) else ()
        return cls(
            kind.__name__,
            kind.__qualname__,
            kind.__module__,
            doc,
            tuple(sorted(methods)),
            tuple(specials),
            tuple(fields),
        )


EXCEPTIONS: dict[str, type[BaseException]] = {
    name: value
    for name, value in vars(builtins).items()
    if isinstance(value, type) and issubclass(value, BaseException) and value.__name__ == name
}
"""Exceptions that cross by name."""

_METHOD_KINDS = (
    types.FunctionType,
    staticmethod,
    classmethod,
    types.MethodDescriptorType,
    types.ClassMethodDescriptorType,
)
