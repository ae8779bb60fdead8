"""Test modules out of asserts, which become one test each."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence

from tracefix_rl.tasks.importers.flaws.segments import Text
from tracefix_rl.tasks.importers.published.reaching import bound, imports_for, used
from tracefix_rl.tasks.importers.published.reading import Unreadable, parse

INDENTATION = "    "

Statements = list[ast.stmt]


def module_text(name: str, bodies: Sequence[str], program: ast.Module, head: Sequence[str]) -> str:
    """Return a pytest module, which imports what its tests use.

    Args:
        name: What its tests are of, for their names.
        bodies: The indented body of each test.
        program: The program that they test.
        head: Statements that come first.

    Raises:
        Unreadable: If there are no tests, or they do not compile.
    """
    if not bodies:
        raise Unreadable("it has no test that could fail; add one")
    numbered = enumerate(bodies, start=1)
    functions = [f"def test_{name}_{number}():\n{body}" for number, body in numbered]
    text = "\n\n\n".join([*head, *functions])
    tree = parse(text, "its test")
    tools = ["import pytest"] if "pytest" in used(tree) - set(bound(tree)) else []
    imports = "\n".join(tools + imports_for(tree, program))
    return f"{imports}\n\n\n{text}\n"


def bodies_of_asserts(asserts: Sequence[str], setup: str) -> list[str]:
    """Return a test's body for each of some sources, mostly asserts, after those setup statements it needs.

    Args:
        asserts: Sources of one or several statements.
        setup: Statements that they all rely on; tests that read none of its names do without.

    Raises:
        Unreadable: If one does not compile.
    """
    before = parse(setup, "`test_setup_code`")
    names = set(bound(before))
    bodies = []
    for source in asserts:
        tree = parse(source, "a test")
        if any(_can_fail(statement) for statement in tree.body):
            lines = _block(setup, before.body) if used(tree) & names else []
            bodies.append("\n".join(lines + _block(source, tree.body)))
    return bodies


def bodies_of_check(source: str, check: ast.FunctionDef, function: str) -> list[str]:
    """Return the bodies of the tests that a checking function is divided into.

    Each assert becomes a test, after the statements before it that are none. If asserts may depend on each
    other, all of them stay one test.

    Args:
        source: Text that the function is in.
        check: The function; its only parameter is what it checks.
        function: Name of what it checks, by which the parameter's name is replaced.

    Raises:
        Unreadable: If it has not one parameter.
    """
    parameters = check.args.posonlyargs + check.args.args
    if len(parameters) != 1:
        raise Unreadable(f"`{check.name}` should have one parameter: the function that it checks")
    text, told = Text(source), parameters[0].arg
    parts = _divided([statement for statement in check.body if not _says_nothing(statement)])
    return [
        _renamed("\n".join(text.placed(each, INDENTATION) for each in part), told, function) for part in parts
    ]


def _divided(body: Statements) -> list[Statements]:
    """Divide statements into tests."""
    testing = [statement for statement in body if _asserts(statement)]
    if not any(map(_can_fail, testing)):
        return []
    if not _independent(body, testing):
        return [body]
    return [
        [each for each in body[: body.index(last)] if each not in testing] + [last]
        for last in testing
        if _can_fail(last)
    ]


def _independent(body: Statements, testing: Statements) -> bool:
    """Whether each assert means the same without those before it."""
    if any(isinstance(each, ast.Return | ast.Global | ast.Nonlocal) for each in _nodes(body)):
        return False
    kept = set(bound(ast.Module([each for each in body if _is_state(each) and each not in testing], [])))
    shared: set[str] = set()
    for statement in testing:
        # What an assert binds may be read later, and what it reads may be changed by what it calls.
        if used(statement) & shared - (set(bound(statement)) - kept):
            return False
        shared |= set(bound(statement)) | (used(statement) & kept)
        later = body[body.index(statement) + 1 :]
        between = [each for each in later if each not in testing]
        if used(ast.Module(between, [])) & set(bound(statement)):
            return False
    return True


def _nodes(body: Statements) -> Iterator[ast.AST]:
    """Yield what is in statements, but not in the functions that they define."""
    pending: list[ast.AST] = list(body)
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            pending += ast.iter_child_nodes(node)


def _is_state(statement: ast.stmt) -> bool:
    """Whether what a statement binds can be changed."""
    fixed = ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef
    return not isinstance(statement, fixed)


def _asserts(statement: ast.stmt) -> bool:
    return any(isinstance(node, ast.Assert) for node in ast.walk(statement))


def _can_fail(statement: ast.stmt) -> bool:
    """Whether a statement is more than `assert True`."""
    return not (isinstance(statement, ast.Assert) and isinstance(statement.test, ast.Constant))


def _says_nothing(statement: ast.stmt) -> bool:
    """Whether a statement is a bare name or constant."""
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Name | ast.Constant)


def _block(source: str, body: Statements) -> list[str]:
    text = Text(source)
    return [text.placed(statement, INDENTATION) for statement in body if not _says_nothing(statement)]


def _renamed(body: str, old: str, new: str) -> str:
    """Return a body with another name for a variable, or, where that cannot be done, with an alias."""
    if old == new:
        return body
    changed = re.sub(rf"\b{re.escape(old)}\b", new, body) if _safe(body, old, new) else None
    return body if changed == body else changed or f"{INDENTATION}{old} = {new}\n{body}"


def _safe(body: str, old: str, new: str) -> bool:
    """Whether a word is nothing but the name of a variable, and the new one is not taken."""
    source = f"def test():\n{body}\n"
    tree = ast.parse(source)
    if new in set(bound(tree)) or old in set(bound(tree)):
        return False
    names = sum(isinstance(node, ast.Name) and node.id == old for node in ast.walk(tree))
    tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    words = sum(len(re.findall(rf"\b{re.escape(old)}\b", token.string)) for token in tokens)
    plain = sum(token.type == tokenize.NAME and token.string == old for token in tokens)
    return names == words == plain
