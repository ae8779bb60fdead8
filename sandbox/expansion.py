"""How large a value is when everything in it that is shared is counted as often as it is met.

A container that was met before crosses as its number, so a short message can describe a value that no
machine could write out: ten lists, each a thousand times the next. Comparing, showing and copying all work
through such a value in full, in C, where nothing can interrupt them.
"""

from __future__ import annotations

import sys
from collections import deque
from fractions import Fraction
from typing import Any

from tracefix_rl.sandbox.codec import CodecError, Memo

MAX_EXPANDED = 64 << 20
"""Most bytes of memory that the values of one call would take if nothing in them were shared."""
MAX_EXPANDED_DEPTH = 200
"""Deepest nesting, followed through containers that were met before."""
_MAX_STEPS = 4_000_000

_CONTAINERS = (list, tuple, dict, set, frozenset, deque, BaseException)


def check_expansion(memo: Memo, *values: Any) -> None:
    """Raise `CodecError` if one of `values`, or a container of the call, is too large when written out.

    A circle ends where it meets itself, as it does in `repr`, so ordinary circles are small.
    """
    if memo.shares:
        scale = _Scale()
        for value in (*values, *memo.containers):
            scale.weigh(value)


class _Scale:
    """Weighs values, each container that does not depend on what is around it only once.

    In a circle the weight of a part depends on where one came in. Then an upper bound is kept for the part
    that was entered first, and the others are weighed anew; steps are bounded.
    """

    def __init__(self) -> None:
        self._known: dict[int, int] = {}
        self._open: dict[int, int] = {}
        self._steps = 0

    def weigh(self, value: Any) -> int:
        """Return the bytes that `value` would take, written out."""
        return self._weigh(value)[0]

    def _weigh(self, value: Any) -> tuple[int, int]:
        """Return the weight, and the outermost open container that was met again, by its depth."""
        kind, key, depth = type(value), id(value), len(self._open)
        if kind is Fraction:
            return sys.getsizeof(value.numerator) + sys.getsizeof(value.denominator), depth
        if not issubclass(kind, _CONTAINERS):
            return sys.getsizeof(value, 0), depth
        if key in self._known:
            return self._known[key], depth
        if key in self._open:
            return sys.getsizeof(value, 0), self._open[key]
        if depth >= MAX_EXPANDED_DEPTH:
            raise CodecError(f"a value nested more than {MAX_EXPANDED_DEPTH} deep cannot cross")
        self._open[key] = outermost = depth
        weight = sys.getsizeof(value, 0)
        for part in _parts(kind, value):
            part_weight, met = self._weigh(part)
            weight, outermost = weight + part_weight, min(outermost, met)
            self._steps += 1
            if weight > MAX_EXPANDED or self._steps > _MAX_STEPS:
                raise CodecError(
                    f"a value of more than {MAX_EXPANDED >> 20} MiB, counting what is shared each time, "
                    "cannot cross"
                )
        del self._open[key]
        if outermost >= depth:
            self._known[key] = weight
        return weight, outermost


def _parts(kind: type, value: Any) -> Any:
    # By the builtin class's own methods: mirrors of namedtuples, for one, have iterators of their own.
    if issubclass(kind, dict):
        return [*dict.keys(value), *dict.values(value)]
    if issubclass(kind, BaseException):
        return (value.args, value.__cause__)
    base: Any = next(base for base in _CONTAINERS if issubclass(kind, base))
    return base.__iter__(value)
