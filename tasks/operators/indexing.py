"""Indexing and loops: an index, the bound of a slice or the bound of a range that is one off."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.places import is_bound, number_of
from tracefix_rl.tasks.task import Family


class IndexOffByOne(Operator):
    """`items[middle]` becomes `items[middle + 1]`, `row[0]` becomes `row[1]`, `row[-1]` becomes `row[-2]`."""

    name = "index_off_by_one"
    family = Family.INDEXING
    weight = 0.06

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Take the element before or after one."""
        match node:
            case cst.Subscript(
                value=value, slice=[cst.SubscriptElement(slice=cst.Index(value=index, star=None))]
            ):
                pass
            case _:
                return
        whole = isinstance(index, cst.Integer) or _negative(index) is not None
        if code.scopes.kind(value) in ("dict", "Counter") or (is_bound(node, code) and whole):
            return
        if not whole and code.scopes.kind(index) != "number":
            return
        for text in _moved(index, code):
            what = f"{code.shown(node)} takes the element at {quoted(text)}."
            yield code.replace(index, text, what)


class SliceBound(Operator):
    """`values[start:end]` becomes `values[start : end - 1]`, `line[1:]` becomes `line[:]`."""

    name = "slice_bound"
    family = Family.INDEXING
    weight = 0.03

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Move a bound of a slice by one, or drop it."""
        if not isinstance(node, cst.Slice) or node.step is not None:
            return
        span = code.inner_span(node)
        before = code.source[slice(*span)]
        if "\n" in before:
            return
        for lower, upper in self._others(node, code):
            after = _slice(lower, upper)
            yield Rewrite(*span, after, f"The slice {quoted(before)} became {quoted(after)}.")

    def _others(self, node: cst.Slice, code: Code) -> Iterator[tuple[str, str]]:
        """Other bounds; nothing for one that is missing."""
        lower = code.text(node.lower) if node.lower else ""
        upper = code.text(node.upper) if node.upper else ""
        if node.lower is not None:
            yield "", upper
            yield from ((text, upper) for text in _moved(node.lower, code) if text != "0")
        if node.upper is not None:
            if lower:
                yield lower, ""
            yield from ((lower, text) for text in _moved(node.upper, code) if text != "0")


class RangeBound(Operator):
    """`range(len(items))` becomes `range(len(items) - 1)`, `range(1, count)` becomes `range(count)`."""

    name = "range_bound"
    family = Family.INDEXING
    weight = 0.03

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Let a range start or stop one too early or too late."""
        match node:
            case cst.Call(func=cst.Name(value="range"), args=[cst.Arg(value=stop)]):
                yield from self._moved(node, stop, code)
                if number_of(stop) is None:
                    yield code.replace(stop, f"1, {code.text(stop)}", f"{code.shown(node)} starts at 1.")
            case cst.Call(
                func=cst.Name(value="range"), args=[cst.Arg(value=first), cst.Arg(value=stop), *more]
            ):
                if code.text(first) == "1" and not more:
                    start = code.span(first)[0]
                    what = f"{code.shown(node)} starts at 0."
                    yield Rewrite(start, code.span(stop)[0], "", what)
                elif number_of(first) == 0:
                    yield code.replace(first, "1", f"{code.shown(node)} starts at 1.")
                else:
                    yield from self._moved(node, first, code)
                yield from self._moved(node, stop, code)

    def _moved(self, node: cst.Call, bound: cst.BaseExpression, code: Code) -> Iterator[Rewrite]:
        for text in _moved(bound, code):
            yield code.replace(bound, text, f"{code.shown(node)} has {quoted(text)} for {code.shown(bound)}.")


def _slice(lower: str, upper: str) -> str:
    """A slice as formatters write it: with space around the colon if a bound is an operation."""
    if " " not in lower + upper:
        return f"{lower}:{upper}"
    return f"{lower} : {upper}".strip()


def _negative(node: cst.CSTNode) -> int | None:
    """Return the value of a negative whole number."""
    match node:
        case cst.UnaryOperation(operator=cst.Minus(), expression=cst.Integer(value=text)) if text.isdigit():
            return -int(text)
    return None


def _moved(node: cst.CSTNode, code: Code) -> Iterator[str]:
    """A position one later and one earlier, as people write it."""
    negative = _negative(node)
    match node:
        case cst.Integer(value=text) if text.isdigit():
            yield str(int(text) + 1)
            if int(text) > 0:
                yield str(int(text) - 1)
        case _ if negative is not None:
            yield str(negative - 1)
            yield str(negative + 1)
        case cst.BinaryOperation(operator=cst.Add() | cst.Subtract(), left=left, right=right) if (
            number_of(right) is not None or number_of(left) is not None
        ):
            return  # dropping the number is an operator of its own
        case cst.BinaryOperation(operator=cst.Add() | cst.Subtract() | cst.Multiply() | cst.FloorDivide()):
            yield f"{code.text(node)} + 1"
            yield f"{code.text(node)} - 1"
        case cst.Name() | cst.Attribute() | cst.Call() | cst.Subscript() if "\n" not in code.text(node):
            yield f"{code.text(node)} + 1"
            yield f"{code.text(node)} - 1"
