"""What a module already contains, as material for its repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import libcst as cst

Ancestors = Sequence[cst.CSTNode]

_STATEMENT = (cst.BaseSmallStatement, cst.BaseCompoundStatement)


@dataclass(slots=True)
class Material:
    """Names, constants and calls of a module.

    Args:
        functions: Functions and classes of the module's top level.
        globals: Its other top-level names.
        locals: Variables of each function, each with the first statement that can read it.
        order: Number of each statement in the file.
        unread: Variables of each function that nothing reads, except to change them.
        attributes: Attributes that the module reads or writes, by the text they hang on.
        integers: Integer constants.
        strings: String constants, as written.
        wrappers: Functions that the module calls with a single argument.
        methods: Method calls without variables, as written after the object.
    """

    functions: list[str] = field(default_factory=list)
    globals: list[str] = field(default_factory=list)
    locals: dict[cst.CSTNode, dict[str, int]] = field(default_factory=dict)
    order: dict[cst.CSTNode, int] = field(default_factory=dict)
    unread: dict[cst.CSTNode, set[str]] = field(default_factory=dict)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    integers: list[str] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    wrappers: list[str] = field(default_factory=list)
    methods: list[str] = field(default_factory=list)

    def readable(self, ancestors: Ancestors) -> list[str]:
        """Variables of the function around a node that have a value by then."""
        function = enclosing_function(ancestors)
        bound = self.locals.get(function, {}) if function else {}
        now = self.order.get(_statement(ancestors), 0)
        return [name for name, since in bound.items() if since <= now]


def is_annotation(ancestors: Ancestors) -> bool:
    """Whether a node stands in a type annotation, an alias of a type, or an import, where bugs are rare."""
    match ancestors:
        case [_, _, cst.Assign(value=cst.Subscript()), *_]:
            return True
    return any(isinstance(node, cst.Annotation | cst.Import | cst.ImportFrom) for node in ancestors)


def is_docstring(node: cst.CSTNode, ancestors: Ancestors) -> bool:
    """Whether a string is a statement of its own."""
    return isinstance(node, cst.SimpleString) and isinstance(ancestors[-1], cst.Expr)


def walk(
    node: cst.CSTNode, ancestors: tuple[cst.CSTNode, ...] = ()
) -> Iterator[tuple[cst.CSTNode, Ancestors]]:
    """Every node below one, itself included, with its ancestors from the root down."""
    yield node, ancestors
    for child in node.children:
        yield from walk(child, (*ancestors, node))


def enclosing_function(ancestors: Ancestors) -> cst.CSTNode | None:
    """The innermost function around a node."""
    return next((node for node in reversed(ancestors) if isinstance(node, cst.FunctionDef)), None)


def gather(module: cst.Module) -> Material:
    """Collect what a module contains."""
    found = Material()
    for node, ancestors in walk(module):
        if isinstance(node, _STATEMENT):
            found.order[node] = len(found.order)
        if is_annotation(ancestors):
            continue
        match node:
            case cst.FunctionDef() | cst.ClassDef() if len(ancestors) == 1 or isinstance(
                ancestors[-1], cst.Module
            ):
                _add(found.functions, node.name.value)
            case cst.Param(name=target) | cst.For(target=target) | cst.CompFor(target=target):
                _bind(found, target, ancestors, after=0)
            case cst.AsName(name=target) | cst.NamedExpr(target=target):
                _bind(found, target, ancestors, after=0)
            case cst.AssignTarget(target=target) | cst.AnnAssign(target=target):
                _bind(found, target, ancestors, after=1)
            case cst.Attribute(value=owner, attr=cst.Name(value=name)):
                _add(found.attributes.setdefault(module.code_for_node(owner), []), name)
            case cst.Integer(value=value):
                _add(found.integers, value)
            case cst.SimpleString(value=value) if not is_docstring(node, ancestors):
                _add(found.strings, value)
            case _:
                pass
        if isinstance(node, cst.Call):
            _gather_call(found, node)
    for function, names in found.locals.items():
        found.unread[function] = set(names) - _read_names(function)
    return found


def _read_names(function: cst.CSTNode) -> set[str]:
    """The names that a function reads outside of the statements that assign to them."""
    read: set[str] = set()
    for node, ancestors in walk(function):
        if isinstance(node, cst.Assign | cst.AugAssign | cst.AnnAssign):
            continue
        if isinstance(node, cst.Name) and not isinstance(ancestors[-1], cst.AssignTarget | cst.Param):
            assigned = {name for each in ancestors for name in _assigned(each)}
            if node.value not in assigned:
                read.add(node.value)
    return read


def _assigned(statement: cst.CSTNode) -> Iterator[str]:
    match statement:
        case cst.Assign(targets=targets):
            yield from (each.target.value for each in targets if isinstance(each.target, cst.Name))
        case cst.AugAssign(target=cst.Name(value=name)) | cst.AnnAssign(target=cst.Name(value=name)):
            yield name


def _gather_call(found: Material, call: cst.Call) -> None:
    match call:
        case cst.Call(func=cst.Name(value=name), args=[cst.Arg(star="", keyword=None)]) if name not in (
            "range",
            "super",
            "isinstance",
            "print",
        ) and not name.endswith(("Error", "Exception")):
            _add(found.wrappers, name)
        case cst.Call(func=cst.Attribute(attr=cst.Name(value=name)), args=args) if all(
            isinstance(arg.value, cst.SimpleString | cst.Integer) for arg in args
        ):
            arguments = ", ".join(str(arg.value.value) for arg in args if hasattr(arg.value, "value"))
            _add(found.methods, f"{name}({arguments})")


def _bind(found: Material, target: cst.CSTNode, ancestors: Ancestors, *, after: int) -> None:
    """Note the names that a target binds, `after` statements from the one it is in."""
    match target:
        case cst.Name(value=name):
            function = enclosing_function(ancestors)
            if function is None:
                _add(found.globals, name)
            else:
                since = (
                    0
                    if isinstance(ancestors[-1], cst.Parameters)
                    else found.order[_statement(ancestors)] + after
                )
                found.locals.setdefault(function, {}).setdefault(name, since)
        case cst.Tuple() | cst.List():
            for element in target.elements:
                _bind(found, element.value, ancestors, after=after)
        case cst.StarredElement(value=value):
            _bind(found, value, ancestors, after=after)


def _statement(ancestors: Ancestors) -> cst.CSTNode:
    """The innermost statement around a node, or the module."""
    return next((node for node in reversed(ancestors) if isinstance(node, _STATEMENT)), ancestors[0])


def _add(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)
