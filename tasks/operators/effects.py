"""What a statement changes and what it depends on, as far as its text tells."""

from __future__ import annotations

import libcst as cst

from tracefix_rl.tasks.operators.code import Code
from tracefix_rl.tasks.operators.places import is_bound


def changed(statement: cst.CSTNode, code: Code) -> set[str]:
    """Return the variables and attributes that a statement assigns to, or changes by a method call."""
    found: set[str] = set()
    for node in code.below(statement):
        match node:
            case cst.Name() | cst.Attribute() if is_bound(node, code):
                found.add(code.text(node))
            case cst.Subscript(value=value) if is_bound(node, code):
                found.add(_root(value, code))
            case cst.Call(func=cst.Attribute(value=value)):
                found.add(_root(value, code))
    return found


def mentioned(statement: cst.CSTNode, code: Code) -> set[str]:
    """Return the variables and attributes that a statement mentions other than to assign to them."""
    adds = {each.target for each in code.below(statement) if isinstance(each, cst.AugAssign)}
    return {
        code.text(node)
        for node in code.below(statement)
        if isinstance(node, cst.Name | cst.Attribute) and (node in adds or not is_bound(node, code))
    } - {"self"}


def is_new(target: cst.Name, statement: cst.CSTNode, code: Code) -> bool:
    """Whether a variable has surely no value before a statement that assigns to it."""
    return all(binding.name != target.value for binding in code.scopes.visible(statement))


def _root(node: cst.CSTNode, code: Code) -> str:
    """The variable or attribute that an element or a part belongs to."""
    while isinstance(node, cst.Subscript):
        node = node.value
    return code.text(node)
