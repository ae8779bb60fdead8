"""What sort of value an expression has, as far as annotations and assignments tell.

A guess is only used to prefer repairs that make sense (nobody adds 1 to a text), so unknown is a good answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import libcst as cst

from tracefix_rl.tasks.repair.tree import Place, Tree


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of value.

    Args:
        base: `number`, `text`, `flag`, `sequence`, `tuple`, `mapping`, `set`, `none` or `other`; empty if
            unknown.
        items: Sorts of what it holds: one for a sequence or set, key and value for a mapping, all for a
            tuple.
    """

    base: str = ""
    items: tuple[Kind, ...] = ()

    @property
    def element(self) -> Kind:
        """What iterating over it gives."""
        if self.base == "text":
            return self
        return self.items[0] if self.items else UNKNOWN

    @property
    def member(self) -> Kind:
        """What subscripting it gives."""
        return self.items[-1] if self.base == "mapping" and self.items else self.element


UNKNOWN = Kind()
NUMBER = Kind("number")
TEXT = Kind("text")
FLAG = Kind("flag")
TEXTS = Kind("sequence", (TEXT,))

_ANNOTATIONS = {
    **dict.fromkeys(("int", "float", "complex", "Decimal", "Fraction"), "number"),
    **dict.fromkeys(("str", "bytes"), "text"),
    "bool": "flag",
    **dict.fromkeys(("list", "List", "Sequence", "Iterable", "Iterator", "Collection", "deque"), "sequence"),
    "tuple": "tuple",
    **dict.fromkeys(("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "OrderedDict"), "mapping"),
    **dict.fromkeys(("set", "frozenset", "Set"), "set"),
    "None": "none",
    **dict.fromkeys(("Any", "object"), ""),
}
_FUNCTIONS = {
    **dict.fromkeys(("len", "int", "float", "sum", "abs", "round", "ord", "pow"), NUMBER),
    **dict.fromkeys(("str", "repr", "chr", "input", "format"), TEXT),
    **dict.fromkeys(("bool", "isinstance", "any", "all", "callable", "hasattr"), FLAG),
    "range": Kind("sequence", (NUMBER,)),
    "dict": Kind("mapping"),
}
_METHODS = {
    **dict.fromkeys(
        (
            "lower",
            "upper",
            "strip",
            "lstrip",
            "rstrip",
            "replace",
            "join",
            "title",
            "casefold",
            "zfill",
            "format",
        ),
        TEXT,
    ),
    **dict.fromkeys(("sub", "normalize", "group"), TEXT),
    **dict.fromkeys(("ljust", "rjust", "center", "removeprefix", "removesuffix", "capitalize"), TEXT),
    **dict.fromkeys(("split", "rsplit", "splitlines"), TEXTS),
    **dict.fromkeys(("partition", "rpartition"), Kind("tuple", (TEXT, TEXT, TEXT))),
    **dict.fromkeys(("find", "rfind", "index", "count"), NUMBER),
    **dict.fromkeys(("startswith", "endswith", "isdigit", "isalpha", "isalnum", "isspace", "isupper"), FLAG),
}

_BINDING = (cst.FunctionDef, cst.Param, cst.AnnAssign, cst.Assign, cst.For, cst.CompFor)
"""Nodes that tell what sort of value a name has."""


@dataclass(slots=True)
class Kinds:
    """Sorts of the values in a module.

    Args:
        tree: The module.
    """

    tree: Tree
    _returns: dict[str, Kind] = field(default_factory=dict)
    _attributes: dict[str, Kind] = field(default_factory=dict)
    _names: dict[cst.CSTNode | None, dict[str, Kind]] = field(default_factory=lambda: {None: {}})
    _aliases: dict[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        binding = [place for place in self.tree.places if isinstance(place.node, _BINDING)]
        for node, _, function, _ in binding:
            if isinstance(node, cst.FunctionDef) and node.returns:
                self._returns.setdefault(node.name.value, self._annotated(node.returns.annotation))
            elif isinstance(node, cst.Assign) and not function:
                target = node.targets[0].target
                if isinstance(target, cst.Name) and isinstance(node.value, cst.Subscript):
                    self._aliases[target.value] = self._annotated(node.value)
        for _ in range(2):  # a comprehension's variable is bound after the expression that uses it
            for place in binding:
                self._take_in(place.node, place.function)

    def of(self, node: cst.CSTNode, function: cst.CSTNode | None) -> Kind:
        """The sort of an expression inside a function (or outside of all)."""
        match node:
            case cst.Integer() | cst.Float():
                return NUMBER
            case cst.SimpleString() | cst.FormattedString() | cst.ConcatenatedString():
                return TEXT
            case cst.Name(value="True" | "False") | cst.Comparison() | cst.UnaryOperation(operator=cst.Not()):
                return FLAG
            case cst.Name(value="None"):
                return Kind("none")
            case cst.Name(value=name):
                return self.of_name(name, function)
            case cst.UnaryOperation():
                return NUMBER
            case cst.Attribute(attr=cst.Name(value=name)):
                return self._attributes.get(name, UNKNOWN)
            case cst.BooleanOperation(right=inner) | cst.IfExp(body=inner) | cst.NamedExpr(value=inner):
                return self.of(inner, function)
            case cst.Subscript(value=value, slice=[cst.SubscriptElement(slice=cst.Slice())]):
                return self.of(value, function)
            case cst.Subscript(value=value):
                return self.of(value, function).member
            case cst.BinaryOperation():
                return self._of_operation(node, function)
            case cst.Call():
                return self._of_call(node, function)
            case cst.List(elements=elements):
                return Kind("sequence", tuple(self.of(each.value, function) for each in elements[:1]))
            case cst.Tuple(elements=elements):
                return Kind("tuple", tuple(self.of(each.value, function) for each in elements))
            case cst.ListComp(elt=value) | cst.GeneratorExp(elt=value):
                return Kind("sequence", (self.of(value, function),))
            case cst.Dict() | cst.DictComp():
                return Kind("mapping")
            case cst.Set() | cst.SetComp():
                return Kind("set")
        return UNKNOWN

    def of_name(self, name: str, function: cst.CSTNode | None) -> Kind:
        """The sort of a variable."""
        local = self._names.get(function, {}).get(name, UNKNOWN)
        return local if local.base else self._names[None].get(name, UNKNOWN)

    def expected(self, place: Place) -> Kind:
        """The sort that the surroundings of an expression ask for, where they tell."""
        function, parent = place.function, place.parent
        match parent:
            case cst.Return() if isinstance(function, cst.FunctionDef):
                return self._returns.get(function.name.value, UNKNOWN)
            case cst.Assign(targets=[cst.AssignTarget(target=target)]) | cst.AnnAssign(target=target):
                return self.of(target, function)
            case cst.BinaryOperation(
                operator=cst.Multiply() | cst.Subtract() | cst.Divide() | cst.FloorDivide()
            ):
                return NUMBER
            case cst.AugAssign(target=target):
                return self.of(target, function)
            case cst.Arg() if isinstance(call := place.ancestors[-2], cst.Call):
                match call.func:
                    case cst.Attribute(value=owner, attr=cst.Name(value="append" | "add" | "appendleft")):
                        return self.of(owner, function).element
                    case cst.Attribute(attr=cst.Name(value="join")):
                        return TEXTS
        return UNKNOWN

    def _of_operation(self, node: cst.BinaryOperation, function: cst.CSTNode | None) -> Kind:
        left, right = self.of(node.left, function), self.of(node.right, function)
        match node.operator:
            case cst.Add() | cst.Multiply():
                return next((kind for kind in (left, right) if kind.base not in ("", "number")), NUMBER)
            case cst.Modulo():
                return left if left.base == "text" else NUMBER
            case cst.BitAnd() | cst.BitOr() | cst.Subtract() if left.base in ("set", "mapping"):
                return left
        return NUMBER

    def _of_call(self, node: cst.Call, function: cst.CSTNode | None) -> Kind:
        first = self.of(node.args[0].value, function) if node.args else UNKNOWN
        match node.func:
            case cst.Name(value="min" | "max"):
                return first.element if len([arg for arg in node.args if arg.keyword is None]) == 1 else first
            case cst.Name(value="sorted" | "list" | "reversed" | "tuple" | "deque"):
                return Kind("sequence", (first.element,))
            case cst.Name(value="set" | "frozenset"):
                return Kind("set", (first.element,))
            case cst.Name(value="enumerate"):
                return Kind("sequence", (Kind("tuple", (NUMBER, first.element)),))
            case cst.Name(value="zip"):
                elements = tuple(self.of(arg.value, function).element for arg in node.args)
                return Kind("sequence", (Kind("tuple", elements),))
            case cst.Name(value=name):
                return self._returns.get(name) or _FUNCTIONS.get(name) or UNKNOWN
            case cst.Attribute(value=owner, attr=cst.Name(value=name)):
                return self._of_method(self.of(owner, function), name)
        return UNKNOWN

    def _of_method(self, owner: Kind, name: str) -> Kind:
        match name:
            case "get" | "pop" | "setdefault" | "popleft":
                return owner.member
            case "items" if owner.base == "mapping":
                return Kind("sequence", (Kind("tuple", owner.items),))
            case "keys" | "values" if owner.base == "mapping" and owner.items:
                return Kind("sequence", (owner.items[0 if name == "keys" else -1],))
            case "copy":
                return owner
        return _METHODS.get(name) or self._returns.get(name) or UNKNOWN

    def _take_in(self, node: cst.CSTNode, function: cst.CSTNode | None) -> None:
        match node:
            case cst.Param(annotation=cst.Annotation(annotation=annotation)):
                self._bind(node.name, self._annotated(annotation), function)
            case cst.AnnAssign(target=target, annotation=cst.Annotation(annotation=annotation)):
                self._bind(target, self._annotated(annotation), function)
            case cst.Assign(targets=targets, value=value):
                for each in targets:
                    self._bind(each.target, self.of(value, function), function)
            case cst.For(target=target, iter=iterated) | cst.CompFor(target=target, iter=iterated):
                self._bind(target, self.of(iterated, function).element, function)

    def _bind(self, target: cst.CSTNode, kind: Kind, function: cst.CSTNode | None) -> None:
        match target:
            case cst.Name(value=name):
                _set_if_unknown(self._names.setdefault(function, {}), name, kind)
            case cst.Attribute(attr=cst.Name(value=name)):
                _set_if_unknown(self._attributes, name, kind)
            case cst.Tuple(elements=elements) | cst.List(elements=elements):
                for index, each in enumerate(elements):
                    if kind.base == "tuple":
                        part = kind.items[index] if index < len(kind.items) else UNKNOWN
                    else:
                        part = kind.element
                    self._bind(each.value, part, function)

    def _annotated(self, annotation: cst.CSTNode) -> Kind:
        match annotation:
            case cst.Name(value=name):
                return self._aliases.get(name) or Kind(
                    _ANNOTATIONS.get(name, "other" if len(name) > 1 else "")
                )
            case cst.Attribute(attr=cst.Name(value=name)):
                return Kind(_ANNOTATIONS.get(name, "other"))
            case cst.BinaryOperation(left=left):
                return self._annotated(left)
            case cst.Subscript(value=cst.Name(value="Optional"), slice=[element]):
                return self._annotated_element(element)
            case cst.Subscript(value=value, slice=elements):
                return Kind(self._annotated(value).base, self._elements(elements))
        return UNKNOWN

    def _elements(self, elements: Sequence[cst.SubscriptElement]) -> tuple[Kind, ...]:
        return tuple(self._annotated_element(each) for each in elements)

    def _annotated_element(self, element: cst.SubscriptElement) -> Kind:
        return self._annotated(element.slice.value) if isinstance(element.slice, cst.Index) else UNKNOWN


def _set_if_unknown(kinds: dict[str, Kind], name: str, kind: Kind) -> None:
    if not kinds.get(name, UNKNOWN).base:
        kinds[name] = kind
