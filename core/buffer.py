"""A file as numbered lines, edited in place and taken back edit by edit.

Lines end where Python's tokenizer ends them, at `\\n`, `\\r\\n` and `\\r`, and nowhere else: a form feed
or U+2028 is part of its line, unlike for `str.splitlines`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

MAX_BLOCK_BYTES = 16 * 1024
"""Largest block of one edit, in bytes of UTF-8."""

MAX_BLOCK_LINES = 400
"""Most lines in the block of one edit."""

MAX_FILE_BYTES = 64 * 1024
"""Largest file after an edit, in bytes of UTF-8; a file that was larger may keep its size."""

_ROW = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_LINE_ENDS = ("\n", "\r\n", "\r")


class EditError(ValueError):
    """An edit that cannot be made; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did.

    Args:
        line: Number of the first line it touched, counted from 1.
        removed: How many lines it took out there.
        added: How many lines it put there.
    """

    line: int
    removed: int
    added: int


@dataclass(frozen=True, slots=True)
class _Inverse:
    """Takes an edit back: puts `rows` in place of the `count` rows from `index`."""

    index: int
    count: int
    rows: tuple[str, ...]


class CodeBuffer:
    """A text as numbered lines, with an undo history that keeps only what each edit removed.

    Lines that are put in take the line end that prevails in the text, and whether the last line has
    one stays as it was. Two cases have no other reading and are the exceptions: an empty last line keeps its
    line end, and an empty line after a bare `\\r` ends in `\\r\\n`; without it neither would be a line.
    """

    def __init__(self, text: str) -> None:
        """Start with an original text, which comes back unchanged, to the character."""
        self._original = text
        self._rows = split_rows(text)
        self._inverses: list[_Inverse] = []
        self._max_bytes = max(MAX_FILE_BYTES, _size(text))
        self._keep_line_ends_of(text)

    def __len__(self) -> int:
        """Count the lines."""
        return len(self._rows)

    @property
    def text(self) -> str:
        """The text as it stands."""
        return "".join(self._rows)

    @property
    def lines(self) -> list[str]:
        """The lines without their line ends; line n is at index n - 1."""
        return [row.rstrip("\r\n") for row in self._rows]

    @property
    def edits(self) -> int:
        """How many times `undo` can be called."""
        return len(self._inverses)

    def copy(self) -> CodeBuffer:
        """Return an independent buffer with the same text and history."""
        twin = object.__new__(CodeBuffer)
        twin.__dict__.update(self.__dict__)
        # Rows are never changed in place, so both may hold the same list.
        twin._inverses = self._inverses.copy()
        return twin

    def preview(self, start: int, end: int, block: str) -> str:
        """Return the text that `replace` would lead to, without making the edit.

        Raises:
            EditError: As for `replace`.
        """
        return "".join(self._replaced(start, end, block))

    def replace(self, start: int, end: int, block: str) -> Change:
        """Put a block in the place of some lines.

        Args:
            start: First line to replace, counted from 1.
            end: Last line to replace, inclusive; `start - 1` inserts before `start`.
            block: The lines that take their place; one trailing newline is not a line, and an empty
                block deletes.

        Raises:
            EditError: If the lines do not exist, or the block or the resulting file is too large.
        """
        before = len(self._rows)
        self._commit(self._replaced(start, end, block))
        removed = end - start + 1
        return Change(start, removed, len(self._rows) - before + removed)

    def undo(self) -> Change:
        """Take back the last `replace`, `rewrite` or `reset` that was not yet taken back.

        Raises:
            EditError: If there is none.
        """
        if not self._inverses:
            raise EditError("there is no edit to take back: the source is the original")
        last = self._inverses.pop()
        self._rows = self._rows[: last.index] + list(last.rows) + self._rows[last.index + last.count :]
        return Change(last.index + 1, last.count, len(last.rows))

    def reset(self) -> Change:
        """Go back to the original text; `undo` takes this back like an edit."""
        self._commit(split_rows(self._original))
        inverse = self._inverses[-1]
        return Change(inverse.index + 1, len(inverse.rows), inverse.count)

    def rewrite(self, text: str) -> None:
        """Put a whole text in the place of what is there, to the character, as one edit.

        Lines that are put in later take their line ends from this text.

        Raises:
            EditError: If it is too large.
        """
        self._check_size(text, "give a shorter one")
        self._commit(split_rows(text))
        self._keep_line_ends_of(text)

    def _keep_line_ends_of(self, text: str) -> None:
        self._newline = _prevailing_line_end(self._rows)
        self._ends_with_newline = not text or text[-1] in "\r\n"

    def _replaced(self, start: int, end: int, block: str) -> list[str]:
        self._check_range(start, end)
        rows = [_without_end(row) + self._newline for row in _checked_block(block)]
        rows = self._settled(self._rows[: start - 1] + rows + self._rows[end:])
        self._check_size("".join(rows), "give a shorter block, or replace more lines")
        return rows

    def _check_size(self, text: str, fix: str) -> None:
        size = _size(text)
        if size > self._max_bytes:
            raise EditError(
                f"the file would have {size:,} bytes; at most {self._max_bytes:,} are allowed: {fix}"
            )

    def _check_range(self, start: int, end: int) -> None:
        count = len(self._rows)
        if start < 1:
            raise EditError(f"line {start} does not exist: lines are counted from 1")
        if end < start - 1:
            raise EditError(
                f"end_line {end} lies before start_line {start}: give an end_line of {start} or more, "
                f"or {start - 1} to insert before line {start}"
            )
        if end > count or start > count + 1:
            raise EditError(
                f"{_lines(start, end)} not exist: the file has {_counted(count)}; "
                f"start_line {count + 1} with end_line {count} appends"
            )

    def _settled(self, rows: list[str]) -> list[str]:
        """Give every row the line end it needs for the text to read back as these rows."""
        last = len(rows) - 1
        for number, row in enumerate(rows):
            line = _without_end(row)
            if number == last and not self._ends_with_newline:
                rows[number] = line or row
            elif line == row:
                rows[number] = line + self._newline
            if rows[number] == "\n" and number and rows[number - 1].endswith("\r"):
                rows[number] = "\r\n"
        return rows

    def _commit(self, rows: list[str]) -> None:
        """Make `rows` the text, and remember how they differ from what they replace."""
        old = self._rows
        shortest = min(len(old), len(rows))
        head = _common_prefix(old, rows, shortest)
        tail = _common_prefix(old[::-1], rows[::-1], shortest - head)
        replaced = tuple(old[head : len(old) - tail])
        self._inverses.append(_Inverse(head, len(rows) - tail - head, replaced))
        self._rows = rows


def split_rows(text: str) -> list[str]:
    """Split a text into its lines, each with its line end."""
    return _ROW.findall(text)


def has_lone_surrogate(text: str) -> bool:
    """Tell whether a text has a code point that no UTF-8 file, and no JSON message, can hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _checked_block(block: str) -> list[str]:
    size = _size(block)
    if size > MAX_BLOCK_BYTES:
        raise EditError(
            f"the block has {size:,} bytes; at most {MAX_BLOCK_BYTES:,} are allowed: make several edits"
        )
    rows = split_rows(block)
    if len(rows) > MAX_BLOCK_LINES:
        raise EditError(
            f"the block has {len(rows):,} lines; at most {MAX_BLOCK_LINES} are allowed: make several edits"
        )
    return rows


def _prevailing_line_end(rows: Sequence[str]) -> str:
    counts = Counter(row[len(_without_end(row)) :] for row in rows)
    return max(_LINE_ENDS, key=lambda end: counts[end])


def _common_prefix(left: Sequence[str], right: Sequence[str], limit: int) -> int:
    return next((index for index in range(limit) if left[index] != right[index]), limit)


def _without_end(row: str) -> str:
    return row.rstrip("\r\n")


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _lines(start: int, end: int) -> str:
    return f"lines {start}-{end} do" if end > start else f"line {start} does"


def _counted(lines: int) -> str:
    return "1 line" if lines == 1 else f"{lines} lines"
