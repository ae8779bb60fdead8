"""Why a test cannot run in the sandbox, as far as its text tells; the rest shows when it is run."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterable, Iterator

from tracefix_rl.tasks.importers.own.code_under_test import CodeUnderTest, unfolded
from tracefix_rl.tasks.importers.own.fixtures import Fixtures
from tracefix_rl.tasks.importers.own.imports import Import, import_of_alias
from tracefix_rl.tasks.importers.own.outside import faults_of_expression, faults_of_import
from tracefix_rl.tasks.units.collecting import CollectedClasses, is_fixture, is_test_name
from tracefix_rl.tasks.units.division import DividedModule, Unit
from tracefix_rl.tasks.units.parameter_sets import is_parametrize
from tracefix_rl.tasks.units.part import Part
from tracefix_rl.tasks.units.uses import FUNCTIONS


class Faults:
    """Finds what keeps the tests of a module from the sandbox.

    Args:
        divided: The module.
        is_own: Tells an import of the project that the tests are of.
        module: Dotted name of the module under test.
    """

    def __init__(self, divided: DividedModule, is_own: Callable[[Import], bool], module: str) -> None:
        self._divided = divided
        self._is_own = is_own
        self._module = module
        self._classes = CollectedClasses(divided.tree)
        self._fixtures = Fixtures(divided.tree)
        self._code = CodeUnderTest(divided.tree, module)
        self._found: dict[Part, list[tuple[int, str]]] = {}

    def of_module(self) -> str | None:
        """Return why none of the tests can be used: something that runs with each of them."""
        return self._first(self._divided.always)

    def of_unit(self, unit: Unit) -> str | None:
        """Return why a unit cannot be used, or `None`."""
        return self._first(self._divided.needed_for(unit))

    def _first(self, parts: Iterable[Part]) -> str | None:
        found = [fault for part in parts for fault in self._of_part(part)]
        return min(found, default=(0, None))[1] if found else None

    def _of_part(self, part: Part) -> list[tuple[int, str]]:
        if part not in self._found:
            line = part.node.lineno
            faults = [
                (getattr(node, "lineno", line), fault)
                for node in part.uses.nodes
                for fault in self._of_node(node, part)
            ]
            self._found[part] = [(at, f"line {at}: {fault}") for at, fault in faults]
        return self._found[part]

    def _of_node(self, node: ast.AST, part: Part) -> Iterator[str]:
        if isinstance(node, ast.alias) and isinstance(part.node, ast.Import | ast.ImportFrom):
            yield from self._of_import(import_of_alias(part.node, node), part.node)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield from self._of_import(import_of_alias(node, alias), node)
        elif isinstance(node, FUNCTIONS):
            yield from self._of_function(node, part)
            yield from self._of_decorators(node, part)
        elif isinstance(node, ast.ClassDef):
            yield from self._of_class(node)
        else:
            yield from faults_of_expression(node)

    def _of_import(self, each: Import, node: ast.Import | ast.ImportFrom) -> Iterator[str]:
        top = each.origin.partition(".")[0]
        if isinstance(node, ast.ImportFrom) and node.level:
            yield "it imports relatively, but is run as a module of its own; write the full name"
        elif each.name == "*" and each.origin == self._module:
            yield f"it has `from {each.origin} import *`; name what is imported"
        elif not self._is_own(each) and top not in sys.stdlib_module_names and top != "pytest":
            yield (
                f"it imports {top}, and tests may import pytest, the standard library and the module's own "
                "package; do without, or put a helper into the test file"
            )
        if not self._is_own(each):
            yield from faults_of_import(each)

    def _of_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef, part: Part) -> Iterator[str]:
        in_test_case = _is_in_test_case(part, self._classes)
        is_test = is_test_name(node) and bool(part.tests or part.cases) and node is part.node
        if is_test and isinstance(node, ast.AsyncFunctionDef) and not in_test_case:
            yield "it is async, and pytest alone awaits nothing; call asyncio.run in a plain function"
        if (is_test or is_fixture(node)) and not in_test_case:
            yield from self._fixtures.faults(node, is_method=part.around is not None)

    def _of_decorators(self, node: ast.FunctionDef | ast.AsyncFunctionDef, part: Part) -> Iterator[str]:
        for decorator in node.decorator_list if node is part.node else ():
            if isinstance(decorator, ast.Call) and is_parametrize(decorator):
                if any(map(self._code.has, unfolded(decorator))):
                    yield (
                        "its parameter sets are in the module under test, which is not there when tests are "
                        "collected; write them into the test"
                    )
            elif self._code.has(decorator):
                yield "the module under test decorates it; use the decorator on a function inside of the test"

    def _of_class(self, node: ast.ClassDef) -> Iterator[str]:
        if any(map(self._code.has, node.bases)):
            yield f"{node.name} derives from a class of the module under test; use its instances instead"
        if not self._classes.collects(node) or self._classes.is_test_case(node):
            return
        if any(isinstance(each, FUNCTIONS) and each.name in ("__init__", "__new__") for each in node.body):
            yield f"its class {node.name} has a constructor, so that pytest passes it over; use setup_method"


def _is_in_test_case(part: Part, classes: CollectedClasses) -> bool:
    around: Part | None = part
    while around is not None:
        if isinstance(around.node, ast.ClassDef) and classes.is_test_case(around.node):
            return True
        around = around.around
    return False
