"""What no operator touches: text for people and tools, and code where nobody looks for a bug."""

from __future__ import annotations

import libcst as cst

_MAKERS = ("TypeVar", "ParamSpec", "TypeVarTuple", "NewType", "NamedTuple", "namedtuple", "cast")


def is_protected(node: cst.CSTNode, parent: cst.CSTNode) -> bool:
    """Whether a node, with all below it, is off limits.

    Args:
        node: The node.
        parent: The node around it.
    """
    match node:
        case cst.Annotation() | cst.Import() | cst.ImportFrom() | cst.Decorator() | cst.TypeAlias():
            return True
        case cst.TypeParameters() | cst.Global() | cst.Nonlocal() | cst.Assert():
            return True
        case cst.Expr(value=cst.SimpleString() | cst.ConcatenatedString()):
            return True
        case cst.If(test=cst.Comparison(left=cst.Name(value="__name__"))):
            return True
        case cst.If(test=cst.Name(value="TYPE_CHECKING")):
            return True
        case cst.Assign(targets=[cst.AssignTarget(target=cst.Name(value=name))]) if _is_dunder(name):
            return True
        case cst.Assign(value=cst.Call(func=cst.Name(value=name))) if name in _MAKERS:
            return True
        case cst.AnnAssign(annotation=cst.Annotation(annotation=cst.Name(value="TypeAlias"))):
            return True
        case cst.Call(func=cst.Name(value="cast" | "super")):
            return True
        case cst.BinaryOperation(operator=cst.BitOr(), right=cst.Name(value="None")):
            return True  # a type
        case cst.Assign(value=cst.Subscript() | cst.BinaryOperation(operator=cst.BitOr())) if (
            _is_outside_functions(node, parent)
        ):
            return True  # an alias of a type
    match parent:
        case cst.Raise() | cst.ClassDef(bases=[*_]) if isinstance(
            node, cst.Arg | cst.BaseExpression | cst.From
        ):
            return True  # messages and bases
        case cst.FormattedStringExpression() if node in (parent.format_spec or ()):
            return True
        case cst.ExceptHandler(type=kind) if node is kind:
            return True
    return False


def _is_dunder(name: str) -> bool:
    return name.startswith("__") and name.endswith("__")


def _is_outside_functions(node: cst.Assign, parent: cst.CSTNode) -> bool:
    """Whether an assignment gives a capitalised name, as aliases of types have."""
    match node.targets:
        case [cst.AssignTarget(target=cst.Name(value=name))]:
            return name[:1].isupper() and not name.isupper()
    return False
