"""The fixtures that tests ask for, and those there are."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tracefix_rl.tasks.units.collecting import fixture_arguments, is_fixture
from tracefix_rl.tasks.units.parameter_sets import is_parametrize
from tracefix_rl.tasks.units.uses import FUNCTIONS

_FILE_FIXTURES = ("tmp_path", "tmp_path_factory", "tmpdir", "tmpdir_factory", "testdir", "pytester")
_FIXTURES = (
    *("request", "monkeypatch", "capsys", "capsysbinary", "capfd", "capfdbinary", "caplog", "recwarn"),
    *("subtests", "pytestconfig", "record_property", "doctest_namespace"),
)
"""Fixtures of pytest that work in the sandbox."""


class Fixtures:
    """The fixtures of a test module.

    Args:
        tree: The module.
    """

    def __init__(self, tree: ast.Module) -> None:
        nodes = list(ast.walk(tree))
        self._own = {_name(each) for each in nodes if isinstance(each, FUNCTIONS) and is_fixture(each)}
        # Also marks of a class or of the module give parameters to a test.
        self._given = {name for each in nodes if isinstance(each, ast.Call) for name in _parameters(each)}
        self._generates = any(isinstance(n, FUNCTIONS) and n.name == "pytest_generate_tests" for n in nodes)

    def faults(self, node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_method: bool) -> Iterator[str]:
        """Yield what is wrong with the fixtures that a test or a fixture asks for.

        Args:
            node: Its function.
            is_method: Whether its first parameter is the instance.
        """
        for name in _requested(node, is_method=is_method):
            if name in self._own or name in self._given or name in _FIXTURES:
                continue
            if name in _FILE_FIXTURES:
                yield f"it uses {name}, and the sandbox has no access to files; give the code a text"
            elif not self._generates:
                yield (
                    f"it uses the fixture {name}, which neither its file nor pytest has; "
                    "move it from conftest.py into the file"
                )


def _name(node: ast.FunctionDef | ast.AsyncFunctionDef) -> str:
    name = fixture_arguments(node).get("name")
    return str(name.value) if isinstance(name, ast.Constant) else node.name


def _parameters(call: ast.Call) -> Iterator[str]:
    """Yield the names that a `parametrize` mark gives."""
    if is_parametrize(call):
        named = [each.value for each in call.keywords if each.arg == "argnames"]
        for text in (text for names in (call.args or named)[:1] for text in _texts(names)):
            yield from (name.strip() for name in text.split(","))


def _requested(node: ast.FunctionDef | ast.AsyncFunctionDef, *, is_method: bool) -> Iterator[str]:
    """Yield the fixtures that a function asks for by parameters or by mark."""
    for decorator in node.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).endswith("mark.usefixtures"):
            yield from _texts(decorator)
    if not all(map(_is_of_pytest, node.decorator_list)):
        return
    arguments = node.args
    positional = [*arguments.posonlyargs, *arguments.args]
    names = [each.arg for each in positional[: len(positional) - len(arguments.defaults)]]
    is_static = any(ast.unparse(each) == "staticmethod" for each in node.decorator_list)
    yield from names[1:] if is_method and not is_static else names
    keywords = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    yield from (each.arg for each, default in keywords if default is None)


def _is_of_pytest(decorator: ast.expr) -> bool:
    """Whether a decorator is pytest's; another could give arguments to a function."""
    return ast.unparse(decorator).startswith(("pytest.", "mark.", "fixture", "staticmethod"))


def _texts(node: ast.AST) -> Iterator[str]:
    for each in ast.walk(node):
        if isinstance(each, ast.Constant) and isinstance(each.value, str):
            yield each.value
