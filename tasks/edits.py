"""Edits of lines: how a task differs from its program."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


class EditError(ValueError):
    """Edits that do not fit a text, or each other."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines that take the place of others.

    Args:
        first_line: First line of the original that is replaced, from 1.
        last_line: Last line that is replaced; `first_line - 1` if lines are only added.
        new: The lines that take their place, with their line ends.
    """

    first_line: int
    last_line: int
    new: tuple[str, ...]


def split_lines(source: str) -> list[str]:
    """Return the lines of a source with their line ends, divided where Python's tokenizer divides them."""
    return _LINE.findall(source)


def apply_edits(source: str, edits: Sequence[Edit]) -> str:
    """Return a source after edits, all of which were made for it; their order does not matter.

    Args:
        source: The original.
        edits: One or several that replace different lines.

    Raises:
        EditError: If two of them touch the same lines, or one lies outside of the source.
    """
    lines = split_lines(source)
    upper = len(lines) + 1
    for edit in sorted(edits, key=lambda each: (each.first_line, each.last_line), reverse=True):
        first, last = edit.first_line, edit.last_line
        if not 1 <= first <= len(lines) + 1 or not first - 1 <= last <= len(lines):
            raise EditError(f"lines {first} to {last} are not there: the source has {len(lines)}")
        if last >= upper or first >= upper:
            raise EditError(f"two edits touch line {first}; choose edits of different lines")
        lines[first - 1 : last] = edit.new
        upper = first
    return "".join(lines)


def edits_between(before: str, after: str) -> tuple[Edit, ...]:
    """Return the edits that turn one text into another, one for each stretch of lines that differs."""
    old, new = split_lines(before), split_lines(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Edit(start + 1, end, tuple(new[new_start:new_end]))
        for tag, start, end, new_start, new_end in matcher.get_opcodes()
        if tag != "equal"
    )
