"""Which mutations are worth keeping."""

from __future__ import annotations

import ast
import itertools
import warnings
from collections.abc import Iterator
from typing import NamedTuple

import libcst as cst

from tracefix_rl.tasks.operators.base import Mutation
from tracefix_rl.tasks.operators.code import Code


class _Part(NamedTuple):
    """A part of a source.

    Args:
        tree: Its syntax tree.
        nonsense: How much in it nobody would write.
    """

    tree: str
    nonsense: int


class Judge:
    """Tells whether a mutation makes a module that compiles, is another one, and is no nonsense.

    Compiling the whole module for each mutation would take most of the time, so only the function, method
    or top-level statement around the mutation is looked at.

    Args:
        code: The original.
    """

    def __init__(self, code: Code) -> None:
        self._code = code
        self._parts = list(_parts(code))
        self._originals: dict[tuple[int, int], _Part | None] = {}

    def accepts(self, mutation: Mutation) -> bool:
        """Whether a mutation is worth keeping."""
        if not mutation.old and not mutation.new:
            return False
        first, last = self._part(mutation)
        lines = self._code.lines
        before = "".join(lines[first - 1 : mutation.first_line - 1])
        after = "".join(lines[mutation.last_line : last])
        mutated = _read(before + "".join(mutation.new) + after)
        if (first, last) not in self._originals:
            self._originals[first, last] = _read("".join(lines[first - 1 : last]))
        original = self._originals[first, last]
        if mutated is None or original is None:
            return False
        return mutated.tree != original.tree and mutated.nonsense <= original.nonsense

    def _part(self, mutation: Mutation) -> tuple[int, int]:
        """The lines of the smallest part around a mutation."""
        fitting = [
            (first, last)
            for first, last in self._parts
            if first <= mutation.first_line and mutation.last_line <= last
        ]
        return min(fitting, key=lambda part: part[1] - part[0], default=(1, len(self._code.lines)))


def _parts(code: Code) -> Iterator[tuple[int, int]]:
    """The lines of each statement of the top level, and of each method of a class there."""
    for statement in code.module.body:
        members = statement.body.body if isinstance(statement, cst.ClassDef) else ()
        for each in (statement, *(member for member in members if isinstance(member, cst.FunctionDef))):
            start, end = code.whole_lines(each)
            yield code.line_of(start), code.line_of(end - 1)


def _read(text: str) -> _Part | None:
    """Read a part of a source; nothing if it does not compile."""
    nested = "if 1:\n" if text[:1] in " \t" else ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(nested + text)
            compile(tree, "<mutation>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return None
    return _Part(ast.dump(tree), sum(map(_is_nonsense, ast.walk(tree))))


def _is_nonsense(node: ast.AST) -> bool:
    """Whether nobody would write an expression or a statement like this."""
    match node:
        case ast.Assign(targets=[target], value=value):
            return _same(target, value)
        case ast.AugAssign(op=ast.Add() | ast.Sub(), value=ast.Constant(value=0)):
            return True
        case ast.Compare(left=left, comparators=[right]):
            return _same(left, right) or (isinstance(left, ast.Constant) and isinstance(right, ast.Constant))
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.Constant(value=0)):
            return True
        case ast.BinOp(op=ast.Add() | ast.Sub(), right=ast.UnaryOp(op=ast.USub())):
            return True
        case ast.BinOp(left=left, op=ast.Sub() | ast.Div() | ast.FloorDiv() | ast.Mod(), right=right):
            return _same(left, right)
        case ast.BinOp(left=ast.Constant(), op=ast.Add(), right=ast.Constant()):
            return True
        case ast.BoolOp(values=values):
            return any(_same(one, other) for one, other in itertools.combinations(values, 2))
        case ast.UnaryOp(op=ast.Not(), operand=ast.UnaryOp(op=ast.Not())):
            return True
        case ast.UnaryOp(op=ast.USub(), operand=ast.UnaryOp(op=ast.USub()) | ast.Constant(value=0)):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return _same(body, orelse)
    return False


def _same(one: ast.AST, other: ast.AST) -> bool:
    """Whether two expressions have the same text, as far as white space goes."""
    return type(one) is type(other) and ast.unparse(one) == ast.unparse(other)
