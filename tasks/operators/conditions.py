"""Conditions: a boundary that is off, a clause or a guard that is missing, a branch taken for another."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.places import block_of, has_comment, leaves, removal
from tracefix_rl.tasks.operators.vocabulary import BOUNDARY, OPPOSITE
from tracefix_rl.tasks.task import Family

_TRUTHY = ("str", "list", "dict", "set", "bool", "deque", "tuple")
_CLAUSES = 2
_GUARD = 2
"""Most statements in what still is a guard."""


class Boundary(Operator):
    """`while low <= high` becomes `while low < high`."""

    name = "boundary"
    family = Family.CONDITIONS
    weight = 0.045

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put `<` in place of `<=`, `>` in place of `>=`, and back."""
        yield from _compared(node, BOUNDARY, code)


class FlipComparison(Operator):
    """`if left < right` becomes `if left > right`, `if key in seen` becomes `if key not in seen`."""

    name = "flip_comparison"
    family = Family.CONDITIONS
    weight = 0.015

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Turn a comparison round."""
        yield from _compared(node, OPPOSITE, code)


class DropClause(Operator):
    """`if calls and calls[0] < now` becomes `if calls`."""

    name = "drop_clause"
    family = Family.CONDITIONS
    weight = 0.045

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop one side of `and` or `or`, or the condition of a comprehension."""
        match node:
            case cst.BooleanOperation(left=left, operator=operator, right=right):
                yield code.put(node, left, f"{code.shown(node)} lost the clause {code.shown(right)}.")
                if not _continues(left, operator):
                    yield code.put(node, right, f"{code.shown(node)} lost the clause {code.shown(left)}.")
            case cst.CompIf(test=test):
                end = code.span(test)[1]
                before = code.source[: code.inner_span(node)[0]].rstrip()
                clause = code.source[len(before) : end]
                if "#" not in clause:
                    yield Rewrite(len(before), end, "", f"A comprehension lost its {quoted(clause)}.")


class ExtraClause(Operator):
    """`if depth > limit` becomes `if depth > limit and items`."""

    name = "extra_clause"
    family = Family.CONDITIONS
    weight = 0.02

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Let a condition ask for one thing more."""
        match node:
            case cst.If(test=test) | cst.While(test=test):
                pass
            case _:
                return
        if isinstance(test, cst.NamedExpr | cst.IfExp | cst.Lambda) or code.text(test) in ("True", "False"):
            return
        if isinstance(test, cst.BooleanOperation) and isinstance(test.operator, cst.Or) and not test.lpar:
            return
        if "\n" in code.text(test):
            return
        mentioned = {each.value for each in code.below(test) if isinstance(each, cst.Name)}
        clauses: list[str] = []
        for binding in code.scopes.visible(test):
            kind = code.scopes.of_binding(binding)
            if binding.name in mentioned or binding.name in code.scopes.globals:
                continue
            if kind in _TRUTHY:
                clauses.append(binding.name)
            elif kind == "number":
                clauses.append(f"{binding.name} > 0")
        for clause in clauses[:_CLAUSES]:
            after = f"{code.text(test)} and {clause}"
            yield code.replace(
                test, after, f"The condition {code.shown(test)} also asks for {quoted(clause)}."
            )


class DropGuard(Operator):
    """`if not items: return 0`, on lines of its own, disappears."""

    name = "drop_guard"
    family = Family.CONDITIONS
    weight = 0.045

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop an `if` that ends in `return`, `raise`, `continue` or `break`."""
        match node:
            case cst.If(test=test, body=cst.IndentedBlock(body=body), orelse=None) if len(body) <= _GUARD:
                siblings, position = block_of(node, code)
                last = position == len(siblings) - 1
                if position >= 0 and not last and leaves(body[-1]) and not has_comment(node, code):
                    yield Rewrite(
                        *removal(node, code),
                        "",
                        f"The guard {quoted(f'if {code.text(test)}')} is missing.",
                    )


class Negate(Operator):
    """`if not stack` becomes `if stack`, `if seen` becomes `if not seen`."""

    name = "negate"
    family = Family.CONDITIONS
    weight = 0.01

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop a `not`, or add one to a condition that is a single value."""
        parent = code.parent(node)
        match node:
            case cst.UnaryOperation(operator=cst.Not(), expression=inner):
                yield code.put(node, inner, f"{code.shown(node)} lost its `not`.")
            case cst.Name() | cst.Call() | cst.Attribute() | cst.Subscript():
                tested = isinstance(parent, cst.If | cst.IfExp | cst.CompIf) and parent.test is node
                if tested or (isinstance(parent, cst.BooleanOperation) and _is_condition(parent, code)):
                    yield code.replace(node, f"not {code.text(node)}", f"{code.shown(node)} got a `not`.")


class DropElse(Operator):
    """`else: count = 1`, on lines of its own, disappears."""

    name = "drop_else"
    family = Family.CONDITIONS
    weight = 0.01

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop the `else` of an `if`."""
        match node, code.parent(node):
            case cst.Else(body=cst.IndentedBlock()), cst.If(test=test):
                if not _has_comment_in(node, code):
                    condition = quoted(f"if {code.text(test)}")
                    yield Rewrite(*code.whole_lines(node), "", f"The `else` of {condition} is missing.")


class ElifToIf(Operator):
    """`elif number % 3 == 0` becomes `if number % 3 == 0`."""

    name = "elif_to_if"
    family = Family.CONDITIONS
    weight = 0.01

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Let a branch start a decision of its own, so that two branches may run."""
        match node, code.parent(node):
            case cst.If(test=test), cst.If(orelse=orelse, body=cst.IndentedBlock(body=body)) if (
                orelse is node
            ):
                start = code.inner_span(node)[0]
                if not leaves(body[-1]):
                    what = quoted(f"elif {code.text(test)}")
                    yield Rewrite(start, start + len("elif"), "if", f"{what} became an `if` of its own.")


def _continues(left: cst.BaseExpression, operator: cst.BaseBooleanOp) -> bool:
    """Whether an operation goes on with the same operator, so that its left side is several clauses."""
    match left:
        case cst.BooleanOperation(operator=before, lpar=[]):
            return isinstance(before, type(operator))
    return False


def _compared(node: cst.CSTNode, others: dict[str, str], code: Code) -> Iterator[Rewrite]:
    """Put another operator in place of a comparison's."""
    if isinstance(node, cst.ComparisonTarget):
        operator = " ".join(code.text(node.operator).split())
        other = others.get(operator)
        if other is not None:
            what = f"{code.shown(code.parent(node))} has `{other}` for `{operator}`."
            yield code.replace(node.operator, other, what)


def _is_condition(node: cst.CSTNode, code: Code) -> bool:
    """Whether an operation decides something, rather than chooses a value."""
    parent = code.parent(node)
    if isinstance(parent, cst.BooleanOperation):
        return _is_condition(parent, code)
    return isinstance(parent, cst.If | cst.IfExp | cst.CompIf | cst.While) and parent.test is node


def _has_comment_in(node: cst.Else, code: Code) -> bool:
    start, end = code.whole_lines(node)
    return "#" in code.source[start:end] or any(line.comment for line in node.leading_lines)
