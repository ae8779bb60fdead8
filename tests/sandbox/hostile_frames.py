"""Frames that a hostile worker may write: random ones, and those that are nearly right."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from tracefix_rl.sandbox.codec import BUILTIN_TYPES
from tracefix_rl.sandbox.objects.description import CARRIED, EXCEPTIONS, SPECIALS


def framed(message: Any) -> bytes:
    """Return a message, or bytes that are none, with the length in front."""
    data = message if isinstance(message, bytes) else json.dumps(message).encode()
    return len(data).to_bytes(4, "big") + data


CLOSED = ("_secret", "__trap__", "__class__", "__dict__", "__globals__", "__init__", "__reduce_ex__")
OPEN = ("public", "value", "items", "func_globals", "gi_frame", "format", "mro", "")
NAMES = st.sampled_from([*SPECIALS, *CLOSED, *OPEN])
NUMBERS = st.integers(-2, 12)
ATOMS = (
    st.none()
    | st.booleans()
    | NUMBERS
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | NAMES
    | st.text(max_size=5)
    | st.sampled_from(
        ["datetime", "Decimal", "Fraction", "ZoneInfo", "UUID", "Europe", "1e999999999", "{0.__class__}"]
    )
    | st.sampled_from([*BUILTIN_TYPES, *EXCEPTIONS])
)
TAGS = st.sampled_from(list("aifcbBtzsdOCDqrylkgUxmue!nwS"))

POSITIONS = st.integers(-(2**63), 2**63 - 1) | st.builds(lambda number: number - 2**40, NUMBERS) | NUMBERS


def _neighbours(*around: Any) -> st.SearchStrategy[list[Any]]:
    """Draw arguments in which `None` stands for a position, and the next `None` for the one behind it."""
    return POSITIONS.map(lambda start: _placed(around, start))


def _placed(around: tuple[Any, ...], start: int) -> list[Any]:
    positions = iter((start, start + 1))
    return [next(positions) if item is None else item for item in around]


FITTING = st.one_of(
    st.tuples(st.just("UnicodeDecodeError"), _neighbours("u", {"b": "eHk="}, None, None, "t")),
    st.tuples(st.just("UnicodeEncodeError"), _neighbours("u", "xy", None, None, "t")),
    st.tuples(st.just("UnicodeTranslateError"), _neighbours("xy", None, None, "t")),
    st.tuples(
        st.sampled_from(["SyntaxError", "TabError"]),
        st.lists(POSITIONS, min_size=4, max_size=4).map(
            lambda four: ["m", {"t": ["f", four[0], four[1], "text", four[2], four[3]]}]
        ),
    ),
)
"""Names of builtin exceptions with fields of their own, and arguments that fit."""


def _structured(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Nearly well-formed values, which get further than random ones."""
    listed = st.lists(inner, max_size=4)
    texts = st.lists(NAMES, max_size=3)
    klass = st.tuples(
        NUMBERS,
        st.just("c"),
        st.tuples(
            *(NAMES, NAMES, NAMES, st.none() | NAMES, texts, texts, texts),
            *(st.sampled_from(["", *CARRIED]), texts, texts, texts, st.booleans()),
        ).map(list),
        listed,
    ).map(list)
    return (
        listed
        | st.dictionaries(TAGS, inner, min_size=1, max_size=1)
        | st.builds(lambda items: {"t": items}, listed)
        | st.builds(lambda pairs: {"d": pairs}, st.lists(st.tuples(inner, inner).map(list), max_size=3))
        | st.builds(lambda number: {"u": number}, NUMBERS)
        | st.builds(lambda name: {"e": name}, st.sampled_from(sorted(EXCEPTIONS)))
        | st.builds(lambda body: {"m": body}, klass)
        | st.builds(
            lambda number, kind, of: {"m": [number, kind, of]}, NUMBERS, st.sampled_from("oacv"), inner
        )
        | st.builds(lambda number, of, value: {"m": [number, "v", of, value]}, NUMBERS, inner, inner)
        | st.builds(
            lambda number, kind, names: {"m": [number, "f", kind, *names]},
            NUMBERS,
            st.sampled_from(["function", "builtin", "method", "descriptor"]) | NAMES,
            st.lists(NAMES, min_size=4, max_size=4),
        )
        | st.builds(
            lambda kind, args, text, frames, number, links, state: {
                "!": [kind, {"t": args}, text, frames, number, links, {"d": state}]
            },
            inner,
            listed,
            NAMES,
            st.lists(st.tuples(NUMBERS, NAMES).map(list), max_size=2),
            NUMBERS,
            st.tuples(st.none() | inner, st.none() | st.booleans() | inner, st.booleans()).map(list),
            st.lists(st.tuples(NAMES | st.sampled_from(["__notes__", "name"]), inner).map(list), max_size=2),
        )
        | st.builds(lambda number: {"!": [number, []]}, NUMBERS)
    )


VALUES = st.recursive(ATOMS, _structured, max_leaves=12)
OPERATIONS = st.sampled_from(
    ["special", "invoke", "get", "set", "delete", "load", "await", "inspect", "eval"]
)
IDS = st.integers(0, 6)
CHANGES = st.just([]) | st.lists(st.tuples(NUMBERS, VALUES).map(list), max_size=2)
PRINTED = st.tuples(
    st.text(max_size=5),
    st.text(max_size=5),
    st.just([]) | st.lists(st.tuples(VALUES, NUMBERS).map(list), max_size=2),
).map(list)
REQUESTS = st.tuples(
    st.just("?"),
    IDS,
    CHANGES,
    OPERATIONS,
    NUMBERS.map(lambda number: {"u": number}) | VALUES,
    NAMES,
    st.lists(VALUES, max_size=3).map(lambda items: {"t": items}) | VALUES,
    st.lists(st.tuples(NAMES, VALUES).map(list), max_size=2).map(lambda pairs: {"d": pairs}),
).map(list)
RAISED = st.builds(
    lambda named: {"!": [{"e": named[0]}, {"t": named[1]}, "", [], 0, [None, None, False], {"d": []}]},
    FITTING | st.tuples(st.sampled_from(sorted(EXCEPTIONS)), st.lists(VALUES, max_size=6)),
)
REPLIES = st.tuples(st.just("!"), IDS, CHANGES, RAISED, PRINTED | VALUES).map(list) | st.tuples(
    st.sampled_from("=!"), IDS, CHANGES, VALUES, PRINTED | VALUES
).map(list)
MESSAGES = REQUESTS | REPLIES | st.tuples(st.just("#"), IDS, ATOMS).map(list) | VALUES
FRAMES = MESSAGES.map(framed) | st.binary(max_size=12) | st.binary(max_size=30).map(framed)
