"""Which mutations are worth keeping."""

from __future__ import annotations

import ast
import itertools
import warnings
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import libcst as cst

from tracefix_rl.tasks.operators.base import Mutation
from tracefix_rl.tasks.operators.code import Code

_Lines = tuple[int, int]
"""First and last line of a part, from 1."""


class _Reading(NamedTuple):
    """What a part of a source says.

    Args:
        tree: Its syntax tree.
        nonsense: How much in it nobody would write.
    """

    tree: str
    nonsense: int


class Judge:
    """Tells whether a mutation makes a module that compiles, is another one, and is no nonsense.

    To do so with the whole module for each mutation would take most of the time: what may go where is asked
    of the function or method around it, and what has changed of the statement.

    Args:
        code: The original.
    """

    def __init__(self, code: Code) -> None:
        self._lines = code.lines
        whole = (1, len(code.lines))
        self._functions = [*sorted(_functions(code), key=_length), whole]
        statements = {node: code.line_numbers(node) for node in _statements(code)}
        compounds = [part for node, part in statements.items() if isinstance(node, cst.BaseCompoundStatement)]
        self._statements = [*sorted(statements.values(), key=_length), whole]
        self._compounds = [*sorted(compounds, key=_length), whole]
        self._originals: dict[_Lines, _Reading | None] = {}

    def accepts(self, mutation: Mutation) -> bool:
        """Whether a mutation is worth keeping."""
        if not mutation.old and not mutation.new:
            return False
        if not _compiles(self._mutated(mutation, _smallest(self._functions, mutation))):
            return False
        part = self._part(mutation)
        if part not in self._originals:
            self._originals[part] = _read("".join(self._lines[part[0] - 1 : part[1]]))
        original, mutated = self._originals[part], _read(self._mutated(mutation, part))
        if mutated is None or original is None:
            return False
        return mutated.tree != original.tree and mutated.nonsense <= original.nonsense

    def _part(self, mutation: Mutation) -> _Lines:
        """The lines of the smallest part that shows what a mutation changes."""
        if mutation.new and mutation.old and _indent(mutation.new[0]) == _indent(mutation.old[0]):
            return _smallest(self._statements, mutation)
        lines = (mutation.first_line, mutation.last_line)
        return _smallest([part for part in self._compounds if part != lines], mutation)

    def _mutated(self, mutation: Mutation, part: _Lines) -> str:
        """The text of a part after a mutation."""
        before = self._lines[part[0] - 1 : mutation.first_line - 1]
        after = self._lines[mutation.last_line : part[1]]
        return "".join([*before, *mutation.new, *after])


def _length(part: _Lines) -> int:
    return part[1] - part[0]


def _smallest(parts: Sequence[_Lines], mutation: Mutation) -> _Lines:
    """Return the first part that contains a mutation; the last one contains them all."""
    return next(
        (part for part in parts if part[0] <= mutation.first_line and mutation.last_line <= part[1]),
        parts[-1],
    )


def _functions(code: Code) -> Iterator[_Lines]:
    """The lines of each statement of the top level, and of each method of a class there."""
    for statement in code.module.body:
        members = statement.body.body if isinstance(statement, cst.ClassDef) else ()
        for each in (statement, *(member for member in members if isinstance(member, cst.FunctionDef))):
            yield code.line_numbers(each)


def _statements(code: Code) -> Iterator[cst.CSTNode]:
    """Every statement with lines of its own; an `elif` is part of its `if`."""
    for node in code.below(code.module):
        if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement) and isinstance(
            code.parent(node), cst.IndentedBlock | cst.Module
        ):
            yield node


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _standing_alone(text: str) -> str:
    """A part of a source as a module of its own."""
    text = text.removeprefix("\ufeff")
    return f"if 1:\n{text}" if text.startswith((" ", "\t")) else text


def _compiles(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            compile(_standing_alone(text), "<mutation>", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _read(text: str) -> _Reading | None:
    """Read a part of a source; nothing if it does not parse."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            tree = ast.parse(_standing_alone(text))
    except (SyntaxError, ValueError):
        return None
    return _Reading(ast.dump(tree), sum(map(_is_nonsense, ast.walk(tree))))


def _is_nonsense(node: ast.AST) -> bool:
    """Whether nobody would write an expression or a statement like this."""
    match node:
        case ast.Assign(targets=[target], value=value):
            return _same(target, value)
        case ast.AugAssign(op=ast.Add() | ast.Sub(), value=ast.Constant(value=0)):
            return True
        case ast.Compare(left=left, comparators=comparators):
            return any(
                _same(one, other) or (isinstance(one, ast.Constant) and isinstance(other, ast.Constant))
                for one, other in itertools.pairwise([left, *comparators])
            )
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
