"""Repairs of statements: they delete, move, copy or guard whole lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import libcst as cst
from libcst.metadata import CodeRange

from tracefix_rl.tasks.repair.tree import Tree


class LineChange(NamedTuple):
    """Lines in place of other lines.

    Args:
        kind: What sort of repair it is.
        weight: How often people make the mistake that it undoes.
        first: First line replaced, from 1.
        last: Last line replaced; one less than `first` inserts.
        lines: What takes their place.
    """

    kind: str
    weight: float
    first: int
    last: int
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement with the lines it covers."""

    node: cst.CSTNode
    first: int
    last: int
    indent: str


_Block = list[_Statement]


def line_changes(tree: Tree, lines: Sequence[str]) -> Iterator[LineChange]:
    """Every repair of a statement.

    Args:
        tree: The module.
        lines: Its lines.
    """
    ranges = tree.ranges
    for node in (place.node for place in tree.places):
        if isinstance(node, cst.IndentedBlock):
            block = [_statement(child, ranges, lines) for child in node.body]
            block = [each for each in block if not _is_docstring(each.node)]
            yield from _deletions(block)
            yield from _order(block, lines)
            yield from _depth(block, ranges, lines)
        if isinstance(node, cst.FunctionDef):
            yield from _function(node, ranges, lines)
        yield from _keywords(node, ranges, lines)


def _deletions(block: _Block) -> Iterator[LineChange]:
    """A statement that should not be there."""
    if len(block) > 1:
        for each in block:
            if isinstance(each.node, cst.SimpleStatementLine) and not _is_return(each.node):
                yield LineChange("delete the statement", 1.5, each.first, each.last, ())
            elif isinstance(each.node, cst.If) and each.node.orelse is None:
                yield LineChange("delete the guard", 0.8, each.first, each.last, ())


def _order(block: _Block, lines: Sequence[str]) -> Iterator[LineChange]:
    """Two neighbours the other way round."""
    for one, other in pairwise(block):
        if _is_return(one.node) or _is_return(other.node):
            continue
        between = lines[one.last : other.first - 1]
        swapped = [*_text(other, lines), *between, *_text(one, lines)]
        yield LineChange("swap two statements", 2.0, one.first, other.last, swapped)


def _depth(
    block: _Block, ranges: Mapping[cst.CSTNode, CodeRange], lines: Sequence[str]
) -> Iterator[LineChange]:
    """A statement in or out of the block it stands next to."""
    for one, other in pairwise(block):
        body = getattr(one.node, "body", None)
        if isinstance(body, cst.IndentedBlock) and getattr(one.node, "orelse", None) is None:
            inner = _statement(body.body[-1], ranges, lines)
            inside = _shifted(_text(other, lines), other.indent, inner.indent)
            yield LineChange("move the statement into the block", 2.0, other.first, other.last, inside)
    for one in block:
        body = getattr(one.node, "body", None)
        if (
            isinstance(body, cst.IndentedBlock)
            and len(body.body) > 1
            and not isinstance(one.node, cst.FunctionDef)
        ):
            inner = _statement(body.body[-1], ranges, lines)
            if inner.last == one.last:
                outside = _shifted(_text(inner, lines), inner.indent, one.indent)
                yield LineChange("move the statement out of the block", 2.0, inner.first, inner.last, outside)


def _function(
    function: cst.FunctionDef, ranges: Mapping[cst.CSTNode, CodeRange], lines: Sequence[str]
) -> Iterator[LineChange]:
    """A guard at the start, and a copy of a statement from elsewhere in the function or its class."""
    if not isinstance(function.body, cst.IndentedBlock):
        return
    body = [_statement(child, ranges, lines) for child in function.body.body]
    body = [each for each in body if not _is_docstring(each.node)]
    if not body:
        return
    indent, start = body[0].indent, body[0].first
    parameters = [each.name.value for each in function.params.params if each.name.value != "self"]
    for name in parameters[:3]:
        for value in ("[]", "0", "None", '""', "False", name):
            guard = (f"{indent}if not {name}:", f"{indent}    return {value}")
            yield LineChange("add a guard", 0.4 / len(parameters), start, start - 1, guard)


def _keywords(
    node: cst.CSTNode, ranges: Mapping[cst.CSTNode, CodeRange], lines: Sequence[str]
) -> Iterator[LineChange]:
    """`break` for `continue`, `if` for `elif`, and back; a value that is computed but not returned."""
    if not isinstance(node, cst.Break | cst.Continue | cst.If | cst.Expr):
        return
    number = ranges[node].start.line
    line = lines[number - 1]
    match node:
        case cst.Break():
            yield LineChange(
                "continue for break", 1.0, number, number, [line.replace("break", "continue", 1)]
            )
        case cst.Continue():
            yield LineChange(
                "break for continue", 1.0, number, number, [line.replace("continue", "break", 1)]
            )
        case cst.If() if line.lstrip().startswith("elif "):
            yield LineChange("if for elif", 1.0, number, number, [line.replace("elif", "if", 1)])
        case cst.If() if number > 1 and line.lstrip().startswith("if "):
            yield LineChange("elif for if", 0.7, number, number, [line.replace("if", "elif", 1)])
        case cst.Expr(value=cst.Call()):
            indent = line[: len(line) - len(line.lstrip())]
            yield LineChange("return the value", 0.7, number, number, [f"{indent}return {line.lstrip()}"])


def _statement(
    node: cst.CSTNode, ranges: Mapping[cst.CSTNode, CodeRange], lines: Sequence[str]
) -> _Statement:
    where = ranges[node]
    first = where.start.line
    last = where.end.line if where.end.column > 0 else where.end.line - 1
    while last > first and not lines[last - 1].strip():
        last -= 1
    line = lines[first - 1]
    return _Statement(node, first, last, line[: len(line) - len(line.lstrip())])


def _text(statement: _Statement, lines: Sequence[str]) -> Sequence[str]:
    return lines[statement.first - 1 : statement.last]


def _shifted(lines: Sequence[str], old: str, new: str) -> list[str]:
    return [new + line[len(old) :] if line.startswith(old) else line for line in lines]


def _is_return(node: cst.CSTNode) -> bool:
    return isinstance(node, cst.SimpleStatementLine) and isinstance(node.body[0], cst.Return | cst.Raise)


def _is_docstring(node: cst.CSTNode) -> bool:
    match node:
        case cst.SimpleStatementLine(body=[cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString())]):
            return True
    return False
