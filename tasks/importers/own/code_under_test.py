"""What a test module has of the module under test, which is not there while tests are collected."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tracefix_rl.tasks.importers.own.imports import import_of_alias
from tracefix_rl.tasks.units.uses import bound_by


class CodeUnderTest:
    """The module under test as a test module knows it.

    Args:
        tree: The test module.
        module: Dotted name of the module under test.
    """

    def __init__(self, tree: ast.Module, module: str) -> None:
        self._module = module
        self._names = _names_of_module(tree, module)

    def has(self, node: ast.expr) -> bool:
        """Whether an expression begins with the module under test, or with a name from it."""
        text = ast.unparse(node)
        return text.startswith(f"{self._module}.") or re.split(r"\W", text)[0] in self._names


def unfolded(decorator: ast.Call) -> Iterator[ast.expr]:
    """Yield what must be unfolded for the parameter sets of a test to be known."""
    values = [*decorator.args[1:2], *(each.value for each in decorator.keywords if each.arg == "argvalues")]
    for value in values:
        if not isinstance(value, ast.List | ast.Tuple):
            yield from (each for each in ast.walk(value) if isinstance(each, ast.Name | ast.Attribute))
        else:
            yield from (each.value for each in value.elts if isinstance(each, ast.Starred))


def _names_of_module(tree: ast.Module, module: str) -> set[str]:
    """Return the names by which a test module has the module under test, and what it imported from it."""
    found = set()
    imports = (node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    for node in imports:
        for alias in node.names:
            each = import_of_alias(node, alias)
            is_whole = f"{each.origin}.{each.name}" == module or (each.name is None and each.origin == module)
            # `import package.module` binds the package, of which more may be used than the module.
            is_bound = each.name is not None or alias.asname is not None or "." not in module
            if is_bound and (is_whole or (each.name is not None and each.origin == module)):
                found.add(bound_by(alias))
    return found
