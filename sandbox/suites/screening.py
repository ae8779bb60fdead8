"""Tests that could not be run as they are meant: a suite that has one is refused, and the test named.

pytest leaves such a test out with a warning, or fails it whatever the code under test does. Here the first
would lose a test in silence, and the second would ask for a repair that nobody can make.
"""

from __future__ import annotations

import ast
import inspect
import types
import unittest
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, TypeGuard

import pytest
from _pytest.fixtures import FixtureFunctionDefinition
from _pytest.python import hasinit, hasnew
from _pytest.unittest import TestCaseFunction

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.suites.items import warning_filters
from tracefix_rl.sandbox.suites.unloaded import Unloaded

Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)


def check_definitions(tree: ast.Module, namespace: Mapping[str, Any]) -> None:
    """Refuse what is written as a test, but is none any more once the suite is executed.

    Args:
        tree: The suite.
        namespace: What executing it without the module under test left.

    Raises:
        SuiteError: If a decorator, a base class or a constructor made it so.
    """
    for path in _tests_in(tree):
        holder = namespace
        for depth, definition in enumerate(path, start=1):
            value = _unwrapped(holder.get(definition.name))
            fault = _fault(definition, value)
            if fault is None and depth < len(path):
                if not _is_test_class(value, definition.name):
                    break
                fault = _fault_of_class(value)
                holder = vars(value)
            if fault:
                name = "::".join(each.name for each in path[:depth])
                raise SuiteError(f"{name} {fault}")


def check_star_import(tree: ast.Module, modules: Collection[str]) -> None:
    """Refuse a suite in which the code under test could choose which names it replaces.

    Args:
        tree: The suite.
        modules: The module under test and its support.

    Raises:
        SuiteError: If the suite imports every name of one of them.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in modules and node.names[0].name == "*":
            raise SuiteError(
                f"the suite has `from {node.module} import *` in line {node.lineno}, by which the code under "
                "test could replace any name of the suite: name what is imported"
            )


def check_items(items: Iterable[pytest.Function]) -> None:
    """Refuse tests that pytest collects, but cannot run faithfully.

    Raises:
        SuiteError: If there is one.
    """
    for item in items:
        warning_filters(item)
        if _is_async(item.obj) and not _runs_coroutines(item):
            name = item.nodeid.partition("::")[2]
            raise SuiteError(
                f"{name} is async, and pytest alone awaits nothing; make it a plain function that calls "
                "asyncio.run, or a method of an unittest.IsolatedAsyncioTestCase"
            )


def _tests_in(tree: ast.AST, around: tuple[Definition, ...] = ()) -> Iterator[tuple[Definition, ...]]:
    """Find what is written as a test, each with the classes around it."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, _DEFINITIONS):
            path = (*around, node)
            if node.name.startswith("Test" if isinstance(node, ast.ClassDef) else "test"):
                yield path
            if isinstance(node, ast.ClassDef):
                yield from _tests_in(node, path)
        elif isinstance(node, _BLOCKS):
            yield from _tests_in(node, around)


def _unwrapped(value: Any) -> Any:
    value = inspect.unwrap(value)
    return value.__func__ if isinstance(value, staticmethod | classmethod) else value


def _fault(definition: Definition, value: Any) -> str | None:
    """Tell why `value`, which should be what `definition` says, is not collected; `None` if it may be."""
    if isinstance(value, Unloaded | pytest.MarkDecorator):
        if definition.decorator_list:
            return (
                "is decorated by the module under test, which could make anything of it; "
                "use it on a function inside of the test"
            )
        return "derives from a class of the module under test, which is not covered"
    collected = (types.FunctionType, FixtureFunctionDefinition)
    if callable(value) and not isinstance(definition, ast.ClassDef) and not isinstance(value, collected):
        return f"is no function: a decorator made {type(value).__name__} of it, which pytest does not collect"
    return None


def _fault_of_class(kind: type) -> str | None:
    if issubclass(kind, unittest.TestCase) or not (hasinit(kind) or hasnew(kind)):
        return None
    return "has a constructor, so that pytest does not collect it; use setup_method or a fixture"


def _is_test_class(value: object, name: str) -> TypeGuard[type]:
    if not isinstance(value, type) or not getattr(value, "__test__", True):
        return False
    return name.startswith("Test") or issubclass(value, unittest.TestCase)


def _is_async(function: Any) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


def _runs_coroutines(item: pytest.Function) -> bool:
    return isinstance(item, TestCaseFunction) and issubclass(item.cls, unittest.IsolatedAsyncioTestCase)
