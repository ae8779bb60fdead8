"""A test module as parts that can be left out.

Parts are statements, members of test classes, imported names and parameter sets.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator

from tracefix_rl.tasks.units.collecting import (
    CollectedClasses,
    fixture_arguments,
    is_fixture,
    is_test_name,
    kept_with_class,
    kept_with_module,
)
from tracefix_rl.tasks.units.parameter_sets import is_parametrize, parameter_sets
from tracefix_rl.tasks.units.part import Part, Place
from tracefix_rl.tasks.units.statements import COMPOUND, Statements, is_text
from tracefix_rl.tasks.units.text_edits import Lines
from tracefix_rl.tasks.units.uses import FUNCTIONS, bound_by, bound_names, changed_names, uses_of

_HELPERS = (ast.Assign, ast.AnnAssign, ast.If, ast.Try, *COMPOUND)
"""Statements that only bind names, as far as a reader of tests cares."""


class PartsOfModule:
    """Divides a test module.

    Args:
        tree: Its syntax tree.
        lines: Its text.
    """

    def __init__(self, tree: ast.Module, lines: Lines) -> None:
        self._statements = Statements(lines)
        self._classes = CollectedClasses(tree)
        self._functions = {each.name for each in tree.body if isinstance(each, FUNCTIONS)}
        self._data = {
            name
            for each in tree.body
            if isinstance(each, ast.Assign | ast.AnnAssign)
            for name in bound_names(each)
        }
        self._divides_sets = not _multiplies_tests(tree)
        self._counts = _definitions(tree.body)
        self.parts = [part for each in self._statements.of(tree.body) for part in self._divided(*each)]

    def _divided(self, group: list[ast.stmt], lines: tuple[int, int]) -> Iterator[Part]:
        """Yield the parts of statements that share their lines."""
        node = group[0]
        if len(group) > 1 or (isinstance(node, ast.ClassDef) and node.body[0].lineno == node.lineno):
            yield self._block(group, lines)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            yield from self._import(node, lines)
        elif isinstance(node, ast.ClassDef) and self._classes.divides(node):
            yield from self._class(node, lines, node.name, None)
        elif isinstance(node, FUNCTIONS) and is_test_name(node):
            yield from self._test(
                node, lines, node.name, None, divides=self._divides_sets and self._counts[node.name] == 1
            )
        else:
            yield self._block(group, lines)

    def _block(self, group: list[ast.stmt], lines: tuple[int, int]) -> Part:
        """Make one part of statements of the module."""
        names = frozenset().union(*map(bound_names, group))
        changes = frozenset().union(*map(changed_names, group)) & self._data
        tests = tuple(Place(path) for each in group for path in self._classes.tests_of_block(each))
        binds = bool(names) and all(isinstance(each, _HELPERS) or is_text(each) for each in group)
        helps = binds or (len(group) == 1 and bool(changes))
        always = not tests and (not helps or any(kept_with_module(each) for each in group))
        return Part(
            group[0],
            uses_of(group),
            (names if helps or tests else frozenset()) | changes | frozenset(_fixture_names(group)),
            lines=lines,
            tests=tests,
            always=always,
            is_fixture=any(is_fixture(each) for each in group),
        )

    def _import(self, node: ast.Import | ast.ImportFrom, lines: tuple[int, int]) -> Iterator[Part]:
        runs = isinstance(node, ast.ImportFrom) and (node.module == "__future__" or node.names[0].name == "*")
        statement = Part(node, uses_of([]), lines=lines, always=runs)
        yield statement
        for index, alias in enumerate(node.names):
            names = frozenset({bound_by(alias)})
            part = Part(node, uses_of([alias]), names, statement, index=index, always=runs)
            statement.inner.append(part)
            yield part

    def _class(
        self, node: ast.ClassDef, lines: tuple[int, int], path: str, around: Part | None
    ) -> Iterator[Part]:
        """Yield a test class without its members, and its members."""
        names = frozenset({node.name})
        head = Part(node, uses_of([node], node.body), names, around, lines)
        divides_sets = self._divides_sets and not any(
            map(is_parametrize, ast.walk(ast.Module(_marks(node), [])))
        )
        yield head
        counts = _definitions(node.body)
        for group, extent in self._statements.of(node.body):
            member = group[0]
            below = f"{path}::{member.name}" if isinstance(member, COMPOUND) else path
            if len(group) == 1 and isinstance(member, FUNCTIONS) and is_test_name(member):
                divides = divides_sets and counts[member.name] == 1
                found = list(self._test(member, extent, below, head, divides=divides))
            elif len(group) == 1 and isinstance(member, ast.ClassDef) and self._classes.divides(member):
                found = list(self._class(member, extent, below, head))
            else:
                found = [_member(group, extent, head)]
            head.inner += [part for part in found if part.around is head]
            yield from found

    def _test(
        self, node: ast.stmt, lines: tuple[int, int], path: str, around: Part | None, *, divides: bool
    ) -> Iterator[Part]:
        names = frozenset(bound_names(node))
        cases = parameter_sets(node, self._functions) if divides else None
        if cases is None:
            yield Part(node, uses_of([node]), names, around, lines, tests=(Place(path),))
            return
        test = Part(node, uses_of([node], cases.values.elts), names, around, lines, cases=cases)
        yield test
        for index, element in enumerate(cases.values.elts):
            tests = (Place(path, index),)
            part = Part(node, uses_of([element]), around=test, tests=tests, index=index)
            test.inner.append(part)
            yield part


def _member(group: list[ast.stmt], lines: tuple[int, int], head: Part) -> Part:
    """Make one part of statements of a class that are no tests."""
    names = frozenset().union(*map(bound_names, group))
    always = not names or any(kept_with_class(each) for each in group)
    return Part(
        group[0],
        uses_of(group),
        names | frozenset(_fixture_names(group)),
        head,
        lines,
        always=always,
        is_fixture=any(is_fixture(each) for each in group),
    )


def _multiplies_tests(tree: ast.Module) -> bool:
    """Whether something else than a test's own decorator makes several tests of a function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "pytest_generate_tests":
            return True
        if "params" in fixture_arguments(node):
            return True
    return any(
        "pytestmark" in bound_names(each) and any(map(is_parametrize, ast.walk(each))) for each in tree.body
    )


def _definitions(body: Iterable[ast.stmt]) -> Counter[str]:
    """Count the functions of each name in a block; of several, the last is the test."""
    return Counter(each.name for each in body if isinstance(each, FUNCTIONS))


def _marks(node: ast.ClassDef) -> list[ast.stmt]:
    """Return the decorators of a class and the marks that it sets, as statements."""
    marks: list[ast.stmt] = [ast.Expr(each) for each in node.decorator_list]
    return marks + [each for each in node.body if "pytestmark" in bound_names(each)]


def _fixture_names(group: Iterable[ast.stmt]) -> Iterator[str]:
    """Yield the names that fixtures are given, apart from their functions'."""
    for node in group:
        name = fixture_arguments(node).get("name")
        if isinstance(name, ast.Constant):
            yield str(name.value)
