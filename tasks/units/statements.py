"""The statements of a block with the lines that are theirs: decorators, comments, and what describes them."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from tracefix_rl.tasks.units.text_edits import Lines
from tracefix_rl.tasks.units.uses import FUNCTIONS

COMPOUND = (*FUNCTIONS, ast.ClassDef)


class Statements:
    """Finds the statements of blocks.

    Args:
        lines: The text that they are in.
    """

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def of(self, body: Sequence[ast.stmt]) -> Iterator[tuple[list[ast.stmt], tuple[int, int]]]:
        """Yield the statements of a block with their lines; those that belong together stay so."""
        groups: list[list[ast.stmt]] = []
        for statement in body:
            previous = groups[-1][-1] if groups else None
            if previous is not None and _belongs_to(statement, previous):
                groups[-1].append(statement)
            else:
                groups.append([statement])
        for index, group in enumerate(groups):
            before = _last_line(groups[index - 1][-1]) if index else 0
            following = _first_line(groups[index + 1][0]) if index + 1 < len(groups) else len(self._lines) + 1
            yield group, (self._with_comments(group[0], before), self._with_remarks(group[-1], following))

    def _with_comments(self, statement: ast.stmt, before: int) -> int:
        """Return the line of the first comment right above a statement; the file's own comment is not its."""
        first = _first_line(statement)
        while first - 1 > before and self._lines.is_comment(first - 1):
            first -= 1
        return first if first > 1 else _first_line(statement)

    def _with_remarks(self, statement: ast.stmt, following: int) -> int:
        """Return the last line of a statement and of the comments that are indented like its body."""
        last = _last_line(statement)
        if isinstance(statement, COMPOUND):
            for line in range(last + 1, following):
                text = self._lines.lines[line - 1]
                if self._lines.is_comment(line) and len(text) - len(text.lstrip()) > statement.col_offset:
                    last = line
                elif not self._lines.is_blank(line):
                    break
        return last


def is_text(node: ast.stmt) -> bool:
    """Whether a statement is a text that describes something."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _belongs_to(node: ast.stmt, before: ast.stmt) -> bool:
    """Whether a statement shares a line with the one before, or is the docstring of a name that it binds."""
    describes = is_text(node) and isinstance(before, ast.Assign | ast.AnnAssign)
    return describes or _first_line(node) <= _last_line(before)


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, COMPOUND) else []
    return min([node.lineno, *(each.lineno for each in decorators)])


def _last_line(node: ast.stmt) -> int:
    return node.end_lineno or node.lineno
