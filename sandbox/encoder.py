"""From values to their JSON form; see `codec`."""

from __future__ import annotations

import base64
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from tracefix_rl.sandbox.codec import (
    ATOMS,
    BUILTIN_TYPES,
    MAX_DEPTH,
    MAX_EXPONENT,
    MAX_INT_BITS,
    MAX_NODES,
    MAX_RANGE,
    CodecError,
    Memo,
    Registry,
    is_plain_type,
)

_INT64 = 1 << 63
_TYPE_NAMES = {kind: name for name, kind in BUILTIN_TYPES.items()}


class Encoder:
    """Encodes the values of one message.

    Args:
        registry: Makes references of what does not cross by value.
        memo: Containers of the call so far.
    """

    def __init__(self, registry: Registry, memo: Memo) -> None:
        self._registry = registry
        self._memo = memo
        self._nodes = 0
        self.told: list[int] = []
        """Numbers of the classes that are told in this message, once for all."""
        self._depth = 0
        """Depth of the reference that is being made."""

    def encode(self, value: Any, depth: int = 0) -> Any:
        """Return the JSON form of `value`.

        Raises:
            CodecError: If the value is too deep, too large, or cannot cross.
        """
        kind = type(value)
        if kind in ATOMS:
            return value
        if kind is int:
            return value if -_INT64 <= value < _INT64 else _big_int(value)
        if kind is float:
            return value if value - value == 0 else {"f": repr(value)}
        write = _WRITERS.get(kind)
        if write is None:
            return self.reference(value, depth)
        if depth + self._depth >= MAX_DEPTH:
            raise CodecError(f"a value nested more than {MAX_DEPTH} deep cannot cross")
        return write(self, value, depth + 1)

    def attempt(self, value: Any) -> Any:
        """Encode `value`; if that fails, leave nothing of the attempt behind.

        Raises:
            CodecError: If the value cannot cross.
        """
        before = len(self._memo.containers)
        try:
            return self.encode(value)
        except CodecError:
            self._memo.forget(before)
            raise

    def reference(self, value: Any, depth: int) -> Any:
        """Encode what does not cross by value.

        Raises:
            CodecError: If it is too deep, or cannot cross.
        """
        outer = self._depth
        self._depth += depth + 1
        if self._depth > MAX_DEPTH:
            raise CodecError(f"a value nested more than {MAX_DEPTH} deep cannot cross")
        try:
            return self._registry.export(value, self)
        finally:
            self._depth = outer

    def items(self, values: Any, depth: int) -> list[Any]:
        """Encode each of `values`."""
        encode = self.encode
        encoded = [item if type(item) in ATOMS else encode(item, depth) for item in values]
        self._nodes += len(encoded)
        if self._nodes > MAX_NODES:
            raise CodecError(f"a message of more than {MAX_NODES:,} values cannot cross")
        return encoded

    def pairs(self, mapping: Any, depth: int) -> list[Any]:
        """Encode the items of a mapping."""
        keys = self.items(mapping.keys(), depth)
        return list(map(list, zip(keys, self.items(mapping.values(), depth), strict=True)))

    def container(self, value: Any, write: Callable[[], Any]) -> Any:
        """Encode a mutable container: by number if it was met before."""
        number = self._memo.find(value)
        if number is not None:
            return {"a": number}
        self._memo.add(value)
        return write()

    def content(self, value: Any) -> Any:
        """Encode what is *in* a container that was met before, so that the other side can copy it back."""
        if type(value) is bytearray:
            return base64.b64encode(value).decode("ascii")
        return self.pairs(value, 1) if isinstance(value, dict) else self.items(value, 1)


def _big_int(value: int) -> dict[str, str]:
    if value.bit_length() > MAX_INT_BITS:
        raise CodecError(f"an integer of more than {MAX_INT_BITS:,} bits cannot cross")
    return {"i": hex(value)}


def _decimal(value: Decimal) -> str:
    if value.is_finite() and abs(value.adjusted()) > MAX_EXPONENT:
        raise CodecError(f"a Decimal with an exponent beyond {MAX_EXPONENT:,} cannot cross")
    return str(value)


def _range(value: range) -> tuple[int, int, int]:
    if value[MAX_RANGE:]:  # `len` of a range beyond the machine's word raises
        raise CodecError(f"a range of more than {MAX_RANGE:,} numbers cannot cross")
    return value.start, value.stop, value.step


_Writer = Callable[[Encoder, Any, int], Any]


def _bytes(_: Encoder, value: Any, depth: int) -> Any:
    return {"b": base64.b64encode(value).decode("ascii")}


def _tagged_items(tag: str) -> _Writer:
    return lambda encoder, value, depth: {tag: encoder.items(value, depth)}


def _tagged_container(tag: str) -> _Writer:
    return lambda encoder, value, depth: encoder.container(value, lambda: {tag: encoder.items(value, depth)})


def _tagged_mapping(tag: str) -> _Writer:
    return lambda encoder, value, depth: encoder.container(value, lambda: {tag: encoder.pairs(value, depth)})


def _defaultdict(encoder: Encoder, value: Any, depth: int) -> Any:
    return encoder.container(
        value,
        lambda: {"D": [encoder.encode(value.default_factory, depth), encoder.pairs(value, depth)]},
    )


def _plain(name: str, fields: Callable[[Any], tuple[Any, ...]]) -> _Writer:
    return lambda encoder, value, depth: {"x": [name, *encoder.items(fields(value), depth)]}


def _generic(encoder: Encoder, value: Any, depth: int) -> Any:
    if not all(map(is_plain_type, value.__args__)):
        return encoder.reference(value, depth - 1)
    if type(value) is types.UnionType:
        return {"U": encoder.items(value.__args__, depth)}
    if not is_plain_type(value.__origin__):
        return encoder.reference(value, depth - 1)
    return {"g": encoder.items((value.__origin__, *value.__args__), depth)}


_WRITERS: dict[type, _Writer] = {
    list: lambda encoder, value, depth: encoder.container(value, lambda: encoder.items(value, depth)),
    tuple: _tagged_items("t"),
    dict: _tagged_mapping("d"),
    set: _tagged_container("s"),
    frozenset: _tagged_items("z"),
    OrderedDict: _tagged_mapping("O"),
    Counter: _tagged_mapping("C"),
    defaultdict: _defaultdict,
    deque: lambda encoder, value, depth: encoder.container(
        value, lambda: {"q": [value.maxlen, encoder.items(value, depth)]}
    ),
    bytes: _bytes,
    bytearray: lambda encoder, value, depth: encoder.container(
        value, lambda: {"B": base64.b64encode(value).decode("ascii")}
    ),
    complex: lambda encoder, value, depth: {"c": [repr(value.real), repr(value.imag)]},
    range: lambda encoder, value, depth: {"r": encoder.items(_range(value), depth)},
    type: lambda encoder, value, depth: (
        {"y": _TYPE_NAMES[value]} if value in _TYPE_NAMES else encoder.reference(value, depth - 1)
    ),
    slice: lambda encoder, value, depth: {"l": encoder.items((value.start, value.stop, value.step), depth)},
    type(...): lambda encoder, value, depth: {"k": "Ellipsis"},
    type(NotImplemented): lambda encoder, value, depth: {"k": "NotImplemented"},
    types.GenericAlias: _generic,
    types.UnionType: _generic,
    datetime: _plain(
        "datetime",
        lambda v: (v.year, v.month, v.day, v.hour, v.minute, v.second, v.microsecond, v.tzinfo, v.fold),
    ),
    date: _plain("date", lambda v: (v.year, v.month, v.day)),
    time: _plain("time", lambda v: (v.hour, v.minute, v.second, v.microsecond, v.tzinfo, v.fold)),
    timedelta: _plain("timedelta", lambda v: (v.days, v.seconds, v.microseconds)),
    timezone: _plain("timezone", lambda v: v.__getinitargs__()),
    ZoneInfo: _plain("ZoneInfo", lambda v: (v.key,)),
    Decimal: _plain("Decimal", lambda v: (_decimal(v),)),
    Fraction: _plain("Fraction", lambda v: (v.numerator, v.denominator)),
    UUID: _plain("UUID", lambda v: (v.hex,)),
}
