"""Turns the tests of a QuixBugs program into one module, with a function for each case."""

from __future__ import annotations

import ast
import copy
import json
import textwrap
from pathlib import Path
from typing import Any

from tracefix_rl.tasks.importers.flaws.differences import is_text
from tracefix_rl.tasks.importers.flaws.segments import Text
from tracefix_rl.tasks.importers.published.asserts import INDENTATION, module_text
from tracefix_rl.tasks.importers.published.reaching import bound, used
from tracefix_rl.tasks.importers.published.reading import Unreadable, parse, read_text

TESTS = "python_testcases"
CASES = "json_testcases"

_TUPLES = ast.dump(ast.parse("[[inp, [tuple(x) for x in out]] for inp, out in testdata]", mode="eval").body)
"""How the test of `hanoi` makes tuples of the steps, which JSON does not know."""


def tests_of(root: Path, name: str, program: ast.Module) -> str:
    """Return the tests of a program. Those that the data set itself leaves out as too slow are left out.

    Args:
        root: The checkout.
        name: Name of the program.
        program: The correct program.

    Raises:
        Unreadable: If the tests are missing, or are not like those of QuixBugs.
    """
    source = read_text(root / TESTS / f"test_{name}.py")
    tree = parse(source, f"test_{name}.py")
    text = Text(source)
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test")]
    others = [node for node in tree.body if node not in tests]
    if any(test.decorator_list for test in tests):
        bodies = _of_cases(_cases(root, name, others), tests)
    else:
        bodies = _of_functions(text, tests, [node for node in others if _is_setup(node)])
    # Tests of graphs and lists import the class of their nodes, which is not part of any program.
    graphs = any(isinstance(node, ast.ImportFrom) and node.module == "node" for node in others)
    head = [read_text(root / TESTS / "node.py").strip("\n")] if graphs else []
    return module_text(name, bodies, program, head)


def _is_setup(node: ast.stmt) -> bool:
    """Whether a statement makes what tests share: imports, and the choice of a version, do not."""
    return not isinstance(node, ast.Import | ast.ImportFrom | ast.If)


def _of_functions(text: Text, tests: list[ast.FunctionDef], setup: list[ast.stmt]) -> list[str]:
    """Return the bodies of tests, each with a fresh copy of what they share, which they change."""
    names = {name for statement in setup for name in bound(statement)}
    bodies = []
    for test in tests:
        start = int(is_text(test.body[0]))
        shared = setup if used(test) & names else []
        steps = [*test.body[:start], *shared, *test.body[start:]]
        bodies.append("\n".join(text.placed(step, INDENTATION) for step in steps))
    return bodies


def _cases(root: Path, name: str, others: list[ast.stmt]) -> list[tuple[list[Any], Any]]:
    """Return the arguments and the outcome of each case."""
    cases = []
    for number, line in enumerate(read_text(root / CASES / f"{name}.json").split("\n"), start=1):
        if line.strip():
            cases.append(_case(line, f"line {number} of {CASES}/{name}.json"))
    if any(isinstance(node, ast.Assign) and ast.dump(node.value) == _TUPLES for node in others):
        return [(arguments, list(map(tuple, outcome))) for arguments, outcome in cases]
    return cases


def _case(line: str, where: str) -> tuple[list[Any], Any]:
    try:
        case = json.loads(line, parse_constant=_refuse_constant)
    except ValueError as problem:
        raise Unreadable(f"{where} is not JSON ({problem}); get the whole data set again") from None
    if not isinstance(case, list) or len(case) != 2:
        raise Unreadable(f"{where} should be a list of arguments and an outcome; correct it")
    arguments, outcome = case
    return arguments if isinstance(arguments, list) else [arguments], outcome


def _refuse_constant(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON number")


def _of_cases(cases: list[tuple[list[Any], Any]], tests: list[ast.FunctionDef]) -> list[str]:
    """Return the bodies of tests with the values of a case in the place of the parameters."""
    bodies = []
    for test in tests:
        parameters = [parameter.arg for parameter in test.args.args]
        if len(parameters) != 2:
            raise Unreadable(f"`{test.name}` should have two parameters: the arguments and the outcome")
        slow = [_left_out(node, parameters[0]) for node in test.body if isinstance(node, ast.If)]
        steps = [node for node in test.body if not isinstance(node, ast.If)]
        bodies += [
            "\n".join(_with_values(step, dict(zip(parameters, case, strict=True))) for step in steps)
            for case in cases
            if case[0] not in slow
        ]
    return bodies


def _left_out(guard: ast.If, parameter: str) -> object:
    """Return the arguments for which a test skips itself."""
    for node in ast.walk(guard.test):
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name) and node.left.id == parameter:
            try:
                return ast.literal_eval(node.comparators[0])
            except ValueError:
                break
    raise Unreadable(f"line {guard.lineno} of its tests chooses cases by other means than their arguments")


def _with_values(step: ast.stmt, values: dict[str, Any]) -> str:
    written = ast.unparse(_Values(values).visit(copy.deepcopy(step)))
    return textwrap.indent(written, INDENTATION)


class _Values(ast.NodeTransformer):
    """Writes values in the place of variables.

    Args:
        values: Value of each variable.
    """

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Write `*variable` as separate arguments."""
        arguments: list[ast.expr] = []
        for argument in node.args:
            value = self._of(argument.value) if isinstance(argument, ast.Starred) else None
            arguments += map(_literal, value) if isinstance(value, list) else [argument]
        node.args = arguments
        return self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        """Write `variable[index]` as the value there."""
        value = self._of(node.value)
        if value is not None:
            try:
                return _literal(value[ast.literal_eval(node.slice)])
            except (ValueError, TypeError, LookupError):
                pass
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """Write a variable as its value."""
        return _literal(self._values[node.id]) if node.id in self._values else node

    def _of(self, node: ast.AST) -> Any:
        return self._values.get(node.id) if isinstance(node, ast.Name) else None


def _literal(value: object) -> ast.expr:
    return ast.parse(repr(value), mode="eval").body
