"""Reads HumanEval: functions with a docstring and a `check` of them, without bugs."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path

from tracefix_rl.tasks.importers.flaws.segments import Text
from tracefix_rl.tasks.importers.item import Item, Unusable
from tracefix_rl.tasks.importers.published.asserts import bodies_of_check, module_text
from tracefix_rl.tasks.importers.published.jsonl import Row, read_items
from tracefix_rl.tasks.importers.published.prose import title_of
from tracefix_rl.tasks.importers.published.reading import Unreadable, parse

KEYS = ("task_id", "prompt", "canonical_solution", "test", "entry_point")


class HumanEval:
    """The importer of `HumanEval.jsonl.gz`."""

    name = "humaneval"
    what = "HumanEval.jsonl or HumanEval.jsonl.gz, of github.com/openai/human-eval"

    def read(self, path: Path) -> Iterator[Item | Unusable]:
        """Read the items in the order of the file; see `Importer`.

        Raises:
            SourceError: If the path is no such file.
        """
        return read_items(path, self.what, KEYS, lambda row: item_of(row, self.name, row.name))


def item_of(row: Row, domain: str, origin: str) -> Item:
    """Return the item of a line, without a bug.

    Args:
        row: The line.
        domain: What it is an item of.
        origin: Where it is from.

    Raises:
        Unreadable: If it cannot be one.
    """
    solution = source_of(row, "canonical_solution")
    program = parse(solution, "the program")
    specification = specification_of(program, row.text("entry_point"))
    return Item(
        name=name_of(row),
        domain=domain,
        title=title_of(specification),
        specification=specification,
        solution=solution,
        tests=tests_of(row, program),
        origin=origin,
        license="MIT",
    )


def name_of(row: Row) -> str:
    """Return an item's name, e.g. `humaneval_3` for `HumanEval/3`.

    Raises:
        Unreadable: If the line does not name it.
    """
    name = row.text("task_id").lower().replace("/", "_")
    if not name.isidentifier():
        raise Unreadable("its `task_id` should be like `HumanEval/3`; correct the line")
    return name


def source_of(row: Row, field: str) -> str:
    """Return the program with the function's body from a field.

    Raises:
        Unreadable: If the line has none.
    """
    return f"{row.text('prompt')}{row.text(field)}".strip("\n") + "\n"


def specification_of(program: ast.Module, function: str) -> str:
    """Return a function's docstring, though statements may come before it.

    Raises:
        Unreadable: If there is no such function, or it has none.
    """
    for statement in _function(program, function).body:
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            text = statement.value.value
            if isinstance(text, str) and text.strip():
                return inspect.cleandoc(text).strip()
    raise Unreadable(f"`{function}` has no docstring that says what it must do; add one")


def tests_of(row: Row, program: ast.Module) -> str:
    """Return the tests, one for each assert.

    Raises:
        Unreadable: If there is no `check` function, or nothing in it that could fail.
    """
    source, function = row.text("test"), row.text("entry_point")
    tree = parse(source, "`test`")
    _function(program, function)
    check = _function(tree, "check")
    text = Text(source)
    head = [text.placed(statement, "") for statement in tree.body if statement is not check]
    kept = [part for part in head if not part.startswith(("METADATA = ", "check("))]
    return module_text(function, bodies_of_check(source, check, function), program, kept)


def _function(module: ast.Module, name: str) -> ast.FunctionDef:
    for statement in module.body:
        if isinstance(statement, ast.FunctionDef) and statement.name == name:
            return statement
    raise Unreadable(f"there is no function `{name}`; get the whole data set again")
