"""Repairs of arithmetic and conditions: each undoes one kind of mistake that people make."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.operators.vocabulary import BOUNDARY, OPPOSITE
from tracefix_rl.tasks.repair.site import CONDITIONS, SIMPLE, Change, Site, grouped, is_read

_OTHER_COMPARISONS = {
    "==": ("<=", ">="),
    "!=": ("<", ">"),
    "<": ("!=",),
    ">": ("!=",),
    "<=": ("==",),
    ">=": ("==",),
}
_ARITHMETIC = {
    "+": ("-", "*"),
    "-": ("+", "//"),
    "*": ("+", "**", "/"),
    "/": ("//", "*"),
    "//": ("/", "%"),
    "%": ("//",),
    "**": ("*",),
    "<<": (">>",),
    ">>": ("<<",),
    "&": ("|", "^"),
    "|": ("&", "^"),
    "^": ("&", "|"),
}


def boundary(site: Site) -> Iterator[Change]:
    """`<` for `<=` and back."""
    for node, operator in _comparison_operators(site):
        if operator in BOUNDARY:
            yield Change(node, BOUNDARY[operator])


def comparison(site: Site) -> Iterator[Change]:
    """Another comparison altogether."""
    for node, operator in _comparison_operators(site):
        if operator in OPPOSITE:
            yield Change(node, OPPOSITE[operator])
        for other in _OTHER_COMPARISONS.get(operator, ()):
            yield Change(node, other, 0.4)


def one_more_or_less(site: Site) -> Iterator[Change]:
    """`+ 1` or `- 1` where a position, a bound, a count or a result stands."""
    likelihood = _counts(site)
    if not likelihood or not isinstance(
        site.node, cst.Name | cst.Attribute | cst.Subscript | cst.Call | cst.BinaryOperation
    ):
        return
    base = site.kind.base
    if base not in ("number", ""):
        return
    if not base:
        likelihood *= 0.3
    code = site.code(site.node)
    match site.node:
        case cst.BinaryOperation(operator=cst.Add() | cst.Subtract(), right=cst.Integer(value="1")):
            return  # dropping the term, or the other sign, is another repair's business
    yield Change(site.node, f"{code} + 1", likelihood)
    yield Change(site.node, f"{code} - 1", likelihood)


def dropped_term(site: Site) -> Iterator[Change]:
    """Only one side of an arithmetic or boolean operation."""
    if isinstance(site.node, cst.BinaryOperation | cst.BooleanOperation):
        trailing = 1.5 if isinstance(site.node.right, cst.Integer) else 0.6
        yield Change(site.node, site.code(site.node.left), trailing)
        yield Change(site.node, site.code(site.node.right), 0.4)


def added_term(site: Site) -> Iterator[Change]:
    """Plus or minus a variable in scope."""
    if not isinstance(site.node, SIMPLE) or not is_read(site):
        return
    match site.parent:
        case cst.Return() | cst.Assign() | cst.AugAssign() | cst.Arg() | cst.GeneratorExp() | cst.ListComp():
            code = site.code(site.node)
            base = site.kind.base
            names = [name for name in site.numbers if name != code and base in ("number", "")]
            for sign, share in (("+", 1.0), ("-", 0.7), ("*", 0.5)):
                for name in names:
                    yield Change(site.node, f"{code} {sign} {name}", share / len(names))


def arithmetic(site: Site) -> Iterator[Change]:
    """Another arithmetic operator, or its operands the other way round."""
    match site.node:
        case cst.BinaryOperation(left=left, operator=operator, right=right):
            sign = site.code(operator).strip()
            for other in _ARITHMETIC.get(sign, ()):
                yield Change(operator, other)
            if sign != "*":
                yield Change(site.node, f"{_operand(site, right)} {sign} {_operand(site, left)}")
        case cst.UnaryOperation(operator=cst.Minus(), expression=inner):
            yield Change(site.node, site.code(inner))
        case cst.AugAssign(operator=operator):
            sign = site.code(operator).strip().rstrip("=")
            for other in _ARITHMETIC.get(sign, ()):
                yield Change(operator, f"{other}=")
            yield Change(operator, "=", 0.6)
        case cst.Assign(targets=[cst.AssignTarget(target=target)], value=value) if (
            isinstance(target, cst.Name | cst.Subscript) and site.place.function
        ):
            yield Change(site.node, f"{site.code(target)} += {site.code(value)}", 0.3)


def bounded(site: Site) -> Iterator[Change]:
    """The larger or the smaller of it and another number in scope."""
    if site.kind.base != "number" or isinstance(site.node, cst.Integer) or not is_read(site):
        return
    if not isinstance(site.parent, cst.Return | cst.Assign | cst.Element | cst.Arg):
        return
    code = site.code(site.node)
    others = ["0", *(name for name in site.numbers if name != code)]
    for function in ("max", "min"):
        for other in others:
            yield Change(site.node, f"{function}({code}, {other})", 1 / len(others))


def condition(site: Site) -> Iterator[Change]:
    """A condition turned round, or `and` for `or`."""
    match site.node:
        case cst.BooleanOperation(operator=operator):
            yield Change(operator, "or" if isinstance(operator, cst.And) else "and")
        case cst.UnaryOperation(operator=cst.Not(), expression=inner):
            yield Change(site.node, site.code(inner))
        case cst.Name() | cst.Call() | cst.Attribute() | cst.Subscript() if (
            isinstance(site.parent, CONDITIONS) and getattr(site.parent, "test", None) is site.node
        ):
            yield Change(site.node, f"not {site.code(site.node)}")


def added_clause(site: Site) -> Iterator[Change]:
    """One more thing that a condition asks for."""
    if not isinstance(site.parent, CONDITIONS) or getattr(site.parent, "test", None) is not site.node:
        return
    code = grouped(site.code(site.node), site.node)
    names = [name for name in site.variables if name not in code.split()][:6]
    for name in names:
        yield Change(site.node, f"{name} and {code}", 1 / len(names))
        yield Change(site.node, f"{code} or not {name}", 0.5 / len(names))


def _comparison_operators(site: Site) -> Iterator[tuple[cst.CSTNode, str]]:
    if isinstance(site.node, cst.ComparisonTarget):
        operator = site.node.operator
        yield operator, " ".join(site.code(operator).split())


def _counts(site: Site) -> float:
    """How likely a number one off is where this expression stands."""
    match site.parent:
        case cst.Index() | cst.Slice() | cst.ComparisonTarget():
            return 1.0
        case cst.Comparison():
            return 0.7
        case cst.Arg():
            call = site.ancestors[-2]
            return 1.2 if isinstance(call, cst.Call) and site.code(call.func) in ("range", "islice") else 0.25
        case cst.IfExp() if site.parent.test is not site.node:
            return 0.5
        case cst.Return() | cst.Assign() | cst.AnnAssign():
            return 0.5 if isinstance(site.parent, cst.Return) or site.parent.value is site.node else 0.0
    return 0.0


def _operand(site: Site, node: cst.CSTNode) -> str:
    return grouped(site.code(node), node)
