"""Which imports tests need that were written for one namespace with the program."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from tracefix_rl.tasks.importers.item import MODULE
from tracefix_rl.tasks.importers.published.reading import Unreadable


def imports_for(tests: ast.Module, program: ast.Module) -> list[str]:
    """Return the import statements through which tests reach what they use.

    Names that the program defines are imported from it. Names that it only imports are imported in the same
    way as there: an agent may take such an import away.

    Args:
        tests: The tests, which do not import the program.
        program: The program.

    Raises:
        Unreadable: If the tests use a name that nothing defines.
    """
    wanted = used(tests) - set(bound(tests)) - {"__name__", "__file__", "pytest"}
    defined = {name for name in bound_at_top(program) if name in wanted}
    lines = []
    for statement in program.body:
        if isinstance(statement, ast.Import | ast.ImportFrom):
            names = [alias for alias in statement.names if _binds(alias) in wanted - defined]
            if names:
                lines.append(_with(statement, names))
            wanted -= {_binds(alias) for alias in names}
    unknown = wanted - defined - set(dir(builtins))
    if unknown:
        stars = [ast.unparse(statement) for statement in program.body if _is_star(statement)]
        if not stars:
            told = ", ".join(f"`{name}`" for name in sorted(unknown))
            raise Unreadable(f"its tests use {told}, which nothing defines; correct them")
        lines += stars
    if defined:
        lines.append(f"from {MODULE} import {', '.join(sorted(defined))}")
    return lines


def used(tree: ast.AST) -> set[str]:
    """Return the names that a tree reads."""
    return {
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }


def bound(tree: ast.AST) -> Iterator[str]:
    """Yield the names that a tree binds, in whatever scope."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.alias):
            yield _binds(node)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name


def bound_at_top(module: ast.Module) -> Iterator[str]:
    """Yield the names that a module defines or assigns to at its top level; imports are not among them."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        else:
            yield from (
                part.id
                for part in ast.walk(node)
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store)
            )


def _binds(alias: ast.alias) -> str:
    return alias.asname or alias.name.split(".")[0]


def _is_star(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.ImportFrom) and statement.names[0].name == "*"


def _with(statement: ast.Import | ast.ImportFrom, names: list[ast.alias]) -> str:
    """Return an import statement of some of the names."""
    if isinstance(statement, ast.Import):
        return ast.unparse(ast.Import(names))
    return ast.unparse(ast.ImportFrom(statement.module, names, statement.level))
