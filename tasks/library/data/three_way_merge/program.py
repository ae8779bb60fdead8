"""Merge two sets of changes to one nested mapping, and report where they disagree."""

from collections.abc import Iterator, Sequence
from typing import Any

Document = dict[str, Any]
Conflict = tuple[str, str]
"""The path, keys with dots between, and the kind of conflict."""

_MISSING = object()


def merge(
    base: Document, ours: Document, theirs: Document, favor: str = ""
) -> tuple[Document, list[Conflict]]:
    """Return a document with the changes of both sides, and the conflicts.

    Where both sides changed something differently, the base's value stays, unless one side is favored.

    Raises:
        ValueError: If neither "ours", "theirs" nor "" is favored.
    """
    if favor not in ("", "ours", "theirs"):
        raise ValueError(f"cannot favor {favor}")
    return _merge(base, ours, theirs, favor, "")


def diff(before: Document, after: Document) -> list[tuple[Any, ...]]:
    """Return what was removed, added and changed, with paths and values."""
    return list(_differences(before, after, ""))


def describe(conflicts: Sequence[Conflict]) -> str:
    """Return the number of conflicts and a list of them as text."""
    if not conflicts:
        return "no conflicts"
    noun = "conflict" if len(conflicts) == 1 else "conflicts"
    return f"{len(conflicts)} {noun}: " + ", ".join(f"{path} ({kind})" for path, kind in conflicts)


def _merge(
    base: Document, ours: Document, theirs: Document, favor: str, prefix: str
) -> tuple[Document, list[Conflict]]:
    merged: Document = {}
    conflicts: list[Conflict] = []
    for key in dict.fromkeys([*ours, *theirs, *base]):
        old, mine, other = (side.get(key, _MISSING) for side in (base, ours, theirs))
        path = prefix + key
        if mine == other or other == old:
            value = mine
        elif mine == old:
            value = other
        elif isinstance(mine, dict) and isinstance(other, dict):
            inner_base = old if isinstance(old, dict) else {}
            value, inner = _merge(inner_base, mine, other, favor, path + ".")
            conflicts += inner
        else:
            value = {"": old, "ours": mine, "theirs": other}[favor]
            conflicts.append((path, _kind(old, mine, other)))
        if value is not _MISSING:
            merged[key] = value
    return merged, conflicts


def _kind(old: Any, mine: Any, other: Any) -> str:
    if old is _MISSING:
        return "both added"
    if mine is _MISSING:
        return "we removed"
    if other is _MISSING:
        return "they removed"
    return "both changed"


def _differences(before: Document, after: Document, prefix: str) -> Iterator[tuple[Any, ...]]:
    for key, old in before.items():
        path = prefix + key
        if key not in after:
            yield "removed", path, old
        elif isinstance(old, dict) and isinstance(after[key], dict):
            yield from _differences(old, after[key], path + ".")
        elif old != after[key]:
            yield "changed", path, old, after[key]
    for key, new in after.items():
        if key not in before:
            yield "added", prefix + key, new
