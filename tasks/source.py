"""What can be read from the text of a module without running it."""

from __future__ import annotations

import ast
import math


def tree_of(source: str) -> str | None:
    """Return the syntax tree as a text, which layout does not change; nothing if it does not parse."""
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def public_names(source: str) -> list[str]:
    """Return the public functions, classes and constants that a module defines, in alphabetical order.

    Raises:
        SyntaxError: If it does not parse.
    """
    names: set[str] = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {target.id for target in targets if isinstance(target, ast.Name)}
    return sorted(name for name in names if not name.startswith("_"))


def count_tests(suite: str) -> int:
    """Return how many tests a test module has, as far as its text tells.

    A test that is parametrized counts once for each value that is written there.

    Raises:
        SyntaxError: If it does not parse.
    """
    functions = [node for node in ast.walk(ast.parse(suite)) if isinstance(node, ast.FunctionDef)]
    return sum(_times(node) for node in functions if node.name.startswith("test"))


def _times(test: ast.FunctionDef) -> int:
    """How often a test runs."""
    values = [
        decorator.args[1]
        for decorator in test.decorator_list
        if isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == "parametrize"
        and len(decorator.args) > 1
    ]
    return math.prod(len(each.elts) for each in values if isinstance(each, ast.List | ast.Tuple))


def shape_of(source: str) -> str:
    """Return the syntax tree with names numbered as they occur, without docstrings and annotations.

    Sources that are the same but for names and words have the same shape.

    Raises:
        SyntaxError: If it does not parse.
    """
    return ast.dump(_Anonymous().visit(ast.parse(source)))


class _Anonymous(ast.NodeTransformer):
    """Numbers names and leaves out what is for readers."""

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}

    def generic_visit(self, node: ast.AST) -> ast.AST:
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [part for part in body if not _is_text(part)]  # type: ignore[attr-defined]
        for field in ("annotation", "returns"):
            if hasattr(node, field):
                setattr(node, field, None)
        for field in ("id", "arg", "attr", "name"):
            name = getattr(node, field, None)
            if isinstance(name, str):
                setattr(node, field, self._numbers.setdefault(name, f"name{len(self._numbers)}"))
        return super().generic_visit(node)


def _is_text(statement: ast.AST) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
