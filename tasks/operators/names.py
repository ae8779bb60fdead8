"""Names and other words: a variable, an attribute, a function or a text taken for another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import libcst as cst

from tracefix_rl.tasks.operators.base import Operator, Rewrite
from tracefix_rl.tasks.operators.code import Code, quoted
from tracefix_rl.tasks.operators.places import is_in_mapping_or_table, is_read
from tracefix_rl.tasks.operators.vocabulary import BUILTINS, METHODS, ONE_WAY
from tracefix_rl.tasks.task import Family

_CONTEXTS = (
    cst.BaseSmallStatement,
    cst.BinaryOperation,
    cst.Comparison,
    cst.Subscript,
    cst.Call,
    cst.IfExp,
)
_VARIABLES = 3
_ATTRIBUTES = 2
_STRINGS = 2
_PLAIN = re.compile(r"""(["'])([^"'\\\r\n]*)\1""")
_ALTERED = {
    ":": ";",
    ";": ":",
    "-": "_",
    "_": "-",
    ".": ",",
    ",": ";",
    "/": "-",
    "=": ":",
    " ": "",
    "": " ",
    "\\n": " ",
    "0": " ",
    "+": "-",
    "(": "[",
    ")": "]",
}


class WrongVariable(Operator):
    """`return start` becomes `return end`."""

    name = "wrong_variable"
    family = Family.NAMES
    weight = 0.09

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put another variable with a value in place of one, of the same kind if that is known."""
        if not isinstance(node, cst.Name) or not is_read(node, code):
            return
        variables = list(code.scopes.visible(node))
        if node.value not in {each.name for each in variables} or node.value in ("self", "cls"):
            return
        avoided = _beside(node, code)
        kind = code.scopes.kind(node)
        alike, unsure = [], []
        for each in variables:
            other = code.scopes.of_binding(each)
            if each.name in avoided or each.name in ("self", "cls", "_") or each.name.isupper():
                continue
            if kind and other == kind:
                alike.append(each.name)
            elif each.name in code.scopes.globals or isinstance(code.parent(node), cst.Attribute):
                continue
            elif not (kind and other):
                unsure.append(each.name)
        for name in (alike or unsure)[:_VARIABLES]:
            yield code.replace(
                node, name, f"{_context(node, code)} has {quoted(name)} for {quoted(node.value)}."
            )


class WrongAttribute(Operator):
    """`queue.popleft()` becomes `queue.pop()`, `self.hits` becomes `self.misses`."""

    name = "wrong_attribute"
    family = Family.NAMES
    weight = 0.045

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put another attribute or method of the same object in place of one."""
        if not isinstance(node, cst.Attribute):
            return
        for name in list(dict.fromkeys(self._others(node, code)))[:_ATTRIBUTES]:
            owner = code.text(node.value)
            after = quoted(f"{owner}.{name}")
            yield code.replace(node.attr, name, f"{_context(node, code)} has {after} for {code.shown(node)}.")

    def _others(self, node: cst.Attribute, code: Code) -> Iterator[str]:
        name, owner = node.attr.value, code.owner(node)
        called = _called(node, code)
        own = isinstance(node.value, cst.Name) and node.value.value in ("self", "cls")
        if own and owner is not None:
            yield from _methods(name, owner, node, code) if called else _attributes(name, owner, node, code)
        else:
            kind = code.scopes.kind(node.value)
            for first, second in METHODS:
                if name == first and _has(kind, second):
                    yield second
                elif name == second and (first, second) not in ONE_WAY and _has(kind, first):
                    yield first


class SiblingFunction(Operator):
    """`parse_date(text)` becomes `parse_time(text)`, `max(first, second)` becomes `min(first, second)`."""

    name = "sibling_function"
    family = Family.NAMES
    weight = 0.025

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Call another function of the module that takes as many arguments, or the builtin's counterpart."""
        match node:
            case cst.Call(func=cst.Name(value=name) as func):
                pass
            case _:
                return
        if any(each.name == name for each in code.scopes.visible(node)):
            return
        others = [
            first if name == second else second for first, second in BUILTINS if name in (first, second)
        ]
        function = code.scopes.functions.get(name)
        if function is not None:
            others = [
                other
                for other, each in code.scopes.functions.items()
                if other != name and _same_shape(each, function, code) and each is not code.function(node)
            ]
        for other in others[:_ATTRIBUTES]:
            yield code.replace(func, other, f"{code.shown(node)} calls {quoted(other)} for {quoted(name)}.")


class StringConstant(Operator):
    """`line.split(",")` becomes `line.split(";")`."""

    name = "string_constant"
    family = Family.NAMES
    weight = 0.025

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put another string of the module in place of one, or alter its separator or case."""
        parent = code.parent(node)
        if not isinstance(node, cst.SimpleString) or isinstance(parent, cst.ConcatenatedString | cst.Param):
            return
        plain = _PLAIN.fullmatch(node.value)
        if plain is None or (not plain[2] and isinstance(parent, cst.Assign | cst.AnnAssign)):
            return  # what starts empty
        if code.in_text(node) or is_prose(plain[2]) or _is_message(node, code):
            return
        for text in self._others(node, plain[1], plain[2], code):
            if not is_in_mapping_or_table(parent, text, code):
                yield code.replace(node, text, f"The string {quoted(node.value)} became {quoted(text)}.")

    def _others(self, node: cst.SimpleString, quote: str, text: str, code: Code) -> Sequence[str]:
        altered = f"{quote}{_altered(text)}{quote}"
        here, found = code.start(node), []
        for each in code.strings:
            other = _PLAIN.fullmatch(each.value)
            if other is not None and other[1] == quote and other[2] != text and _alike(text, other[2]):
                found.append((abs(code.start(each) - here), other[0]))
        nearest = [other for _, other in sorted(found)]
        return [each for each in dict.fromkeys([*nearest[:1], altered]) if each != node.value][:_STRINGS]


class BooleanConstant(Operator):
    """`seen[key] = True` becomes `seen[key] = False`."""

    name = "boolean_constant"
    family = Family.NAMES
    weight = 0.015

    def rewrites(self, node: cst.CSTNode, code: Code) -> Iterator[Rewrite]:
        """Put `False` in place of `True`, and back."""
        match node, code.parent(node):
            case _, cst.While() | cst.Param():
                return
            case cst.Name(value="True" | "False" as value), _:
                other = "False" if value == "True" else "True"
                yield code.replace(node, other, f"{_context(node, code)} has `{other}` for `{value}`.")


def is_prose(text: str) -> bool:
    """Whether a string is for people to read."""
    return len(text.split()) > 2


def _context(node: cst.CSTNode, code: Code) -> str:
    """The expression or small statement around a node, as descriptions quote it."""
    around = next((each for each in code.ancestors(node) if isinstance(each, _CONTEXTS)), node)
    return code.shown(around)


def _beside(node: cst.Name, code: Code) -> set[str]:
    """Names that would make nonsense in place of one: a value compared with itself, or assigned to it."""
    parent = code.parent(node)
    found = {node.value}
    around: Sequence[cst.CSTNode] = ()
    match parent:
        case cst.ComparisonTarget():
            around = code.children(code.parent(parent))
        case cst.Comparison():
            around = [each.comparator for each in parent.comparisons]
        case cst.BinaryOperation() | cst.BooleanOperation():
            around = [parent.left, parent.right]
        case cst.Assign():
            around = [each.target for each in parent.targets]
        case cst.AnnAssign() | cst.AugAssign() | cst.For() | cst.CompFor():
            around = [parent.target]
        case cst.Subscript():
            around = [each for each in code.below(parent) if isinstance(each, cst.Name)]
        case cst.Index():
            subscript = code.parent(code.parent(parent))
            around = [subscript.value] if isinstance(subscript, cst.Subscript) else []
        case cst.Arg():
            call = code.parent(parent)
            around = [each.value for each in call.args] if isinstance(call, cst.Call) else []
        case cst.IfExp():
            around = [parent.body, parent.orelse]
        case cst.Element():
            around = [
                each.value for each in code.children(code.parent(parent)) if isinstance(each, cst.Element)
            ]
    for each in around:
        if isinstance(each, cst.Name):
            found.add(each.value)
        elif isinstance(each, cst.ComparisonTarget) and isinstance(each.comparator, cst.Name):
            found.add(each.comparator.value)
    return found


def _called(node: cst.CSTNode, code: Code) -> bool:
    parent = code.parent(node)
    return isinstance(parent, cst.Call) and parent.func is node


def _has(kind: str, method: str) -> bool:
    """Whether a value of this kind may have this method; of an unknown kind it may have any."""
    known = {"str": str, "list": list, "dict": dict, "set": set}.get(kind)
    return known is None or hasattr(known, method)


def _methods(name: str, owner: cst.ClassDef, node: cst.CSTNode, code: Code) -> Iterator[str]:
    """Other methods of the class that take as many arguments."""
    methods = {each.name.value: each for each in code.scopes.methods(owner)}
    if name in methods:
        for other, method in methods.items():
            plain = not other.startswith("__") and not method.decorators
            new = other != name and method is not code.function(node)
            if plain and new and _same_shape(method, methods[name], code):
                yield other


def _attributes(name: str, owner: cst.ClassDef, node: cst.Attribute, code: Code) -> Iterator[str]:
    """Other attributes of the class that hold the same kind of value."""
    kind = code.scopes.attribute_kind(owner, name)
    names = code.scopes.attributes(owner)
    function = code.function(node)
    if name not in names or (function is not None and function.name.value == "__init__"):
        return
    parent = code.parent(node)
    beside = {code.text(each) for each in code.below(parent) if isinstance(each, cst.Attribute)}
    for other in names:
        new = other != name and f"{code.text(node.value)}.{other}" not in beside
        if new and kind and code.scopes.attribute_kind(owner, other) == kind:
            yield other


def _same_shape(other: cst.FunctionDef, function: cst.FunctionDef, code: Code) -> bool:
    """Whether two functions take as many parameters, of the same kinds, and return the same kind of value."""
    if other.asynchronous is not None or function.asynchronous is not None:
        return False
    if len(other.params.params) != len(function.params.params):
        return False
    annotations = [
        (one.annotation, another.annotation)
        for one, another in zip(other.params.params, function.params.params, strict=True)
    ]
    return all(
        one is None
        or another is None
        or code.scopes.declared(one.annotation) == code.scopes.declared(another.annotation)
        for one, another in (*annotations, (other.returns, function.returns))
    )


def _alike(text: str, other: str) -> bool:
    """Whether two strings serve a similar purpose."""
    if len(text) <= 2 or len(other) <= 2:
        return bool(text and other) and len(text) == len(other) and text.isalnum() == other.isalnum()
    return text.isidentifier() and other.isidentifier()


def _altered(text: str) -> str:
    """A string as people get it wrong: another separator, a space less, another case."""
    if text in _ALTERED:
        return _ALTERED[text]
    if text.strip() != text and text.strip():
        return text.strip()
    if len(text) == 2 and not text.isalnum() and text[0] != "%":
        return text[0]
    if text.isidentifier() and len(text) > 2:
        return text.capitalize() if text.islower() else text.lower()
    return text


def _is_message(node: cst.CSTNode, code: Code) -> bool:
    """Whether a string is what an exception or a line of output says."""
    match code.parent(node):
        case cst.Arg() as arg:
            match code.parent(arg):
                case cst.Call(func=cst.Name(value=name)):
                    return name == "print" or name.endswith(("Error", "Exception"))
    return False
