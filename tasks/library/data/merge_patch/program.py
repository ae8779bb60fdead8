"""Describe and make changes to JSON documents, as merge patches (RFC 7396) do."""

from typing import Any

JSON = Any
"""None, a bool, a number, a text, a list of JSON, or a dictionary of texts and JSON."""


def apply_patch(document: JSON, patch: JSON) -> JSON:
    """Return `document` changed as `patch` says; neither argument is changed.

    A patch that is an object sets the members it names, recursively; a member that is None removes the one
    of that name. Any other patch is the new document. A document that is no object counts as an empty one.
    """
    if not isinstance(patch, dict):
        return patch
    changed = dict(document) if isinstance(document, dict) else {}
    for name, value in patch.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = apply_patch(changed.get(name), value)
    return changed


def make_patch(before: JSON, after: JSON) -> JSON:
    """Return the patch that makes `after` out of `before` and names only what differs.

    Raises:
        ValueError: If `after` has a member that is None and new or changed: no patch can set one.
    """
    if not isinstance(before, dict) or not isinstance(after, dict):
        _refuse_none(after)
        return after
    patch: dict[str, JSON] = {name: None for name in before if name not in after}
    for name, value in after.items():
        if name in before and same(before[name], value):
            continue
        if value is None:
            raise ValueError(f"no patch can set {name} to None")
        patch[name] = make_patch(before.get(name), value)
    return patch


def same(first: JSON, second: JSON) -> bool:
    """Tell whether two documents are equal; True is not 1, and the order of members is no matter."""
    if isinstance(first, bool) or isinstance(second, bool):
        return first is second
    if isinstance(first, dict) and isinstance(second, dict):
        return first.keys() == second.keys() and all(same(first[name], second[name]) for name in first)
    if isinstance(first, list) and isinstance(second, list):
        return len(first) == len(second) and all(same(*pair) for pair in zip(first, second, strict=True))
    return bool(first == second)


def touched(patch: JSON) -> list[str]:
    """Return the paths, such as "server.port", that a patch sets or removes; [""] if it is no object."""
    if not isinstance(patch, dict):
        return [""]
    paths: list[str] = []
    for name, value in patch.items():
        inner = touched(value) if value else [""]
        paths.extend(f"{name}.{path}" if path else name for path in inner)
    return paths


def _refuse_none(document: JSON) -> None:
    """Refuse what would not survive being a patch."""
    if isinstance(document, dict):
        for name, value in document.items():
            if value is None:
                raise ValueError(f"no patch can set {name} to None")
            _refuse_none(value)
