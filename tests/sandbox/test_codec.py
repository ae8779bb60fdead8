"""The codec: what goes in comes out, exactly; and whatever comes in, nothing but its own error comes out."""

from __future__ import annotations

import contextlib
import json
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.sandbox.codec import MAX_DEPTH, CodecError, Memo, dumps, loads
from tracefix_rl.sandbox.decoder import Decoder
from tracefix_rl.sandbox.encoder import Encoder


class NoReferences:
    """A registry that hands out nothing."""

    def export(self, value: Any, encoder: Encoder) -> dict[str, Any]:
        raise CodecError(f"a {type(value).__name__}")

    def resolve(self, tag: str, body: Any, decode: Callable[[Any], Any]) -> Any:
        raise CodecError("no references")


def there(value: Any) -> bytes:
    return dumps(Encoder(NoReferences(), Memo()).encode(value))


def back(data: bytes) -> Any:
    return Decoder(NoReferences(), Memo()).decode(loads(data))


hashable = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(-(2**600), 2**600)
    | st.floats(allow_nan=False)
    | st.complex_numbers(allow_nan=False)
    | st.text(st.characters())
    | st.binary()
    | st.dates()
    | st.times()
    | st.datetimes(
        timezones=st.none() | st.builds(timezone, st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
    )
    | st.timedeltas()
    | st.decimals(allow_nan=False, min_value=-(10**30), max_value=10**30)
    | st.fractions()
    | st.uuids()
    | st.builds(range, st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 5)),
    lambda inner: st.lists(inner, max_size=4).map(tuple) | st.frozensets(inner, max_size=4),
    max_leaves=8,
)
plain = st.recursive(
    hashable | st.binary().map(bytearray),
    lambda inner: (
        st.lists(inner, max_size=5)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(hashable, inner, max_size=4)
        | st.dictionaries(hashable, inner, max_size=4).map(OrderedDict)
        | st.dictionaries(hashable, st.integers(), max_size=4).map(Counter)
        | st.sets(hashable, max_size=4)
        | st.lists(inner, max_size=4).map(deque)
    ),
    max_leaves=20,
)


def same(left: Any, right: Any) -> bool:
    """Equality that also compares types, at every depth."""
    if type(left) is not type(right):
        return False
    if isinstance(left, list | tuple | deque):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return same(list(left.items()), list(right.items()))
    if isinstance(left, float):
        return repr(left) == repr(right)
    return bool(left == right)


@pytest.mark.parametrize(
    "value",
    [
        slice(1, None, -2),
        slice("a", (1, [2])),
        ...,
        NotImplemented,
        list[int],
        dict[str, list[int | None]],
        tuple[int, ...],
        int | str | None,
        list[int] | None,
    ],
)
def test_constants_slices_and_generic_types(value: Any) -> None:
    assert repr(back(there(value))) == repr(value)
    assert back(there(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        {"l": [1, 2]},
        {"k": "print"},
        {"g": []},
        {"g": [1, 2]},
        {"U": []},
        {"U": [1, 2]},
        {"U": [{"d": []}, {"d": [[1, 2]]}]},
    ],
)
def test_what_is_nearly_one_of_them(data: Any) -> None:
    with pytest.raises(CodecError):
        back(json.dumps(data).encode())


@given(plain)
def test_a_value_comes_out_as_it_went_in(value: Any) -> None:
    assert same(back(there(value)), value)


@given(st.sampled_from([Decimal("NaN"), Decimal("-Infinity"), float("nan"), float("inf"), -0.0, 0]))
def test_numbers_that_are_hard_to_write(value: Any) -> None:
    assert repr(back(there(value))) == repr(value)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=25,
)
tags = st.sampled_from(list("aifcbBtzsdOCDqrylkgUxmue!n"))
tagged = st.recursive(
    json_values | st.sampled_from(["datetime", "Decimal", "ZoneInfo", "0x10", "AAAA", "int", "../../etc"]),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(tags, inner, min_size=1, max_size=1),
    max_leaves=25,
)


@given(tagged)
def test_whatever_arrives_is_a_value_or_a_codec_error(data: Any) -> None:
    decoder = Decoder(NoReferences(), Memo())
    try:
        decoder.decode(json.loads(json.dumps(data)))
        decoder.replace_content(0, data)
    except CodecError:
        pass


@given(st.binary())
def test_whatever_bytes_arrive_are_json_or_a_codec_error(data: bytes) -> None:
    with contextlib.suppress(CodecError):
        loads(data)


@pytest.mark.parametrize("data", [b"NaN", b"[Infinity]", b"1" * 5000, b"[" * 100_000, b"\xff", b""])
def test_json_that_is_none_of_ours(data: bytes) -> None:
    with pytest.raises(CodecError):
        loads(data)


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth - 1):
        value = [value]
    return value


def test_depth_is_bounded_both_ways() -> None:
    assert back(there(nested(MAX_DEPTH))) == nested(MAX_DEPTH)
    with pytest.raises(CodecError, match="deep"):
        there(nested(MAX_DEPTH + 1))
    with pytest.raises(CodecError, match="deep"):
        back(json.dumps(nested(MAX_DEPTH + 1)).encode())


def test_an_integer_is_bounded() -> None:
    with pytest.raises(CodecError, match="bits"):
        there(1 << 300_000)
    with pytest.raises(CodecError, match="bits"):
        back(json.dumps({"i": "0x" + "f" * 100_000}).encode())


@pytest.mark.parametrize("text", ["1e10001", "1e99999999", "-1e-99999999"])
def test_the_exponent_of_a_decimal_is_bounded(text: str) -> None:
    with pytest.raises(CodecError, match="exponent"):
        there(Decimal(text))
    with pytest.raises(CodecError, match="exponent"):
        back(json.dumps({"x": ["Decimal", text]}).encode())


def test_a_subclass_of_a_builtin_does_not_cross_by_value() -> None:
    class Lying(int):
        def __eq__(self, other: object) -> bool:
            return True

        __hash__ = int.__hash__

    for value in (Lying(1), type("L", (list,), {})(), type("S", (str,), {})("x"), type("D", (dict,), {})()):
        with pytest.raises(CodecError):
            there(value)


def test_containers_stay_shared_and_circles_stay_circles() -> None:
    inner: list[int] = [1]
    circle: list[Any] = [inner, {"again": inner}]
    circle.append(circle)
    copy = back(there(circle))
    assert copy[0] is copy[1]["again"]
    assert copy[2] is copy


def test_dates_and_times_are_those_of_the_standard_library() -> None:
    values = [
        date(2024, 2, 29),
        time(1, 2, fold=1),
        datetime(2024, 1, 1, tzinfo=UTC),
        Fraction(1, 3),
    ]
    assert [type(value) for value in back(there(values))] == [type(value) for value in values]
