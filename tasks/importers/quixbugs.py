"""Reads QuixBugs: classic algorithms, each with a bug in one line.

The two versions of a program differ in more than the bug: texts and comments, among them other solutions. So
the text at a program's end is its specification and no part of it, and a bug is carried over into the text
of the solution.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tracefix_rl.tasks.importers.flaws.differences import is_text
from tracefix_rl.tasks.importers.flaws.families import family_of
from tracefix_rl.tasks.importers.flaws.segments import Text
from tracefix_rl.tasks.importers.flaws.transplant import transplant
from tracefix_rl.tasks.importers.item import Flaw, Item, SourceError, Unusable
from tracefix_rl.tasks.importers.published.licenses import license_of
from tracefix_rl.tasks.importers.published.prose import title_of
from tracefix_rl.tasks.importers.published.quixbugs_tests import TESTS, tests_of
from tracefix_rl.tasks.importers.published.reading import Unreadable, attempt, parse, read_text

BUGGY = "python_programs"
CORRECT = "correct_python_programs"

_HELPERS = ("node", "__init__", "conftest")
"""Modules among the programs that are none."""


class QuixBugs:
    """The importer of a checkout of QuixBugs."""

    name = "quixbugs"
    what = "a checkout of github.com/jkoppel/QuixBugs"

    def read(self, path: Path) -> Iterator[Item | Unusable]:
        """Read the programs in alphabetical order; see `Importer`.

        Raises:
            SourceError: If the path is no such checkout.
        """
        license_name = license_of(path)
        for name in _programs(path):
            yield attempt(name, partial(self._item, path, name, license_name))

    def _item(self, root: Path, name: str, license_name: str) -> Item:
        if not name.isidentifier() or not name.islower():
            raise Unreadable(f"{name}.py is no name of a module in lower case; rename it")
        correct, buggy = (read_text(root / folder / f"{name}.py") for folder in (CORRECT, BUGGY))
        specification = _specification(parse(buggy, f"{BUGGY}/{name}.py"))
        solution = _code(correct, parse(correct, f"{CORRECT}/{name}.py"))
        source = transplant(solution, buggy)
        defect = family_of(solution, source)
        return Item(
            name=name,
            domain=self.name,
            title=title_of(_heading(specification) or name.replace("_", " ")),
            specification=specification,
            solution=solution,
            tests=tests_of(root, name, ast.parse(solution)),
            origin=f"QuixBugs {BUGGY}/{name}.py",
            license=license_name,
            flaw=Flaw(source, defect.family, defect.kind),
        )


def _programs(root: Path) -> list[str]:
    """Return the names of the programs."""
    for folder in (BUGGY, CORRECT, TESTS):
        if not (root / folder).is_dir():
            raise SourceError(f"{root} is no checkout of QuixBugs: it has no folder {folder}")
    files = [file for folder in (BUGGY, CORRECT) for file in (root / folder).glob("*.py")]
    names = {file.stem for file in files}
    drivers = {f"{name}_test" for name in names}
    programs = sorted(names - drivers - set(_HELPERS))
    if not programs:
        raise SourceError(f"{root} is no checkout of QuixBugs: its folder {BUGGY} has no programs")
    return programs


def _specification(program: ast.Module) -> str:
    """Return the text at a program's end."""
    for statement in reversed(program.body):
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
            text = statement.value.value
            if isinstance(text, str) and text.strip():
                return inspect.cleandoc(text).strip()
    raise Unreadable("no text at the program's end says what it must do; add one")


def _heading(specification: str) -> str:
    """Return the first line that is neither part of a list nor the heading of one."""
    lines = specification.splitlines()
    return next((line for line in lines if line.strip() and line[0] != " " and not line.endswith(":")), "")


def _code(source: str, program: ast.Module) -> str:
    """Return a program without the texts that stand alone in it."""
    text = Text(source)
    edits = [(*text.lines(statement), "") for statement in program.body if is_text(statement)]
    return text.replaced(edits).strip("\n") + "\n"
