"""From JSON forms to values, whatever arrives; see `codec`."""

from __future__ import annotations

import base64
import binascii
import functools
import operator
import types
from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, timezone, tzinfo
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


class Decoder:
    """Decodes the values of one message.

    Args:
        registry: Finds what references mean.
        memo: Containers of the call so far.
    """

    def __init__(self, registry: Registry, memo: Memo) -> None:
        self._registry = registry
        self._memo = memo
        self._nodes = 0

    def decode(self, data: Any, depth: int = 0) -> Any:
        """Return the value that `data` stands for.

        Raises:
            CodecError: If `data` is malformed or beyond the bounds.
        """
        kind = type(data)
        if kind in ATOMS or kind is int or kind is float:
            return data
        if depth >= MAX_DEPTH:
            raise CodecError(f"a value nested more than {MAX_DEPTH} deep")
        if kind is list:
            target: list[Any] = []
            self._memo.add(target)
            target.extend(self.items(data, depth + 1))
            return target
        if kind is not dict or len(data) != 1:
            raise CodecError("not a tagged value")
        ((tag, body),) = data.items()
        read = _READERS.get(tag)
        try:
            if read is not None:
                return read(self, body, depth + 1)
            return self._registry.resolve(tag, body, lambda inner: self.decode(inner, depth + 1))
        except CodecError:
            raise
        except _MALFORMED as error:
            raise CodecError(f"malformed value {tag!r}: {type(error).__name__}") from None

    def items(self, data: Any, depth: int) -> list[Any]:
        """Decode each element of an array."""
        if type(data) is not list:
            raise CodecError("not an array")
        self._nodes += len(data)
        if self._nodes > MAX_NODES:
            raise CodecError(f"more than {MAX_NODES:,} values")
        decode = self.decode
        return [item if type(item) in ATOMS or type(item) is int else decode(item, depth) for item in data]

    def pairs(self, data: Any, depth: int) -> list[tuple[Any, Any]]:
        """Decode the items of a mapping, keys first, as they were written."""
        if type(data) is not list or not all(type(pair) is list and len(pair) == 2 for pair in data):
            raise CodecError("not an array of pairs")
        keys = self.items([pair[0] for pair in data], depth)
        return list(zip(keys, self.items([pair[1] for pair in data], depth), strict=True))

    def container(self, target: Any, fill: Callable[[], object]) -> Any:
        """Number `target`, then fill it."""
        self._memo.add(target)
        fill()
        return target

    def known(self, number: Any) -> Any:
        """Return the container with that number."""
        if type(number) is not int or not 0 <= number < len(self._memo.containers):
            raise CodecError("a container that was never met")
        return self._memo.containers[number]

    def again(self, number: Any) -> Any:
        """Return the container with that number, as a part of another value."""
        self._memo.shares = True
        return self.known(number)

    def replace_content(self, number: Any, data: Any) -> None:
        """Give a container that was met before the content in `data`, in place.

        Raises:
            CodecError: If there is no such container, or it cannot hold that.
        """
        target = self.known(number)
        try:
            self._refill(target, data)
        except CodecError:
            raise
        except _MALFORMED as error:
            raise CodecError(f"malformed content: {type(error).__name__}") from None

    def _refill(self, target: Any, data: Any) -> None:
        if type(target) is bytearray:
            target[:] = _from_base64(data)
        elif isinstance(target, dict):
            pairs = self.pairs(data, 1)
            target.clear()
            # A Counter's own `update` adds the counts; an OrderedDict's keeps the order.
            update = (dict if type(target) is Counter else type(target)).update
            _fill(lambda batch: update(target, batch), pairs)
        else:
            items = self.items(data, 1)
            target.clear()
            _fill(target.update if type(target) is set else target.extend, items)


_BATCH = 1_000
_MALFORMED = (
    AttributeError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    OSError,  # of ZoneInfo, for the name of a folder
    RecursionError,
    MemoryError,
)


def _fill(add: Callable[[list[Any]], object], items: list[Any]) -> None:
    """Add `items` in batches: hashes can be made to collide, and only between calls can an alarm ring."""
    for start in range(0, len(items), _BATCH):
        add(items[start : start + _BATCH])


def _set_of(items: list[Any]) -> set[Any]:
    found: set[Any] = set()
    _fill(found.update, items)
    return found


_Reader = Callable[[Decoder, Any, int], Any]


def _fill_mapping(make: Callable[[], dict[Any, Any]]) -> _Reader:
    def read(decoder: Decoder, body: Any, depth: int) -> Any:
        target = make()
        return decoder.container(
            target, lambda: _fill(lambda batch: dict.update(target, batch), decoder.pairs(body, depth))
        )

    return read


def _read_ordered(decoder: Decoder, body: Any, depth: int) -> Any:
    target: OrderedDict[Any, Any] = OrderedDict()
    return decoder.container(target, lambda: _fill(target.update, decoder.pairs(body, depth)))


def _read_set(decoder: Decoder, body: Any, depth: int) -> Any:
    target: set[Any] = set()
    return decoder.container(target, lambda: _fill(target.update, decoder.items(body, depth)))


def _read_defaultdict(decoder: Decoder, body: Any, depth: int) -> Any:
    factory, pairs = body
    target: defaultdict[Any, Any] = defaultdict()

    def fill() -> None:
        target.default_factory = decoder.decode(factory, depth)
        _fill(target.update, decoder.pairs(pairs, depth))

    return decoder.container(target, fill)


def _read_deque(decoder: Decoder, body: Any, depth: int) -> Any:
    maxlen, items = body
    target: deque[Any] = deque(maxlen=maxlen)
    return decoder.container(target, lambda: target.extend(decoder.items(items, depth)))


def _read_int(_: Decoder, body: Any, depth: int) -> int:
    if len(body) > MAX_INT_BITS // 4 + 3:
        raise CodecError(f"an integer of more than {MAX_INT_BITS:,} bits")
    return int(body, 16)


def _read_float(_: Decoder, body: Any, depth: int) -> float:
    if body not in ("inf", "-inf", "nan"):
        raise CodecError("not a float")
    return float(body)


def _read_complex(_: Decoder, body: Any, depth: int) -> complex:
    real, imaginary = body
    if type(real) is not str or type(imaginary) is not str:
        raise CodecError("not a complex number")
    return complex(float(real), float(imaginary))


def _from_base64(body: Any) -> bytes:
    if type(body) is not str:
        raise CodecError("not bytes")
    try:
        return base64.b64decode(body, validate=True)
    except binascii.Error as error:
        raise CodecError("not bytes") from error


def _read_range(decoder: Decoder, body: Any, depth: int) -> range:
    found = range(*decoder.items(body, depth))
    if len(found) > MAX_RANGE:
        raise CodecError(f"a range of more than {MAX_RANGE:,} numbers")
    return found


def _read_plain(decoder: Decoder, body: Any, depth: int) -> Any:
    name, *rest = body
    return _PLAIN[name](*decoder.items(rest, depth))


def _read_datetime(
    y: int, mo: int, d: int, h: int, mi: int, s: int, us: int, tz: tzinfo | None, fold: int
) -> datetime:
    return datetime(y, mo, d, h, mi, s, us, tz, fold=fold)


def _read_time(hour: int, minute: int, second: int, micro: int, tz: tzinfo | None, fold: int) -> time:
    return time(hour, minute, second, micro, tz, fold=fold)


def _read_decimal(text: Any) -> Decimal:
    value = Decimal(text)
    if value.is_finite() and abs(value.adjusted()) > MAX_EXPONENT:
        raise CodecError("a Decimal with too large an exponent")
    return value


def _read_fraction(numerator: Any, denominator: Any) -> Fraction:
    # From text or a Decimal, an exponent of a few digits would make an integer of gigabytes.
    if type(numerator) is not int or type(denominator) is not int:
        raise CodecError("not a fraction")
    return Fraction(numerator, denominator)


def _three(items: list[Any]) -> list[Any]:
    if len(items) != 3:
        raise CodecError("not a slice")
    return items


def _read_generic(decoder: Decoder, body: Any, depth: int) -> Any:
    origin, *args = _types(decoder, body, depth)
    return types.GenericAlias(origin, tuple(args))


def _read_union(decoder: Decoder, body: Any, depth: int) -> Any:
    return functools.reduce(operator.or_, _types(decoder, body, depth))


def _types(decoder: Decoder, body: Any, depth: int) -> list[Any]:
    found = decoder.items(body, depth)
    # Of anything else `|` may be somebody's method.
    if not all(map(is_plain_type, found)):
        raise CodecError("not a type")
    return found


_CONSTANTS: dict[str, Any] = {"Ellipsis": ..., "NotImplemented": NotImplemented}

_PLAIN: dict[str, Callable[..., Any]] = {
    "datetime": _read_datetime,
    "date": date,
    "time": _read_time,
    "timedelta": timedelta,
    "timezone": timezone,
    "ZoneInfo": ZoneInfo,
    "Decimal": _read_decimal,
    "Fraction": _read_fraction,
    "UUID": UUID,
}

_READERS: dict[str, _Reader] = {
    "a": lambda decoder, body, depth: decoder.again(body),
    "i": _read_int,
    "f": _read_float,
    "c": _read_complex,
    "b": lambda decoder, body, depth: _from_base64(body),
    "B": lambda decoder, body, depth: decoder.container(bytearray(_from_base64(body)), lambda: None),
    "t": lambda decoder, body, depth: tuple(decoder.items(body, depth)),
    "z": lambda decoder, body, depth: frozenset(_set_of(decoder.items(body, depth))),
    "s": _read_set,
    "d": _fill_mapping(dict),
    "O": _read_ordered,
    "C": _fill_mapping(Counter),
    "D": _read_defaultdict,
    "q": _read_deque,
    "r": _read_range,
    "l": lambda decoder, body, depth: slice(*_three(decoder.items(body, depth))),
    "k": lambda decoder, body, depth: _CONSTANTS[body],
    "g": _read_generic,
    "U": _read_union,
    "y": lambda decoder, body, depth: BUILTIN_TYPES[body],
    "x": _read_plain,
}
