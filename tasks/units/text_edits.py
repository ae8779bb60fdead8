"""A text with positions of its syntax tree, and cuts out of it; what is not cut stays byte for byte."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from tracefix_rl.tasks.edits import split_lines


class Cut(NamedTuple):
    """A stretch of a text, and what takes its place."""

    start: int
    end: int
    instead: str = ""


class Lines:
    """A text by lines.

    Args:
        text: The text, without a byte order mark.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = split_lines(text)
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))

    def __len__(self) -> int:
        return len(self.lines)

    def offset(self, line: int, column: int) -> int:
        """Return where a character is: lines count from 1, columns from 0."""
        return self._starts[line - 1] + column

    def start_of(self, line: int) -> int:
        """Return where a line begins, which counts from 1; the one after the last is the end."""
        return self._starts[min(line, len(self._starts)) - 1]

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where an expression or a statement begins and ends."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self._place(node.lineno, node.col_offset), self._place(end_line, end_column)

    def line_start(self, offset: int) -> int:
        """Return where the line of a character begins."""
        return self._starts[max(bisect_right(self._starts, offset) - 1, 0)]

    def line_end(self, offset: int) -> int:
        """Return where the line of a character ends, its line end included."""
        return self._starts[min(bisect_right(self._starts, offset), len(self._starts) - 1)]

    def is_blank(self, line: int) -> bool:
        """Whether a line, which counts from 1, has nothing but white space."""
        return not self.lines[line - 1].strip()

    def is_comment(self, line: int) -> bool:
        """Whether a line, which counts from 1, begins with a comment."""
        return self.lines[line - 1].lstrip().startswith("#")

    def _place(self, line: int, column: int) -> int:
        """Return where a node is: a syntax tree counts bytes of UTF-8."""
        text = self.lines[line - 1]
        if not text.isascii():
            column = len(text.encode()[:column].decode())
        return self.offset(line, column)


def apply_cuts(text: str, cuts: Iterable[Cut]) -> str:
    """Return a text after cuts, none of which overlap."""
    for cut in sorted(cuts, reverse=True):
        text = text[: cut.start] + cut.instead + text[cut.end :]
    return text
