"""Which variables have a value at a place, and what kind of value an expression has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import libcst as cst

if TYPE_CHECKING:
    from tracefix_rl.tasks.operators.code import Code

Kind = str
"""`number`, `str`, `list`, another builtin or the name of a class; empty if nothing is known."""

_ANNOTATED = {
    **dict.fromkeys(("int", "float", "Decimal", "Fraction", "complex"), "number"),
    **dict.fromkeys(("list", "List", "Sequence", "MutableSequence"), "list"),
    **dict.fromkeys(("Iterable", "Iterator", "Generator", "Collection"), "iterable"),
    **dict.fromkeys(
        ("dict", "Dict", "Mapping", "MutableMapping", "defaultdict", "Counter", "OrderedDict"), "dict"
    ),
    **dict.fromkeys(("set", "Set", "frozenset", "FrozenSet", "AbstractSet"), "set"),
    **dict.fromkeys(("tuple", "Tuple"), "tuple"),
    **dict.fromkeys(("Any", "object", "Optional", "Union", "Self", "T"), ""),
}
_FUNCTIONS = {
    **dict.fromkeys(("len", "int", "float", "abs", "round", "ord", "sum", "pow", "hash", "id"), "number"),
    **dict.fromkeys(("str", "repr", "chr", "input", "format", "hex", "bin"), "str"),
    **dict.fromkeys(("sorted", "list"), "list"),
    **dict.fromkeys(("dict", "defaultdict", "Counter", "OrderedDict"), "dict"),
    **dict.fromkeys(("set", "frozenset"), "set"),
    **dict.fromkeys(("bool", "isinstance", "any", "all", "callable", "hasattr"), "bool"),
    **dict.fromkeys(("range", "zip", "map", "filter", "enumerate", "reversed", "iter"), "iterable"),
    "tuple": "tuple",
    "deque": "deque",
}
_METHODS = {
    **dict.fromkeys(
        (
            *(
                "strip",
                "lstrip",
                "rstrip",
                "lower",
                "upper",
                "casefold",
                "title",
                "capitalize",
                "join",
                "replace",
            ),
            *("zfill", "rjust", "ljust", "center", "format", "removeprefix", "removesuffix", "decode"),
        ),
        "str",
    ),
    **dict.fromkeys(("split", "rsplit", "splitlines", "findall"), "list"),
    **dict.fromkeys(("find", "rfind", "index", "count", "total_seconds", "bit_length"), "number"),
    **dict.fromkeys(
        ("startswith", "endswith", "isdigit", "isalpha", "isalnum", "isspace", "isupper"), "bool"
    ),
    **dict.fromkeys(("keys", "values", "items"), "iterable"),
    "encode": "bytes",
}
_LITERALS: dict[type[cst.CSTNode], Kind] = {
    cst.Integer: "number",
    cst.Float: "number",
    cst.SimpleString: "str",
    cst.FormattedString: "str",
    cst.ConcatenatedString: "str",
    cst.List: "list",
    cst.ListComp: "list",
    cst.Dict: "dict",
    cst.DictComp: "dict",
    cst.Set: "set",
    cst.SetComp: "set",
    cst.Tuple: "tuple",
    cst.GeneratorExp: "iterable",
    cst.Comparison: "bool",
    cst.Lambda: "function",
}


@dataclass(frozen=True, slots=True)
class Binding:
    """A variable from where it has a value on.

    Args:
        name: Its name.
        since: Offset after which it has one.
        value: What it was given, if one expression says it.
        annotation: The type it was declared with.
        element_of: What it takes the elements of.
    """

    name: str
    since: int
    value: cst.BaseExpression | None = None
    annotation: cst.BaseExpression | None = None
    element_of: cst.BaseExpression | None = None


class Scopes:
    """The variables, functions and classes of a source.

    Args:
        code: The source.
    """

    def __init__(self, code: Code) -> None:
        self._code = code
        self._bound: dict[cst.CSTNode, list[Binding]] = {}
        self._kinds: dict[cst.CSTNode, Kind] = {}
        self._aliases: dict[str, cst.Subscript] = {}
        self._attributes: dict[tuple[cst.CSTNode, str], Binding] = {}
        self.functions: dict[str, cst.FunctionDef] = {}
        """Functions of the top level."""
        self.classes: dict[str, cst.ClassDef] = {}
        """Classes of the top level."""
        for node in code.below(code.module):
            self._gather(node)
        self.globals = frozenset(binding.name for binding in self._bound.get(code.module, []))
        """Variables of the top level."""

    def visible(self, node: cst.CSTNode) -> Iterator[Binding]:
        """Return the variables that surely have a value at a node, nearest first, each name once."""
        seen: set[str] = set()
        position = self._code.start(node)
        for block in (node, *self._code.ancestors(node)):
            for binding in reversed(self._bound.get(block, [])):
                if binding.since <= position and binding.name not in seen:
                    seen.add(binding.name)
                    yield binding

    def methods(self, owner: cst.ClassDef) -> list[cst.FunctionDef]:
        """Return the methods of a class, in order."""
        return [each for each in owner.body.body if isinstance(each, cst.FunctionDef)]

    def attributes(self, owner: cst.ClassDef) -> list[str]:
        """Return the attributes that a class gives its instances, in order."""
        return [name for each, name in self._attributes if each is owner]

    def attribute_kind(self, owner: cst.ClassDef, name: str) -> Kind:
        """Return what kind of value an attribute of a class has."""
        binding = self._attributes.get((owner, name))
        return self.of_binding(binding) if binding else ""

    def kind(self, node: cst.CSTNode) -> Kind:
        """Return what kind of value an expression has."""
        if node not in self._kinds:
            self._kinds[node] = ""  # what leads back to itself says nothing
            self._kinds[node] = self._inferred(node)
        return self._kinds[node]

    def of_binding(self, binding: Binding) -> Kind:
        """Return what kind of value a variable has."""
        if binding.annotation is not None:
            return self.declared(binding.annotation)
        if binding.element_of is not None:
            return self._element(binding.element_of)
        return self.kind(binding.value) if binding.value is not None else ""

    def declared(self, annotation: cst.CSTNode) -> Kind:
        """Return what kind of value a type annotation promises."""
        match annotation:
            case cst.Name(value=name) if name in self._aliases:
                return self.declared(self._aliases[name])
            case cst.Name(value=name):
                return _ANNOTATED.get(name, name)
            case cst.Subscript(value=value):
                return self.declared(value)
            case cst.Attribute(attr=attr):
                return self.declared(attr)
            case cst.BinaryOperation(left=left, operator=cst.BitOr(), right=cst.Name(value="None")):
                return f"{self.declared(left)} or None"
        return ""

    def _find(self, node: cst.Name) -> Binding | None:
        return next((each for each in self.visible(node) if each.name == node.value), None)

    def _inferred(self, node: cst.CSTNode) -> Kind:
        match node:
            case cst.Name(value="True" | "False"):
                return "bool"
            case cst.Name():
                binding = self._find(node)
                return self.of_binding(binding) if binding else ""
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                owner = self._code.owner(node)
                return self.attribute_kind(owner, name) if owner else ""
            case cst.Call():
                return self._called(node)
            case cst.BinaryOperation(left=left, right=right):
                return self.kind(left) or self.kind(right)
            case cst.UnaryOperation(operator=cst.Not()):
                return "bool"
            case cst.UnaryOperation(expression=inner):
                return self.kind(inner)
            case cst.IfExp(body=body, orelse=orelse):
                return self.kind(body) or self.kind(orelse)
            case cst.Subscript(value=value, slice=[cst.SubscriptElement(slice=cst.Slice())]):
                return self.kind(value)
            case cst.Subscript(value=value):
                return self._element(value, of_mapping=True)
        return _LITERALS.get(type(node), "")

    def _called(self, call: cst.Call) -> Kind:
        match call.func:
            case cst.Name(value=name) if name in self.functions:
                returns = self.functions[name].returns
                return self.declared(returns.annotation) if returns else ""
            case cst.Name(value=name) if name in self.classes:
                return name
            case cst.Name(value="min" | "max") if len(call.args) > 1:
                return self.kind(call.args[0].value) or self.kind(call.args[1].value)
            case cst.Name(value=name):
                return _FUNCTIONS.get(name, "")
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                owner = self._code.owner(call)
                methods = [each for each in self.methods(owner) if each.name.value == name] if owner else []
                returns = methods[0].returns if methods else None
                return self.declared(returns.annotation) if returns else ""
            case cst.Attribute(value=value, attr=cst.Name(value="copy")):
                return self.kind(value)
            case cst.Attribute(attr=cst.Name(value=name)):
                return _METHODS.get(name, "")
        return ""

    def _element(self, container: cst.CSTNode, *, of_mapping: bool = False) -> Kind:
        """Return what kind of value a container has."""
        if self.kind(container) == "str":
            return "str"
        match container:
            case cst.Call(func=cst.Name(value="range")):
                return "number"
            case cst.Call(func=cst.Name(value="sorted" | "reversed" | "list" | "set"), args=[first, *_]):
                return self._element(first.value)
            case cst.Name():
                binding = self._find(container)
            case cst.Attribute(value=cst.Name(value="self"), attr=cst.Name(value=name)):
                owner = self._code.owner(container)
                binding = self._attributes.get((owner, name)) if owner else None
            case _:
                return ""
        match binding:
            case Binding(
                annotation=cst.Subscript(slice=[*_, cst.SubscriptElement(slice=cst.Index(value=last))]) as of
            ):
                if self.declared(of) == "dict" and not of_mapping:
                    return (
                        self.declared(of.slice[0].slice.value)
                        if isinstance(of.slice[0].slice, cst.Index)
                        else ""
                    )
                return self.declared(last) if self.declared(of) != "tuple" else ""
        return ""

    def _gather(self, node: cst.CSTNode) -> None:
        match node:
            case cst.FunctionDef(name=name):
                if isinstance(self._code.parent(node), cst.Module):
                    self.functions.setdefault(name.value, node)
                self._bind_parameters(node.params, node.body)
            case cst.ClassDef(name=name) if isinstance(self._code.parent(node), cst.Module):
                self.classes.setdefault(name.value, node)
            case cst.Lambda(params=params, body=body):
                self._bind_parameters(params, body)
            case cst.Assign(
                targets=[cst.AssignTarget(target=cst.Name(value=name))],
                value=cst.Subscript(value=cst.Name(value=generic)) as value,
            ) if generic in _ANNOTATED:
                self._aliases[name] = value
            case cst.Assign(targets=targets, value=value):
                for each in targets:
                    self._bind_here(each.target, node, value=value)
            case cst.AnnAssign(target=target, annotation=annotation, value=value) if value is not None:
                self._bind_here(target, node, value=value, annotation=annotation.annotation)
            case cst.NamedExpr(target=target, value=value):
                self._bind_here(target, node, value=value)
            case cst.For(target=target, iter=values, body=body):
                self._bind_target(target, body, 0, element_of=values)
            case cst.ListComp() | cst.SetComp() | cst.GeneratorExp():
                self._bind_comprehension(node.for_in, [node.elt])
            case cst.DictComp():
                self._bind_comprehension(node.for_in, [node.key, node.value])
            case cst.With(items=items, body=body):
                for item in items:
                    if item.asname:
                        self._bind_target(item.asname.name, body, 0)
            case cst.ExceptHandler(name=cst.AsName(name=target), body=body):
                self._bind_target(target, body, 0)

    def _bind_parameters(self, parameters: cst.Parameters, body: cst.CSTNode) -> None:
        for each in (*parameters.posonly_params, *parameters.params, *parameters.kwonly_params):
            annotation = each.annotation.annotation if each.annotation else None
            self._add(body, Binding(each.name.value, 0, each.default, annotation))

    def _bind_here(
        self,
        target: cst.CSTNode,
        statement: cst.CSTNode,
        value: cst.BaseExpression,
        annotation: cst.BaseExpression | None = None,
    ) -> None:
        """Bind a target in the block around an assignment, from its end on."""
        block = next(
            each for each in self._code.ancestors(statement) if isinstance(each, cst.BaseSuite | cst.Module)
        )
        since = self._code.span(statement)[1]
        if isinstance(target, cst.Attribute):
            self._bind_attribute(target, Binding(target.attr.value, since, value, annotation))
        elif not isinstance(self._code.parent(block), cst.ClassDef):
            self._bind_target(target, block, since, value=value, annotation=annotation)

    def _bind_attribute(self, target: cst.Attribute, binding: Binding) -> None:
        owner = self._code.owner(target)
        if owner and isinstance(target.value, cst.Name) and target.value.value == "self":
            self._attributes.setdefault((owner, binding.name), binding)

    def _bind_comprehension(self, clause: cst.CompFor | None, blocks: list[cst.BaseExpression]) -> None:
        """Bind what a comprehension iterates with: its results, conditions and inner clauses see it."""
        while clause is not None:
            tests: list[cst.CSTNode] = [each.test for each in clause.ifs]
            inner: list[cst.CSTNode] = [clause.inner_for_in] if clause.inner_for_in else []
            for block in (*blocks, *tests, *inner):
                self._bind_target(clause.target, block, 0, element_of=clause.iter)
            clause = clause.inner_for_in

    def _bind_target(
        self,
        target: cst.CSTNode,
        block: cst.CSTNode,
        since: int,
        value: cst.BaseExpression | None = None,
        annotation: cst.BaseExpression | None = None,
        element_of: cst.BaseExpression | None = None,
    ) -> None:
        match target:
            case cst.Name(value=name):
                self._add(block, Binding(name, since, value, annotation, element_of))
            case cst.Tuple(elements=elements) | cst.List(elements=elements):
                values = value.elements if isinstance(value, cst.Tuple) else ()
                for index, element in enumerate(elements):
                    part = values[index].value if len(values) == len(elements) else None
                    self._bind_target(element.value, block, since, value=part)

    def _add(self, block: cst.CSTNode, binding: Binding) -> None:
        self._bound.setdefault(block, []).append(binding)
