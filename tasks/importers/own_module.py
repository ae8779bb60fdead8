"""A user's own module and its pytest files, read as one item; nothing of them is run."""

from __future__ import annotations

import ast
import keyword
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracefix_rl.tasks.importers.item import Item, Unusable
from tracefix_rl.tasks.importers.own.describing import specification_of, title_of
from tracefix_rl.tasks.importers.own.imports import Import, imports_of, with_full_names
from tracefix_rl.tasks.importers.own.naming import Named, name_by_folders, name_by_imports
from tracefix_rl.tasks.importers.own.python_files import UnreadableError, read_code
from tracefix_rl.tasks.importers.own.support import Project
from tracefix_rl.tasks.importers.own.unsuitable import Faults
from tracefix_rl.tasks.units.division import DividedModule
from tracefix_rl.tasks.units.merging import merged
from tracefix_rl.tasks.units.part import UnitsError

DOMAIN = "own_module"
"""Domain of items that are users' own."""


def read_own_module(
    path: Path, tests: Sequence[Path], *, allow: frozenset[str] = frozenset(), license: str = ""
) -> tuple[Item | None, list[Unusable]]:
    """Read a module and its tests.

    Tests that cannot run in the sandbox are left out, as far as their text tells.

    Args:
        path: The module's file.
        tests: Its test files, in order.
        allow: Top-level names of packages that it may import although they are not its own.
        license: SPDX identifier of its license.

    Returns:
        The item, or `None` if there can be none; and what was left out, with reasons.
    """
    left_out: list[Unusable] = []
    try:
        return _item(path, tests, allow, license, left_out), left_out
    except (UnreadableError, UnitsError) as error:
        return None, [*left_out, Unusable(str(path), str(error))]
    except RecursionError:
        return None, [*left_out, Unusable(str(path), "is nested too deeply to be read; write it flatter")]


def _item(
    path: Path, tests: Sequence[Path], allow: frozenset[str], license: str, left_out: list[Unusable]
) -> Item:
    source = read_code(path)
    texts = dict(_readable(tests, left_out))
    if not texts:
        raise UnreadableError("has no test file that can be used; name one with --tests")
    named = _named(path, [each for text in texts.values() for each in imports_of(ast.parse(text))])
    project = Project(named, path, allow)
    package = named.name if path.name == "__init__.py" else named.package
    needed = project.imports_of_module(source, package)
    kept = {
        str(file): left
        for file, text in texts.items()
        if (left := _usable(file, text, project, named, left_out))
    }
    if not kept:
        raise UnreadableError(
            f"has no test left that can be used; tests import pytest and {named.name}, and are"
            " functions test_… or methods of classes Test…"
        )
    suite = merged(kept)
    tested = imports_of(ast.parse(suite))
    if not project.reaches_module(tested):
        raise _not_imported(path)
    tree = ast.parse(source)
    return Item(
        name=re.sub(r"\W+", "_", named.name).lower(),
        domain=DOMAIN,
        title=title_of(tree, named.name),
        specification=specification_of(tree, named.name),
        solution=source,
        tests=suite,
        origin=path.as_posix(),
        license=license,
        module=named.name,
        support=project.support([*needed, *tested]),
    )


def _readable(tests: Sequence[Path], left_out: list[Unusable]) -> Iterator[tuple[Path, str]]:
    for file in dict.fromkeys(tests):
        try:
            yield file, with_full_names(read_code(file), name_by_folders(file).package)
        except UnreadableError as error:
            left_out.append(Unusable(str(file), str(error)))


def _named(path: Path, imports: Sequence[Import]) -> Named:
    stem = path.parent.name if path.name == "__init__.py" else path.stem
    if path.suffix != ".py" or not stem.isidentifier() or keyword.iskeyword(stem):
        raise UnreadableError("has a name that `import` does not take; call it NAME.py")
    named = name_by_imports(path, imports)
    if named is None:
        raise _not_imported(path)
    return named


def _not_imported(path: Path) -> UnreadableError:
    name = name_by_folders(path).name
    leaf = name.rpartition(".")[2]
    return UnreadableError(
        f"is imported by none of the tests, as {name} or as any package's {leaf}; "
        "give the tests of this module"
    )


def _usable(file: Path, text: str, project: Project, named: Named, left_out: list[Unusable]) -> str:
    """Return a test file with those tests that can be used; nothing if none can."""
    divided = DividedModule(text)
    faults = Faults(divided, project.is_own, named.name)
    reason = faults.of_module() or ("" if divided.units else "it has no tests; name functions test_…")
    if reason:
        left_out.append(Unusable(str(file), reason))
        return ""
    bad = {unit: fault for unit in divided.units if (fault := faults.of_unit(unit))}
    left_out += [Unusable(f"{file}::{unit.name}", fault) for unit, fault in bad.items()]
    if len(bad) == len(divided.units):
        return ""
    return divided.without(bad) if bad else text
