"""Arithmetic and constants: a term that is missing, a number that is off, an operator taken for another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.places import (
    is_accumulator_start,
    is_in_mapping_or_table,
    is_index,
    is_of_range,
    is_read,
    number_of,
    numbers_near,
)
from tracefix_rl.tasks.task import Family

_NUMERIC = ("", "number")
_SWAPPED = {
    "+": "-",
    "-": "+",
    "*": "+",
    "/": "//",
    "//": "%",
    "%": "//",
    "**": "*",
    "<<": ">>",
    ">>": "<<",
    "&": "|",
    "|": "&",
    "^": "|",
}
_SMALL = 20
_FAR = 2


class DropTerm(Operator):
    """`subtotal + shipping` becomes `subtotal`, `price * quantity` becomes `price`."""

    name = "drop_term"
    family = Family.ARITHMETIC
    weight = 0.07

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Keep one side of an operation."""
        match node:
            case cst.BinaryOperation(left=left, operator=operator, right=right):
                if isinstance(operator, cst.Add | cst.Subtract) and (number_of(left) or number_of(right)):
                    return
                if isinstance(operator, cst.Modulo) and code.scopes.kind(left) == "str":
                    return
                yield self._keep(node, left, right, code)
                if isinstance(operator, cst.Add | cst.Multiply | cst.BitAnd | cst.BitOr):
                    kinds = {code.scopes.kind(left), code.scopes.kind(right)} - {""}
                    if len(kinds) < 2 and number_of(right) is None:
                        yield self._keep(node, right, left, code)

    def _keep(self, node: cst.BinaryOperation, kept: cst.CSTNode, lost: cst.CSTNode, code: Code) -> Rewrite:
        return code.put(node, kept, f"{code.shown(node)} lost {code.shown(lost)}.")


class DropOffset(Operator):
    """`low + 1` becomes `low`."""

    name = "drop_offset"
    family = Family.ARITHMETIC
    weight = 0.05

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop a number that is added or subtracted."""
        match node:
            case cst.BinaryOperation(left=left, operator=cst.Add() | cst.Subtract() as operator, right=right):
                sign = "+" if isinstance(operator, cst.Add) else "-"
                if number_of(right) is not None:
                    lost = quoted(f"{sign} {code.text(right)}")
                    yield code.put(node, left, f"{code.shown(node)} lost its {lost}.")
                elif number_of(left) is not None and sign == "+":
                    lost = quoted(f"{code.text(left)} +")
                    yield code.put(node, right, f"{code.shown(node)} lost its {lost}.")


class AddOffset(Operator):
    """`return end - start` becomes `return end - start + 1`."""

    name = "add_offset"
    family = Family.ARITHMETIC
    weight = 0.02

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Add or subtract 1 where a number is returned, assigned, compared or handed over."""
        if not isinstance(node, cst.Name | cst.Attribute | cst.Call | cst.BinaryOperation | cst.Subscript):
            return
        if not self._counts(node, code) or code.scopes.kind(node) != "number" or code.in_text(node):
            return
        if isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == "float":
            return
        if isinstance(node, cst.BinaryOperation):
            if not isinstance(node.operator, cst.Add | cst.Subtract | cst.Multiply | cst.FloorDivide):
                return
            if number_of(node.right) is not None or number_of(node.left) is not None:
                return
        for sign in "+-":
            after = f"{code.operand(node)} {sign} 1"
            yield code.replace(node, after, f"{code.shown(node)} became {quoted(after)}.")

    def _counts(self, node: cst.CSTNode, code: Code) -> bool:
        parent = code.parent(node)
        match parent:
            case cst.Return():
                return True
            case cst.Assign() | cst.AnnAssign() | cst.AugAssign():
                return parent.value is node and not isinstance(node, cst.Name)
            case cst.ComparisonTarget():
                return True
            case cst.Arg(star="", keyword=None):
                return isinstance(code.parent(parent), cst.Call) and not is_of_range(node, code)
        return False


class ConstantOffByOne(Operator):
    """`if depth > 2` becomes `if depth > 3`."""

    name = "constant_off_by_one"
    family = Family.ARITHMETIC
    weight = 0.035

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Make a small whole number one larger or smaller."""
        match node:
            case cst.Integer(value=text) if text.isdigit() and int(text) <= _SMALL and _is_plain(node, code):
                for value in (int(text) + 1, int(text) - 1):
                    if value >= 0 and not _is_idle(node, value, code):
                        yield code.replace(node, str(value), f"The constant {text} became {value}.")


class NearbyLiteral(Operator):
    """`amount / 100` becomes `amount / 10`."""

    name = "nearby_literal"
    family = Family.ARITHMETIC
    weight = 0.025

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put another number of the function in place of one, or one with a digit more or less."""
        value = number_of(node)
        if value is None or not isinstance(node, cst.Integer | cst.Float) or not _is_plain(node, code):
            return
        for text in self._alternatives(node, value, code):
            yield code.replace(node, text, f"The constant {node.value} became {text}.")

    def _alternatives(self, node: cst.Integer | cst.Float, value: float, code: Code) -> Sequence[str]:
        if not node.value[-1].isdigit() or node.value[:2].lower() in ("0x", "0o", "0b"):
            return []
        found = []
        if isinstance(node, cst.Integer) and value >= 100 and value % 100 == 0:
            found.append(_scaled(node.value, down=True))
        if isinstance(node, cst.Integer) and value >= 10 and value % 10 == 0:
            found.append(_scaled(node.value, down=False))
        if isinstance(node, cst.Float) and 0 < value < 1 and "e" not in node.value.lower():
            found.append(node.value.replace(".", ".0", 1))
        for other in numbers_near(node, code):
            other_value = number_of(other)
            far = other_value is not None and abs(other_value - value) > 1
            if far and isinstance(other, type(node)) and not _is_idle(node, other_value or 0, code):
                found.append(code.text(other))
        return list(dict.fromkeys(found))[:_FAR]


class VariableForConstant(Operator):
    """`count > 3` becomes `count > limit`, `start + width` becomes `start + 1`."""

    name = "variable_for_constant"
    family = Family.ARITHMETIC
    weight = 0.02

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put a number variable in place of a constant, or a constant in place of one."""
        if code.in_text(node):
            return
        match node:
            case cst.Integer() if _is_operand(node, code) and _is_plain(node, code):
                around = {
                    each.value for each in code.below(code.parent(node)) if isinstance(each, cst.Name)
                } | _names_beside(node, code)
                found = (
                    each.name
                    for each in code.scopes.visible(node)
                    if each.name not in around and code.scopes.of_binding(each) == "number"
                )
                for name in list(found)[:1]:
                    yield code.replace(
                        node, name, f"The constant {node.value} became the variable {quoted(name)}."
                    )
            case cst.Name(value=name) if _is_operand(node, code) and code.scopes.kind(node) == "number":
                if name.isupper() or not is_read(node, code):
                    return
                text = "1" if isinstance(code.parent(node), cst.BinaryOperation) else "0"
                if not _is_idle(node, int(text), code):
                    yield code.replace(node, text, f"The variable {quoted(name)} became the constant {text}.")


class SwapArithmeticOperator(Operator):
    """`start + step` becomes `start - step`, `total += fee` becomes `total -= fee`."""

    name = "swap_arithmetic_operator"
    family = Family.ARITHMETIC
    weight = 0.02

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put another arithmetic operator in place of one."""
        match node:
            case cst.BinaryOperation(left=left, operator=operator, right=right):
                parts, suffix = (left, right), ""
            case cst.AugAssign(target=left, operator=operator, value=right):
                parts, suffix = (left, right), "="
            case _:
                return
        sign = code.text(operator).removesuffix(suffix)
        other = _SWAPPED.get(sign)
        kinds = {code.scopes.kind(part) for part in parts}
        if other is None or not (kinds <= {*_NUMERIC} or (kinds <= {"", "set"} and sign in "|&-^")):
            return
        if "set" in kinds and sign == "-":
            other = "|"
        yield code.replace(
            operator, other + suffix, f"{code.shown(node)} has {quoted(other + suffix)} for `{sign}{suffix}`."
        )


class LoseParentheses(Operator):
    """`(low + high) // 2` becomes `low + high // 2`."""

    name = "lose_parentheses"
    family = Family.ARITHMETIC
    weight = 0.01

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop the parentheses around an operand."""
        if not isinstance(node, cst.BinaryOperation | cst.BooleanOperation) or len(node.lpar) != 1:
            return
        parent = code.parent(node)
        inside = isinstance(parent, cst.BinaryOperation | cst.BooleanOperation | cst.UnaryOperation)
        start, end = code.inner_span(node)
        bare = code.source[start:end]
        if inside and "\n" not in code.text(node):
            yield code.replace(
                node, bare, f"{code.shown(parent)} lost the parentheses around {quoted(bare)}."
            )


def _scaled(text: str, *, down: bool) -> str:
    """A round number with a zero less or more; digits that are grouped stay so."""
    value = int(text.replace("_", ""))
    scaled = value // 10 if down else value * 10
    return f"{scaled:_}" if "_" in text else str(scaled)


def _is_plain(node: cst.CSTNode, code: Code) -> bool:
    """Whether a number is none that other operators alter: an index, a bound, a default, a start value."""
    parent = code.parent(node)
    around = code.parent(parent) if isinstance(parent, cst.UnaryOperation) else parent
    if isinstance(around, cst.Param | cst.FormattedStringExpression):
        return False
    outer = parent if isinstance(parent, cst.UnaryOperation) else node
    return not (is_index(outer, code) or is_of_range(outer, code) or is_accumulator_start(node, code))


def _is_operand(node: cst.CSTNode, code: Code) -> bool:
    """Whether a node is compared, added or subtracted."""
    match code.parent(node):
        case cst.ComparisonTarget():
            return True
        case cst.BinaryOperation(operator=cst.Add() | cst.Subtract(), right=right):
            return right is node
    return False


def _names_beside(node: cst.CSTNode, code: Code) -> set[str]:
    """Names that a constant is compared with or assigned to."""
    statement = next(
        (each for each in code.ancestors(node) if isinstance(each, cst.Comparison | cst.BaseSmallStatement)),
        node,
    )
    return {each.value for each in code.below(statement) if isinstance(each, cst.Name)}


def _is_idle(node: cst.CSTNode, value: float, code: Code) -> bool:
    """Whether a number would do nothing, or only harm, where another stands: `+ 0`, `* 1`, `// 0`, `-0`."""
    parent = code.parent(node)
    match parent:
        case cst.BinaryOperation(operator=operator) | cst.AugAssign(operator=operator):
            sums = isinstance(
                operator,
                cst.Add | cst.Subtract | cst.AddAssign | cst.SubtractAssign | cst.LeftShift | cst.RightShift,
            )
            return value == 0 or (value == 1 and not sums)
        case cst.UnaryOperation():
            return value == 0
        case cst.Element() | cst.DictElement():
            return is_in_mapping_or_table(parent, str(value), code)
    return False
