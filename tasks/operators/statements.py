"""Statements: one that is missing, out of order or out of place, and what loops, copies and errors need."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.effects import changed, is_new, mentioned
from tracefix_rl.tasks.operators.places import (
    block_of,
    copied,
    has_comment,
    is_accumulator_start,
    is_kept,
    leaves,
    removal,
    small_statement,
)
from tracefix_rl.tasks.task import Family

_DOING = (cst.Assign, cst.AugAssign, cst.AnnAssign, cst.Expr, cst.Del)
_STARTS = {"0": "1", "1": "0", "0.0": "1.0", "1.0": "0.0", "True": "False", "False": "True"}
_OTHER_ERRORS = {
    "ValueError": "TypeError",
    "TypeError": "ValueError",
    "KeyError": "ValueError",
    "IndexError": "ValueError",
    "LookupError": "ValueError",
    "AttributeError": "TypeError",
    "ZeroDivisionError": "ValueError",
    "OverflowError": "ValueError",
    "RuntimeError": "ValueError",
    "NotImplementedError": "ValueError",
    "StopIteration": "IndexError",
    "OSError": "ValueError",
}


class DropStatement(Operator):
    """`calls.append(now)` disappears."""

    name = "drop_statement"
    family = Family.STATEMENTS
    weight = 0.025

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop an assignment to what has a value already, or a call made for its effect."""
        statement = small_statement(node)
        siblings, position = block_of(node, code)
        if len(siblings) < 2 or position < 0 or not code.function(node) or has_comment(node, code):
            return
        match statement:
            case cst.Expr(value=cst.Call()) | cst.AugAssign() | cst.Del():
                pass
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Name() as target)]) if not is_new(
                target, node, code
            ):
                pass
            case cst.Assign(targets=[cst.AssignTarget(target=cst.Attribute() | cst.Subscript())]):
                pass
            case _:
                return
        yield Rewrite(*removal(node, code), "", f"The statement {code.shown(statement)} is missing.")


class SwapStatements(Operator):
    """`value += 1` and `seen.append(value)`, one after the other, change places."""

    name = "swap_statements"
    family = Family.STATEMENTS
    weight = 0.01

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Exchange a statement with the next where their order matters."""
        siblings, position = block_of(node, code)
        if position < 0 or position + 1 >= len(siblings) or not code.function(node):
            return
        after = siblings[position + 1]
        first, second = small_statement(node), small_statement(after)
        if not (isinstance(first, _DOING) and isinstance(second, _DOING)):
            return
        if has_comment(node, code) or has_comment(after, code) or not self._matters(node, after, code):
            return
        start, middle = code.whole_lines(node)
        after_start, end = code.whole_lines(after)
        one, other = code.source[start:middle].rstrip("\r\n"), code.source[after_start:end].rstrip("\r\n")
        one_end, other_end = (
            code.source[start + len(one) : middle],
            code.source[after_start + len(other) : end],
        )
        text = f"{other}{one_end}{code.source[middle:after_start]}{one}{other_end}"
        yield Rewrite(start, end, text, f"{code.shown(second)} comes before {code.shown(first)}.")

    def _matters(self, first: cst.CSTNode, second: cst.CSTNode, code: Code) -> bool:
        """Whether the two affect each other, and the second can do without what the first creates."""
        written, rewritten = changed(first, code), changed(second, code)
        for target in code.below(first):
            if isinstance(target, cst.Name) and target.value in written and is_new(target, first, code):
                return False
        return bool(written & (mentioned(second, code) | rewritten)) or bool(
            rewritten & mentioned(first, code)
        )


class Reindent(Operator):
    """`return total`, after a loop, moves to the end of its body; the last statement of a body moves out."""

    name = "reindent"
    family = Family.STATEMENTS
    weight = 0.015

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Move a statement out of the body of a loop or an `if`, or into it."""
        match node:
            case cst.For(body=cst.IndentedBlock(body=body), orelse=None):
                pass
            case cst.While(body=cst.IndentedBlock(body=body), orelse=None):
                pass
            case cst.If(body=cst.IndentedBlock(body=body), orelse=None):
                pass
            case _:
                return
        siblings, position = block_of(node, code)
        if position < 0 or not code.function(node):
            return
        keyword = quoted(type(node).__name__.lower())
        last, outside = body[-1], code.indent(node)
        inside = code.indent(body[0])
        if len(body) > 1 and not leaves(last) and self._is_movable(last, code):
            what = f"{code.shown(last)} moved out of the {keyword}."
            yield self._moved(last, inside, outside, what, code)
        following = siblings[position + 1] if position + 1 < len(siblings) else None
        if following is not None and not leaves(last) and self._is_movable(following, code):
            what = f"{code.shown(following)} moved into the {keyword}."
            yield self._moved(following, outside, inside, what, code)

    def _is_movable(self, line: cst.CSTNode, code: Code) -> bool:
        statement = small_statement(line)
        if not isinstance(statement, (*_DOING, cst.Return)) or has_comment(line, code):
            return False
        return not any("\n" in each.value for each in code.below(line) if isinstance(each, cst.SimpleString))

    def _moved(self, line: cst.CSTNode, old: str, new: str, what: str, code: Code) -> Rewrite:
        start, end = code.whole_lines(line)
        first, last = code.line_of(start), code.line_of(end - 1)
        moved = [new + each.removeprefix(old) for each in code.lines[first - 1 : last]]
        return Rewrite(start, end, "".join(moved), what)


class WrongAccumulator(Operator):
    """`total += price` becomes `total = price`, or `total` starts at 1."""

    name = "wrong_accumulator"
    family = Family.STATEMENTS
    weight = 0.015

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Let a loop start from another value, or replace what it should add to."""
        match node:
            case cst.AugAssign(operator=operator) if code.in_loop(node):
                what = f"{code.shown(node)} replaces the value instead of building on it."
                grows = isinstance(operator, cst.AddAssign | cst.BitOrAssign | cst.MultiplyAssign)
                if grows and not isinstance(node.value, cst.Integer):
                    yield code.replace(operator, "=", what)
            case cst.Integer() | cst.Float() | cst.Name() if is_accumulator_start(node, code):
                other = _STARTS.get(node.value)
                if other is not None:
                    statement = code.shown(code.parent(node))
                    yield code.replace(node, other, f"{statement} starts with {other}.")


class LostCopy(Operator):
    """`self.items = list(items)` becomes `self.items = items`."""

    name = "lost_copy"
    family = Family.STATEMENTS
    weight = 0.012

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Store or return a value that somebody else holds too."""
        inner = copied(node, code)
        if inner is not None and is_kept(node, code):
            yield code.put(node, inner, f"{code.shown(node)} became {code.shown(inner)}, which is shared.")


class SwallowedException(Operator):
    """`raise ValueError(text)` becomes `return None`, and `pass` in an `except`."""

    name = "swallowed_exception"
    family = Family.STATEMENTS
    weight = 0.008

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Go on where an exception should be raised."""
        if not isinstance(node, cst.Raise) or not code.function(node):
            return
        line = code.parent(node)
        siblings, _ = block_of(line, code)
        if not siblings or has_comment(line, code) or small_statement(line) is not node:
            return
        handled = isinstance(code.parent(code.parent(line)), cst.ExceptHandler)
        for text in ("pass", "return None") if handled else ("return None",):
            yield code.replace(node, text, f"{code.shown(node)} became `{text}`.")


class WrongException(Operator):
    """`raise KeyError(name)` becomes `raise ValueError(name)`, and so for what an `except` catches."""

    name = "wrong_exception"
    family = Family.STATEMENTS
    weight = 0.007

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Raise or catch an exception of another class."""
        match node:
            case cst.Raise(exc=cst.Call(func=cst.Name() as raised)) | cst.Raise(exc=cst.Name() as raised):
                verb = "raises"
            case cst.ExceptHandler(type=cst.Name() as raised):
                verb = "catches"
            case _:
                return
        if raised.value in code.scopes.classes:
            others = self._of_module(raised.value, code)
        else:
            others = [_OTHER_ERRORS[raised.value]] if raised.value in _OTHER_ERRORS else []
        for other in others[:1]:
            what = f"It {verb} {quoted(other)} where it should be {quoted(raised.value)}."
            yield code.replace(raised, other, what)

    def _of_module(self, name: str, code: Code) -> list[str]:
        """Other exceptions of the module, then what the class is derived from."""
        own = [
            other
            for other, each in code.scopes.classes.items()
            if other != name and other.endswith(("Error", "Exception")) and each.bases
        ]
        bases = [
            each.value.value for each in code.scopes.classes[name].bases if isinstance(each.value, cst.Name)
        ]
        return own or ["ValueError" if "ValueError" not in bases else "TypeError"]


class SwapBreakContinue(Operator):
    """`break` becomes `continue`."""

    name = "swap_break_continue"
    family = Family.STATEMENTS
    weight = 0.008

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put `continue` in place of `break`, and back."""
        match node:
            case cst.Break():
                yield code.replace(node, "continue", "A `break` became `continue`.")
            case cst.Continue():
                yield code.replace(node, "break", "A `continue` became `break`.")
