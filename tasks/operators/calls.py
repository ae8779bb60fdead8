"""Calls: a wrapper or an argument that is missing, arguments the wrong way round, a default that is off."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.places import block_of, copied, has_comment, is_kept, small_statement
from tracefix_rl.tasks.task import Family

_WRAPPERS = "sorted list tuple set frozenset dict int float str abs round reversed".split()
_CHAINED = "strip lstrip rstrip lower upper casefold title capitalize values copy".split()
_OPTIONAL = {
    "get": 2,
    "pop": 2,
    "split": 2,
    "rsplit": 2,
    "replace": 3,
    "setdefault": 2,
    "round": 2,
    "sum": 2,
    "enumerate": 2,
    "int": 2,
    "next": 2,
    "strip": 1,
    "lstrip": 1,
    "rstrip": 1,
    "find": 2,
    "index": 2,
    "startswith": 2,
}
"""How many arguments a call has whose last may be left out."""
_CONSTANTS = {"None", "True", "False"}
_ORDERLESS = "min max print isinstance issubclass range zip hasattr getattr setattr super map filter".split()


class DropWrapper(Operator):
    """`sorted(items)` becomes `items`, `text.strip()` becomes `text`."""

    name = "drop_wrapper"
    family = Family.CALLS
    weight = 0.065

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop a call and keep what it was made on."""
        if isinstance(code.parent(node), cst.Expr):
            return
        if copied(node, code) is not None and is_kept(node, code):
            return
        match node:
            case cst.Call(
                func=cst.Name(value=name), args=[cst.Arg(star="", keyword=None, value=inner), *more]
            ):
                builtin = name in _WRAPPERS and all(each.keyword or name == "round" for each in more)
                if isinstance(inner, cst.GeneratorExp) or not (builtin or self._converts(name, more, code)):
                    return
                yield code.put(node, inner, f"{code.shown(node)} lost its `{name}`.")
            case cst.Call(func=cst.Attribute(value=inner, attr=cst.Name(value=name))) if name in _CHAINED:
                if "\n" not in code.text(node):
                    yield code.put(node, inner, f"{code.shown(node)} lost its `{name}`.")

    def _converts(self, name: str, more: list[cst.Arg], code: Code) -> bool:
        """Whether a function of the module turns one value into another of the same kind."""
        function = code.scopes.functions.get(name)
        if function is None or more or function.returns is None:
            return False
        match function.params.params:
            case [cst.Param(annotation=cst.Annotation(annotation=taken))]:
                return _same(taken, function.returns.annotation, code)
        return False


class DropArgument(Operator):
    """`sorted(items, key=len)` becomes `sorted(items)`, `counts.get(key, 0)` becomes `counts.get(key)`."""

    name = "drop_argument"
    family = Family.CALLS
    weight = 0.03

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Drop an argument that the callee can do without."""
        if not isinstance(node, cst.Call):
            return
        for position, argument in enumerate(node.args):
            if argument.star or not self._is_optional(node, position, code):
                continue
            start, end = code.inner_span(argument)
            if position > 0:
                start = code.inner_span(node.args[position - 1])[1]
            elif len(node.args) > 1:
                end = code.inner_span(node.args[1])[0]
            if "#" not in code.source[start:end]:
                lost = quoted(code.source[slice(*code.inner_span(argument))])
                yield Rewrite(start, end, "", f"{code.shown(node)} lost its argument {lost}.")

    def _is_optional(self, call: cst.Call, position: int, code: Code) -> bool:
        argument, last = call.args[position], position == len(call.args) - 1
        match call.func:
            case cst.Name(value=name) if name in code.scopes.classes:
                return False
            case cst.Name(value=name) if name in code.scopes.functions:
                return _has_default(code.scopes.functions[name], argument, position, last=last, method=False)
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                owner = code.owner(call)
                methods = code.scopes.methods(owner) if owner else []
                return any(
                    each.name.value == name and _has_default(each, argument, position, last=last, method=True)
                    for each in methods
                )
            case cst.Name(value=name) | cst.Attribute(attr=cst.Name(value=name)):
                if argument.keyword is not None:
                    return not name[:1].isupper()
                return last and _OPTIONAL.get(name) == len(call.args)
        return False


class SwapArguments(Operator):
    """`divmod(seconds, size)` becomes `divmod(size, seconds)`."""

    name = "swap_arguments"
    family = Family.CALLS
    weight = 0.015

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Exchange two neighbouring arguments that could be taken for each other."""
        match node:
            case cst.Call(func=cst.Name(value=name)) if name in _ORDERLESS:
                return
            case cst.Call(args=args):
                pass
            case _:
                return
        for first, second in pairwise(args):
            if first.star or second.star or first.keyword or second.keyword:
                continue
            kinds = {code.scopes.kind(first.value), code.scopes.kind(second.value)} - {""}
            one, other = code.text(first.value), code.text(second.value)
            if len(kinds) > 1 or one == other or {one, other} & _CONSTANTS or "\n" in one + other:
                continue
            start, end = code.span(first.value)[0], code.span(second.value)[1]
            between = code.source[code.span(first.value)[1] : code.span(second.value)[0]]
            what = f"{code.shown(node)} has {quoted(one)} and {quoted(other)} the wrong way round."
            yield Rewrite(start, end, f"{other}{between}{one}", what)


class WrongDefault(Operator):
    """`def retry(attempts=3)` becomes `def retry(attempts=2)`."""

    name = "wrong_default"
    family = Family.CALLS
    weight = 0.012

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Alter what a parameter is if nobody gives it."""
        match node:
            case cst.Param(name=cst.Name(value=name), default=cst.BaseExpression() as default):
                for text in _other_defaults(default):
                    what = f"{quoted(name)} is {quoted(text)} by default, not {code.shown(default)}."
                    yield code.replace(default, text, what)


class MutableDefault(Operator):
    """`items=None`, replaced by `[]` in the body, becomes `items=[]`."""

    name = "mutable_default"
    family = Family.CALLS
    weight = 0.008

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Make the list, set or dictionary that replaces a missing argument the default itself."""
        if not isinstance(node, cst.If) or node.orelse is not None or has_comment(node, code):
            return
        siblings, position = block_of(node, code)
        function = code.parent(code.parent(node))
        if not isinstance(function, cst.FunctionDef) or position < 0 or len(siblings) < 2:
            return
        replaced = _replaced_default(node)
        for each in (*function.params.params, *function.params.kwonly_params):
            if replaced is None or each.name.value != replaced[0]:
                continue
            match each.default:
                case cst.Name(value="None") as default:
                    value = code.text(replaced[1])
                    start, end = code.inner_span(default)
                    guard_start, guard_end = code.whole_lines(node)
                    text = value + code.source[end:guard_start]
                    what = f"Calls share one {quoted(value)}, the default of {quoted(replaced[0])}."
                    yield Rewrite(start, guard_end, text, what)


def _same(annotation: cst.BaseExpression, other: cst.BaseExpression, code: Code) -> bool:
    """Whether two annotations promise the same kind of value."""
    return code.scopes.declared(annotation) == code.scopes.declared(other) != ""


def _replaced_default(guard: cst.If) -> tuple[str, cst.BaseExpression] | None:
    """Return the parameter that `if x is None: x = []` replaces, and by what."""
    match guard.test:
        case cst.Comparison(
            left=cst.Name(value=name),
            comparisons=[cst.ComparisonTarget(operator=cst.Is(), comparator=cst.Name(value="None"))],
        ):
            pass
        case _:
            return None
    match guard.body:
        case cst.IndentedBlock(body=[line]):
            match small_statement(line):
                case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=target))], value=value):
                    empty = isinstance(value, cst.List | cst.Dict) and not value.elements
                    made = isinstance(value, cst.Call) and not value.args
                    return (name, value) if target == name and (empty or made) else None
    return None


def _other_defaults(default: cst.BaseExpression) -> Iterator[str]:
    match default:
        case cst.Integer(value=text) if text.isdigit():
            value = int(text)
            yield str(value + 1 if value < 10 else value * 10)
            if value > 0:
                yield str(value - 1 if value <= 10 else value // 2)
        case cst.Float(value="0.0"):
            yield "1.0"
        case cst.Float(value="1.0"):
            yield "0.0"
        case cst.Name(value="True" | "False" as value):
            yield "False" if value == "True" else "True"
        case cst.SimpleString(value=('","' | '", "' | '" "' | "','" | "', '" | "' '") as value):
            quote, text = value[0], value[1:-1]
            yield f"{quote}{ {',': ';', ', ': ',', ' ': ''}[text] }{quote}"


def _has_default(
    function: cst.FunctionDef, argument: cst.Arg, position: int, *, last: bool, method: bool
) -> bool:
    """Whether a function can do without an argument."""
    if argument.keyword is not None:
        every = (*function.params.params, *function.params.kwonly_params)
        return any(each.name.value == argument.keyword.value and each.default is not None for each in every)
    index = position + method
    parameters = function.params.params
    return last and index < len(parameters) and parameters[index].default is not None
