"""Operators by which a few bytes ask for gigabytes: powers, shifts, repetition, formatting.

What a test hands over may be an `IntEnum` or a kind of text, whose operators are those of the builtin class:
`'%1500000000s' % name` or `9 ** level` would be carried out in C, where nothing can interrupt it.
"""

from __future__ import annotations

import re
import types
from typing import Any

MAX_OPERAND = 10_000
"""Greatest number, and longest text, that is given to such an operator."""

_LONG_NUMBER = re.compile(r"[0-9]{5}")
_SEQUENCES = (str, bytes, bytearray, list, tuple)
_NUMBERS = (bool, int, float, complex)


def _with_variants(*names: str) -> frozenset[str]:
    return frozenset(f"__{prefix}{name}__" for prefix in ("", "r", "i") for name in names)


_REPEATING = _with_variants("mul", "mod")
_RAISING = _with_variants("pow", "lshift") | {"__round__", "__format__"}
_REFLECTED = {"__rmul__", "__rmod__", "__rpow__", "__rlshift__"}


def may_grow(target: Any, name: str, args: tuple[Any, ...]) -> bool:
    """Tell whether a special method of `target` could make something huge of `args`."""
    if name not in _REPEATING and name not in _RAISING:
        return False
    is_own = isinstance(getattr(type(target), name, None), types.FunctionType)
    if is_own and name not in _REFLECTED:  # the left operand of a reflected one has the first say
        return False
    if name in _REPEATING and not isinstance(target, _SEQUENCES):
        args = tuple(arg for arg in args if type(arg) not in _NUMBERS)
    return not all(map(_is_small, args))


def _is_small(value: Any) -> bool:
    if type(value) is int:
        return abs(value) <= MAX_OPERAND
    if isinstance(value, str):
        return len(value) <= MAX_OPERAND and _LONG_NUMBER.search(value) is None
    if isinstance(value, bytes | bytearray):
        return _is_small(value.decode("latin-1"))
    if isinstance(value, list | tuple):
        return len(value) <= MAX_OPERAND and all(map(_is_small, value))
    return True
