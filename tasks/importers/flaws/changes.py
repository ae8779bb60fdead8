"""Where two versions of a program differ: the smallest part that holds all of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tracefix_rl.tasks.importers.flaws.differences import code_of, differing, statements


@dataclass(frozen=True, slots=True)
class Change:
    """The smallest part of a program that holds all that differs.

    Args:
        old: It, in the correct version; `None` if only the other version has it.
        new: What stands there in the other version; `None` if nothing does.
        within: What it is in, from the outside, in the correct version.
    """

    old: ast.AST | None
    new: ast.AST | None
    within: tuple[ast.AST, ...]


def narrowed(change: Change) -> Change:
    """Go down to where a single part holds all that differs; of statements, the first that differs.

    Args:
        change: Two whole programs, which are different code.
    """
    while change.old is not None and change.new is not None and type(change.old) is type(change.new):
        parts = list(_parts(change.old, change.new))
        if len(parts) != 1 or parts[0] is None:
            return change
        old, new = parts[0]
        change = Change(old, new, (*change.within, change.old))
    return change


def _parts(old: ast.AST, new: ast.AST) -> Iterator[tuple[ast.AST | None, ast.AST | None] | None]:
    """Yield the parts in which two nodes of one type differ, `None` for what is no pair of nodes."""
    for field in old._fields:
        one, other = getattr(old, field, None), getattr(new, field, None)
        if _holds_statements(one) or _holds_statements(other):
            yield from _first_statements(statements(one or []), statements(other or []))
        elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
            for part, another in zip(one, other, strict=True):
                yield from _pair(part, another)
        else:
            yield from _pair(one, other)


def _pair(old: object, new: object) -> Iterator[tuple[ast.AST, ast.AST] | None]:
    if isinstance(old, ast.AST) and isinstance(new, ast.AST):
        if code_of(old) != code_of(new):
            yield old, new
    elif isinstance(old, list) or isinstance(new, list) or (type(old), old) != (type(new), new):
        yield None


def _first_statements(
    old: list[ast.stmt], new: list[ast.stmt]
) -> Iterator[tuple[ast.AST | None, ast.AST | None]]:
    for _, start, end, new_start, new_end in differing(old, new)[:1]:
        if end - start >= 1 and new_end - new_start >= 1:
            yield old[start], new[new_start]
        else:
            yield (old[start], None) if end > start else (None, new[new_start])


def _holds_statements(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(part, ast.stmt) for part in value)
