"""Reads one program from its folder; nothing of it is executed.

A program's folder has the name of the program, lies in the folder of its domain, and holds

- `program.toml`: title, specification, domain, tags, and `family`, if it has close relatives: the name that
  all of them give it;
- `program.py`, the reference;
- `visible_test.py`, which imports it as `program`, and compares plain data only;
- `inputs.py`, with `EDGES` and `draw`; see `tracefix_rl.tasks.inputs`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.folder import (
    TaskFolderError,
    check_keys,
    read_suite,
    read_text,
    read_toml,
    text_of,
    texts_of,
)
from tracefix_rl.tasks.inputs import DRAW, EDGES
from tracefix_rl.tasks.program import Program

DESCRIPTION = "program.toml"
REFERENCE = "program.py"
VISIBLE = "visible_test.py"
INPUTS = "inputs.py"

_KEYS = ("title", "specification", "domain", "family", "tags")


def read_program(folder: Path) -> Program:
    """Read the program in a folder; nothing of it is executed.

    Args:
        folder: The program's folder; its name becomes the program's.

    Raises:
        TaskFolderError: If a file is missing or cannot be used.
    """
    file = folder / DESCRIPTION
    table = {"family": folder.name} | read_toml(file)
    check_keys(table, _KEYS, file, "the program")
    return Program(
        name=folder.name,
        domain=_domain(text_of(table, "domain", file), file),
        family=text_of(table, "family", file),
        title=text_of(table, "title", file),
        specification=text_of(table, "specification", file),
        tags=texts_of(table["tags"], "tags", file),
        source=_source(folder / REFERENCE),
        visible=_visible(folder / VISIBLE),
        inputs=_inputs(folder / INPUTS),
    )


def _domain(domain: str, file: Path) -> str:
    actual = file.parent.parent.name
    if domain != actual:
        fix = f"write {actual!r}, or move the program's folder"
        raise TaskFolderError(file, f"`domain` is {domain!r}, but the folder lies in {actual!r}", fix)
    return domain


def _source(file: Path) -> str:
    text = read_text(file)
    _parsed(text, file)
    return text


def _visible(file: Path) -> Suite:
    suite = read_suite(file, frozenset())
    _parsed(suite.text, file)
    return suite


def _inputs(file: Path) -> str:
    text = read_text(file)
    defined = set(_defined(_parsed(text, file)))
    for name, fix in (
        (EDGES, f"add `{EDGES}: list[Case] = [...]`, the edge cases"),
        (DRAW, f"add `def {DRAW}(random: Random) -> Case`"),
    ):
        if name not in defined:
            raise TaskFolderError(file, f"does not define `{name}`", fix)
    return text


def _defined(tree: ast.Module) -> Iterator[str]:
    """Yield the names that a module assigns to or defines at its top level."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))


def _parsed(text: str, file: Path) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        where = f" in line {line}" if line else ""
        raise TaskFolderError(
            file, f"is not Python: {getattr(error, 'msg', error)}{where}", "correct it"
        ) from None
