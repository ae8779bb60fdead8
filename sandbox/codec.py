"""Plain data across the boundary: tagged JSON, decoded only to exact builtin types.

Covered by value: None, bool, int of any size, float, complex, str, bytes, bytearray, list, tuple, set,
frozenset, dict, range, slice, deque, OrderedDict, defaultdict, Counter, date, time, datetime, timedelta,
timezone, ZoneInfo, Decimal, Fraction, UUID, `...`, `NotImplemented`, the builtin types themselves, and
generic types and unions of them such as `list[int]` and `int | None`.
Everything else is handed to the `Registry` of that side, which makes a reference of it.

This file holds what both directions share; `encoder` and `decoder` do the work.

Form: JSON null, booleans, strings, 64-bit integers, finite floats and arrays stand for themselves
(an array is a list); every other value is an object with one key, its tag. Mutable containers are
numbered as they are met (the *memo*), identically on both sides, so that a container met again,
also across the messages of one call, is the same container and cycles are ordinary.

Decoding is total: whatever bytes arrive, it returns a value or raises `CodecError`; it never
unpickles, and depth, number of values and size are bounded; the size also where a container that is
met again counts each time as all that is in it (`expansion`).
"""

from __future__ import annotations

import json
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, Protocol
from uuid import UUID

if TYPE_CHECKING:
    from tracefix_rl.sandbox.encoder import Encoder

MAX_DEPTH = 60
"""Deepest nesting of containers that crosses."""
MAX_NODES = 500_000
"""Most values in one message."""
MAX_INT_BITS = 262_144
"""Widest integer that crosses."""
MAX_EXPONENT = 10_000
"""Largest exponent of a Decimal that crosses: as an integer, 1e99999999 would take minutes to make."""
MAX_RANGE = 1_000_000
"""Longest range that crosses: summing or searching a longer one is nothing that could be interrupted."""

ATOMS = frozenset({str, bool, type(None)})
"""Types whose values stand for themselves in JSON."""

BUILTIN_TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        object, type, bool, int, float, complex, str, bytes, bytearray, list, tuple, set, frozenset, dict,
        range, slice, type(None), deque, OrderedDict, defaultdict, Counter, date, time, datetime, timedelta,
        timezone, Decimal, Fraction, UUID,
    )
}  # fmt: skip
"""Types that cross by name."""


def is_plain_type(value: object) -> bool:
    """Tell whether `value` is a type that crosses by name, or a generic type or union made of such."""
    if type(value) is types.UnionType:
        return all(map(is_plain_type, value.__args__))
    if type(value) is types.GenericAlias:
        return is_plain_type(value.__origin__) and all(map(is_plain_type, value.__args__))
    return value is ... or (type(value) is type and value in _PLAIN_TYPES)


_PLAIN_TYPES = frozenset(BUILTIN_TYPES.values())


class CodecError(Exception):
    """A value cannot cross, or a message is not one of ours. The message names the construct."""


class Registry(Protocol):
    """Makes references of what does not cross by value, and finds what references mean."""

    def export(self, value: Any, encoder: Encoder) -> dict[str, Any]:
        """Return a tagged reference for `value`, or raise `CodecError`."""

    def resolve(self, tag: str, body: Any, decode: Callable[[Any], Any]) -> Any:
        """Return what the reference `{tag: body}` means, or raise `CodecError`."""


class Memo:
    """The mutable containers met so far in one call, in the order in which both sides met them.

    Args:
        containers: Those that both sides know from before.
    """

    __slots__ = ("_index", "containers", "shares")

    def __init__(self, containers: Iterable[Any] = ()) -> None:
        self.containers: list[Any] = list(containers)
        self.shares = False
        """Whether a container was met again."""
        self._index = {id(container): number for number, container in enumerate(self.containers)}

    def find(self, container: object) -> int | None:
        """Return the number of `container`, or `None` if it is new."""
        number = self._index.get(id(container))
        if number is not None:
            self.shares = True
        return number

    def forget(self, number: int) -> None:
        """Forget the containers from `number` on."""
        for container in self.containers[number:]:
            del self._index[id(container)]
        del self.containers[number:]

    def add(self, container: object) -> None:
        """Give `container` the next number. It is kept alive, so that its identity stays its own."""
        self._index[id(container)] = len(self.containers)
        self.containers.append(container)


def dumps(message: Any) -> bytes:
    """Return the bytes of an encoded message."""
    return _JSON.encode(message).encode("ascii")


_JSON = json.JSONEncoder(ensure_ascii=True, allow_nan=False, check_circular=False, separators=(",", ":"))


def loads(data: bytes) -> Any:
    """Return the JSON value in `data`.

    Raises:
        CodecError: If it is not JSON, or JSON beyond what Python can hold.
    """
    try:
        text = data.decode("ascii")
        value, end = _PARSER.raw_decode(text)
        if end != len(text):
            raise ValueError("more than one value")
        return value
    except (ValueError, RecursionError, MemoryError) as error:
        raise CodecError(f"not a message: {type(error).__name__}") from None


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)


_PARSER = json.JSONDecoder(parse_constant=_refuse_constant)
