"""What a module already contains, as material for its repair."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import libcst as cst

from tracefix_rl.tasks.repair.tree import Ancestors, Place, Tree

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

    def readable(self, place: Place) -> list[str]:
        """Variables of the function around a node that have a value by then."""
        bound = self.locals.get(place.function, {}) if place.function else {}
        now = self.order.get(_statement(place.ancestors), 0)
        return [name for name, since in bound.items() if since <= now]


def gather(tree: Tree) -> Material:
    """Collect what a module contains."""
    found = Material()
    for place in tree.places:
        if isinstance(place.node, _STATEMENT):
            found.order[place.node] = len(found.order)
        if not place.is_type:
            _take_in(found, place, tree)
    read = _read_names(tree)
    for function, names in found.locals.items():
        found.unread[function] = set(names) - read.get(function, set())
    return found


def _take_in(found: Material, place: Place, tree: Tree) -> None:
    node = place.node
    match node:
        case cst.FunctionDef() | cst.ClassDef() if isinstance(place.parent, cst.Module):
            _add(found.functions, node.name.value)
        case cst.Param(name=target) | cst.For(target=target) | cst.CompFor(target=target):
            _bind(found, target, place, after=0)
        case cst.AsName(name=target) | cst.NamedExpr(target=target):
            _bind(found, target, place, after=0)
        case cst.AssignTarget(target=target) | cst.AnnAssign(target=target):
            _bind(found, target, place, after=1)
        case cst.Attribute(value=owner, attr=cst.Name(value=name)):
            _add(found.attributes.setdefault(tree.code(owner), []), name)
        case cst.Integer(value=value):
            _add(found.integers, value)
        case cst.SimpleString(value=value) if not place.is_docstring:
            _add(found.strings, value)
        case cst.Call():
            _gather_call(found, node)


def _read_names(tree: Tree) -> dict[cst.CSTNode, set[str]]:
    """The names that each function reads outside of the statements that assign to them."""
    read: dict[cst.CSTNode, set[str]] = {}
    for node, ancestors, function, _ in tree.places:
        if function is None or not isinstance(node, cst.Name):
            continue
        if isinstance(ancestors[-1], cst.AssignTarget | cst.Param):
            continue
        if not any(node.value in _assigned(each) for each in ancestors):
            for each in ancestors:
                if isinstance(each, cst.FunctionDef):
                    read.setdefault(each, set()).add(node.value)
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


def _bind(found: Material, target: cst.CSTNode, place: Place, *, after: int) -> None:
    """Note the names that a target binds, `after` statements from the one it is in."""
    function = place.function
    match target:
        case cst.Name(value=name) if function is None:
            _add(found.globals, name)
        case cst.Name(value=name) if function is not None:
            is_parameter = isinstance(place.parent, cst.Parameters)
            since = 0 if is_parameter else found.order[_statement(place.ancestors)] + after
            found.locals.setdefault(function, {}).setdefault(name, since)
        case cst.Tuple() | cst.List():
            for element in target.elements:
                _bind(found, element.value, place, after=after)
        case cst.StarredElement(value=value):
            _bind(found, value, place, after=after)


def _statement(ancestors: Ancestors) -> cst.CSTNode:
    """The innermost statement around a node, or the module."""
    return next((node for node in reversed(ancestors) if isinstance(node, _STATEMENT)), ancestors[0])


def _add(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)
