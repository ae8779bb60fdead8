"""What a module imports when it runs, with lines; nothing is imported to find out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracefix_rl.tasks.units.text_edits import Cut, Lines, apply_cuts

_RELATIVE = re.compile(r"from\s+(\.[.\w]*)")
_FORGIVING = ("ImportError", "ModuleNotFoundError", "Exception", "BaseException")


class Import(NamedTuple):
    """One imported name.

    Args:
        origin: The module that is imported, or that it is imported from, in full.
        name: What is imported from it; nothing if the module itself.
        line: Where, from 1.
        optional: Whether the importing module copes without it.
    """

    origin: str
    name: str | None
    line: int
    optional: bool = False


def imports_of(tree: ast.AST, package: str = "") -> list[Import]:
    """Return what a module imports, also inside of functions, but not for type checkers only.

    Args:
        tree: The module, or a part of it.
        package: The package that it is in, by which relative imports are completed.
    """
    return list(_imports((tree,), package, optional=False))


def completed(node: ast.ImportFrom, package: str) -> str:
    """Return the full name of the module that names are imported from."""
    if not node.level:
        return node.module or ""
    around = package.split(".")[: len(package.split(".")) - node.level + 1]
    return ".".join(filter(None, (*around, node.module)))


def import_of_alias(node: ast.Import | ast.ImportFrom, alias: ast.alias) -> Import:
    """Return one name of an import that is not relative."""
    if isinstance(node, ast.Import):
        return Import(alias.name, None, node.lineno)
    return Import(completed(node, ""), alias.name, node.lineno)


def with_full_names(text: str, package: str) -> str:
    """Return a module with its relative imports written out, so that it can run outside of its package.

    Args:
        text: The module.
        package: The package that it is in.
    """
    lines = Lines(text)
    cuts = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom) and 0 < node.level <= len(package.split(".")) and package:
            match = _RELATIVE.match(text, lines.span(node)[0])
            if match:
                cuts.append(Cut(match.start(1), match.end(1), completed(node, package)))
    return apply_cuts(text, cuts)


def is_for_type_checkers(node: ast.AST) -> bool:
    """Whether a statement is `if TYPE_CHECKING:`, whose first block never runs."""
    test = node.test if isinstance(node, ast.If) else None
    return "TYPE_CHECKING" in (getattr(test, "id", None), getattr(test, "attr", None))


def _imports(nodes: Iterable[ast.AST], package: str, *, optional: bool) -> Iterator[Import]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, None, node.lineno, optional) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = completed(node, package)
            yield from (Import(origin, alias.name, node.lineno, optional) for alias in node.names)
        elif isinstance(node, ast.If) and is_for_type_checkers(node):
            yield from _imports(node.orelse, package, optional=optional)
        elif isinstance(node, ast.Try) and any(map(_forgives, node.handlers)):
            yield from _imports(node.body, package, optional=True)
            yield from _imports((*node.handlers, *node.orelse, *node.finalbody), package, optional=optional)
        else:
            yield from _imports(ast.iter_child_nodes(node), package, optional=optional)


def _forgives(handler: ast.ExceptHandler) -> bool:
    """Whether a handler catches a failed import."""
    return handler.type is None or any(
        isinstance(each, ast.Name) and each.id in _FORGIVING for each in ast.walk(handler.type)
    )
