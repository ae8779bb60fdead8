"""Carries a bug over into the text of the solution, whose comments and layout then tell nothing."""

from __future__ import annotations

import ast
import io
import textwrap
import tokenize
from collections.abc import Iterator

from tracefix_rl.tasks.importers.flaws.differences import (
    code_of,
    differing,
    is_text,
    statements,
    without_texts,
)
from tracefix_rl.tasks.importers.flaws.segments import Text
from tracefix_rl.tasks.importers.published.reading import Unreadable

Edit = tuple[int, int, str]


class _NoPlace(Exception):
    """A difference can only be put in place together with what is around it."""


def transplant(solution: str, buggy: str) -> str:
    """Return a solution with the code in which a buggy version differs, and nothing else of that version.

    Statements are taken over whole; of statements that have a body, the expressions in their header.

    Args:
        solution: The correct program; it parses.
        buggy: The version with the bug; it parses.

    Raises:
        Unreadable: If the two are the same code, or differ in a way that cannot be carried over.
    """
    old, new = ast.parse(solution), ast.parse(buggy)
    if code_of(old) == code_of(new):
        raise Unreadable("the version with the bug is the same code as the solution; leave it out")
    try:
        result = _Transplant(solution, buggy).apply(old, new)
        if code_of(ast.parse(result)) == code_of(new):
            return result
    except (_NoPlace, SyntaxError):
        pass
    raise Unreadable("its bug cannot be told from layout and comments; give both versions the same ones")


class _Transplant:
    """The edits that put the code of one version into the text of the other.

    Args:
        solution: The text that is edited.
        buggy: The text that code is taken from.
    """

    def __init__(self, solution: str, buggy: str) -> None:
        self._old = Text(solution)
        self._new = Text(buggy)

    def apply(self, old: ast.Module, new: ast.Module) -> str:
        """Return the edited text."""
        return self._old.replaced(list(self._of_bodies(old.body, new.body)))

    def _of_bodies(self, old: list[ast.stmt], new: list[ast.stmt]) -> Iterator[Edit]:
        old, new = statements(old), statements(new)
        if bool(old) != bool(new):
            raise _NoPlace
        for _, start, end, new_start, new_end in differing(old, new):
            if end - start == new_end - new_start:
                for one, other in zip(old[start:end], new[new_start:new_end], strict=True):
                    yield from self._of_statements(one, other)
            else:
                yield self._of_stretches(old, start, end, new[new_start:new_end])

    def _of_stretches(self, old: list[ast.stmt], start: int, end: int, new: list[ast.stmt]) -> Edit:
        """Put statements in the place of others, of which there are fewer or more."""
        if self._is_elif(old[0]):
            raise _NoPlace
        indentation = self._old.indentation(old[0])
        added = "".join(self._bare(statement, indentation) + "\n" for statement in new)
        if start < end:
            return self._old.lines(old[start])[0], self._old.lines(old[end - 1])[1], added
        if start == len(old):
            last = self._old.lines(old[-1])[1]
            return last, last, added
        first = self._old.lines(old[start])[0]
        return first, first, added

    def _of_statements(self, old: ast.stmt, new: ast.stmt) -> Iterator[Edit]:
        try:
            yield from list(self._within(old, new))
        except _NoPlace:
            if self._is_elif(old):
                raise
            start, end = self._old.span(old)
            indentation = self._old.indentation(old)
            yield start, end, self._bare(new, indentation).removeprefix(indentation)

    def _within(self, old: ast.AST, new: ast.AST) -> Iterator[Edit]:
        """Put parts of a statement that has a body in the place of others."""
        if type(old) is not type(new) or not (hasattr(old, "body") or _is_placeless(old)):
            raise _NoPlace
        for field in old._fields:
            one, other = getattr(old, field, None), getattr(new, field, None)
            if _is_body(one) or _is_body(other):
                yield from self._of_bodies(one or [], other or [])
            elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
                for part, another in zip(one, other, strict=True):
                    yield from self._of_parts(part, another)
            else:
                yield from self._of_parts(one, other)

    def _of_parts(self, old: object, new: object) -> Iterator[Edit]:
        if not isinstance(old, ast.AST) or not isinstance(new, ast.AST):
            if old != new:
                raise _NoPlace
        elif code_of(old) != code_of(new):
            if isinstance(old, ast.expr) and isinstance(new, ast.expr):
                yield *self._old.span(old), _without_prose(self._new.of(new), new)
            else:
                yield from self._within(old, new)

    def _is_elif(self, statement: ast.stmt) -> bool:
        """Whether a statement has no place of its own, because it is part of the one that it is in."""
        return isinstance(statement, ast.If) and self._old.of(statement).startswith("elif")

    def _bare(self, statement: ast.stmt, indentation: str) -> str:
        """Return the text of a new statement without comments and docstrings."""
        text = self._new.placed(statement, indentation)
        bare = _without_prose(text, statement)
        return text if bare == text else textwrap.indent(bare, indentation)


def _is_placeless(node: ast.AST) -> bool:
    """Whether a node is a part of a statement that has a body."""
    return isinstance(node, ast.arguments | ast.withitem | ast.match_case | ast.ExceptHandler)


def _is_body(value: object) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], ast.stmt)


def _without_prose(text: str, node: ast.AST) -> str:
    """Return the text of a node; in another layout, if it has comments or docstrings."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(f"({text})").readline))
        comments = any(token.type == tokenize.COMMENT for token in tokens)
    except (tokenize.TokenError, SyntaxError):
        comments = True
    if comments or any(map(is_text, ast.walk(node))):
        return ast.unparse(without_texts(node))
    return text
