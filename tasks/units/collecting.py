"""What pytest takes for a test, told from the text: functions, classes and what belongs to them."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tracefix_rl.tasks.units.uses import FUNCTIONS, bound_names

_MODULE_NAMES = (
    *("setup_module", "teardown_module", "setup_function", "teardown_function"),
    *("setUpModule", "tearDownModule", "pytestmark"),
)
_CLASS_NAMES = (
    *("setup_method", "teardown_method", "setup_class", "teardown_class", "pytestmark"),
    *("setUp", "tearDown", "setUpClass", "tearDownClass", "asyncSetUp", "asyncTearDown"),
    *("maxDiff", "longMessage", "failureException"),
)
_TEST_CASES = ("TestCase", "IsolatedAsyncioTestCase")


def is_test_name(node: ast.stmt) -> bool:
    """Whether pytest takes a function for a test."""
    return isinstance(node, FUNCTIONS) and node.name.startswith("test") and not is_fixture(node)


def is_fixture(node: ast.AST) -> bool:
    """Whether a function is a fixture."""
    return isinstance(node, FUNCTIONS) and any(map(_makes_fixture, node.decorator_list))


def fixture_arguments(node: ast.AST) -> dict[str, ast.expr]:
    """Return what a fixture's decorator is given by name; nothing if a function is none."""
    return {
        keyword.arg: keyword.value
        for decorator in (node.decorator_list if isinstance(node, FUNCTIONS) else ())
        if isinstance(decorator, ast.Call) and _makes_fixture(decorator)
        for keyword in decorator.keywords
        if keyword.arg
    }


def kept_with_module(node: ast.stmt) -> bool:
    """Whether pytest itself uses a statement of a module."""
    return _is_autouse(node) or any(
        name in _MODULE_NAMES or name.startswith(("pytest_", "__")) for name in bound_names(node)
    )


def kept_with_class(node: ast.stmt) -> bool:
    """Whether pytest or unittest itself uses a statement of a test class."""
    return _is_autouse(node) or any(
        name in _CLASS_NAMES or name.startswith("__") for name in bound_names(node)
    )


class CollectedClasses:
    """The classes of a test module.

    Args:
        tree: The module.
    """

    def __init__(self, tree: ast.Module) -> None:
        classes = [each for each in ast.walk(tree) if isinstance(each, ast.ClassDef)]
        self._classes = {each.name: each for each in classes}
        self._related = {
            name
            for each in classes
            for base in each.bases
            if any(_has_tests(inherited) for inherited in self._ancestors(base))
            for name in (each.name, *(inherited.name for inherited in self._ancestors(base)))
        }

    def is_test_case(self, node: ast.ClassDef) -> bool:
        """Whether a class is one of unittest's."""
        bases = [base for each in (node, *self._inherited(node)) for base in each.bases]
        return any(ast.unparse(base).rpartition(".")[2] in _TEST_CASES for base in bases)

    def collects(self, node: ast.ClassDef) -> bool:
        """Whether pytest looks for tests in a class."""
        return (node.name.startswith("Test") or self.is_test_case(node)) and not _opts_out(node)

    def divides(self, node: ast.ClassDef) -> bool:
        """Whether each test of a class stands alone: none of them is inherited."""
        return self.collects(node) and node.name not in self._related and _has_tests(node)

    def tests_of_block(self, node: ast.stmt) -> Iterator[str]:
        """Yield the paths of the tests in a statement that is not divided."""
        if isinstance(node, ast.ClassDef):
            if self.collects(node) and any(map(_has_tests, (node, *self._inherited(node)))):
                yield node.name
        elif isinstance(node, FUNCTIONS):
            if is_test_name(node):
                yield node.name
        else:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.stmt | ast.excepthandler | ast.match_case):
                    yield from self.tests_of_block(child)  # type: ignore[arg-type]

    def _inherited(self, node: ast.ClassDef) -> list[ast.ClassDef]:
        return [each for base in node.bases for each in self._ancestors(base)]

    def _ancestors(self, base: ast.expr, met: frozenset[str] = frozenset()) -> list[ast.ClassDef]:
        """Return the class of this module that a base class names, and its own bases."""
        node = self._classes.get(base.id) if isinstance(base, ast.Name) and base.id not in met else None
        if node is None:
            return []
        met |= {node.name}
        return [node, *(each for further in node.bases for each in self._ancestors(further, met))]


def _makes_fixture(decorator: ast.expr) -> bool:
    function = decorator.func if isinstance(decorator, ast.Call) else decorator
    return "fixture" in (getattr(function, "attr", None), getattr(function, "id", None))


def _is_autouse(node: ast.AST) -> bool:
    autouse = fixture_arguments(node).get("autouse")
    return autouse is not None and not (isinstance(autouse, ast.Constant) and not autouse.value)


def _has_tests(node: ast.ClassDef) -> bool:
    return any(
        is_test_name(each) or (isinstance(each, ast.ClassDef) and _has_tests(each)) for each in node.body
    )


def _opts_out(node: ast.ClassDef) -> bool:
    """Whether a class says that it is no test."""
    return any(
        isinstance(each, ast.Assign)
        and "__test__" in bound_names(each)
        and isinstance(each.value, ast.Constant)
        and not each.value.value
        for each in node.body
    )
