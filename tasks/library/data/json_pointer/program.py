"""Find and change places in JSON documents by pointers such as "/users/0/name" (RFC 6901)."""

import re
from collections.abc import Sequence
from typing import Any

JSON = Any
"""A dictionary, a list, or a plain value."""

_NO_DEFAULT = object()


class PointerError(ValueError):
    """The text is no pointer, or cannot be one into this document."""


class MissingError(LookupError):
    """The document has nothing at the place."""


def parse(pointer: str) -> list[str]:
    """Return the parts of a pointer.

    Raises:
        PointerError: If it does not begin with a slash, or a tilde is not followed by 0 or 1.
    """
    if not pointer:
        return []
    if not pointer.startswith("/"):
        raise PointerError(f"must begin with /: {pointer}")
    if re.search("~(?![01])", pointer):
        raise PointerError(f"stray ~ in {pointer}")
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer[1:].split("/")]


def build(parts: Sequence[str]) -> str:
    """Return the pointer with these parts."""
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts)


def get(document: JSON, pointer: str, default: JSON = _NO_DEFAULT) -> JSON:
    """Return the value at a place, or the default if one is given and nothing is there.

    Raises:
        PointerError: If the pointer is none, or a list is given something else than an index.
        MissingError: If nothing is there, and no default is given.
    """
    parts = parse(pointer)
    try:
        for depth in range(len(parts)):
            document = _step(document, parts, depth)
    except MissingError:
        if default is _NO_DEFAULT:
            raise
        return default
    return document


def put(document: JSON, pointer: str, value: JSON) -> JSON:
    """Return the document with a value set: at a key, in the place of an item, or behind the last.

    Raises:
        PointerError: If the pointer is none, or a list is given something else than an index.
        MissingError: If there is nothing to set it in, or an index is beyond the end.
    """
    return _change(document, parse(pointer), 0, [value], 1)


def insert(document: JSON, pointer: str, value: JSON) -> JSON:
    """Return the document with a value set at a key, or put in front of an item; raises as `put` does."""
    return _change(document, parse(pointer), 0, [value], 0)


def remove(document: JSON, pointer: str) -> JSON:
    """Return the document without what is at a place.

    Raises:
        PointerError: As for `get`, and for the whole document.
        MissingError: If nothing is there.
    """
    parts = parse(pointer)
    if not parts:
        raise PointerError("cannot remove the whole document")
    get(document, pointer)
    return _change(document, parts, 0, [], 1)


def leaves(document: JSON) -> list[tuple[str, JSON]]:
    """Return the pointers and values of all that is neither a dictionary nor a list with content."""
    found: list[tuple[str, JSON]] = []

    def visit(value: JSON, parts: list[str]) -> None:
        if isinstance(value, dict) and value:
            for key, inner in value.items():
                visit(inner, [*parts, key])
        elif isinstance(value, list) and value:
            for index, inner in enumerate(value):
                visit(inner, [*parts, str(index)])
        else:
            found.append((build(parts), value))

    visit(document, [])
    return found


def _change(document: JSON, parts: list[str], depth: int, values: list[JSON], replaced: int) -> JSON:
    """Return a copy in which `values`, one or none, take the place of what is there."""
    if depth == len(parts):
        return values[0]
    part = parts[depth]
    if depth < len(parts) - 1:
        values = [_change(_step(document, parts, depth), parts, depth + 1, values, replaced)]
        replaced = 1
    if isinstance(document, dict):
        if values:
            return {**document, part: values[0]}
        return {key: value for key, value in document.items() if key != part}
    if not isinstance(document, list):
        raise MissingError(f"nothing at {build(parts[: depth + 1])}")
    index = _index(part, len(document))
    if index > len(document):
        raise MissingError(f"nothing at {build(parts[: depth + 1])}")
    return document[:index] + values + document[index + replaced :]


def _step(document: JSON, parts: list[str], depth: int) -> JSON:
    part = parts[depth]
    if isinstance(document, dict) and part in document:
        return document[part]
    if isinstance(document, list):
        index = _index(part, len(document))
        if index < len(document):
            return document[index]
    raise MissingError(f"nothing at {build(parts[: depth + 1])}")


def _index(part: str, length: int) -> int:
    if part == "-":
        return length
    if not re.fullmatch("0|[1-9][0-9]*", part):
        raise PointerError(f"not an index: {part}")
    return int(part)
