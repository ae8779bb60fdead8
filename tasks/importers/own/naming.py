"""The dotted name of a file, and the files of other modules that are named alike.

A file's name is told by the folders with an `__init__.py` around it, or by what its tests import: source
roots, namespace packages and folders that a project's configuration maps to a package show only there.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.tasks.importers.own.imports import Import


@dataclass(frozen=True, slots=True)
class Root:
    """Where a project's modules lie.

    Args:
        folder: The folder.
        prefix: What the names of modules in it begin with; nothing unless its configuration says so.
    """

    folder: Path
    prefix: str = ""

    def file_of(self, module: str) -> Path | None:
        """Return the file of a module, or the `__init__.py` of a package; `None` if there is none."""
        names = [module]
        if self.prefix and (module == self.prefix or module.startswith(f"{self.prefix}.")):
            names.insert(0, module[len(self.prefix) + 1 :])
        for name in filter(None, names):
            path = self.folder.joinpath(*name.split("."))
            for file in (path.with_name(f"{path.name}.py"), path / "__init__.py"):
                if file.is_file():
                    return file
        return None


@dataclass(frozen=True, slots=True)
class Named:
    """A module's dotted name, and where modules beside it lie."""

    name: str
    root: Root

    @property
    def package(self) -> str:
        """The package that it is in."""
        return self.name.rpartition(".")[0]


def parts_of(path: Path) -> tuple[str, ...]:
    """Return the folders of a module's file and the module's own name; a package is named by its folder."""
    path = path.absolute()
    return path.parent.parts if path.name == "__init__.py" else (*path.parent.parts, path.stem)


def name_by_folders(path: Path) -> Named:
    """Return the name that a file has by the folders with an `__init__.py` around it."""
    parts = parts_of(path)
    folder = path.absolute().parent
    depth = 0 if path.name == "__init__.py" else 1
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        folder, depth = folder.parent, depth + 1
    depth = max(depth, 1)
    return Named(".".join(parts[-depth:]), Root(folder))


def name_by_imports(path: Path, imports: Iterable[Import]) -> Named | None:
    """Return the name by which tests import a file; `None` if they import nothing that could be it.

    A package may hand on what its modules define, so that tests that import the package may mean the module.

    Args:
        path: The file.
        imports: What its tests import.
    """
    by_folders = name_by_folders(path)
    names = {name for each in imports for name in _modules(each)}
    if by_folders.name in names:
        return by_folders
    if by_folders.package and _top(by_folders.name) in map(_top, names):
        return by_folders
    parts = parts_of(path)
    fitting = [
        (_shared(name.split("."), parts), name)
        for name in sorted(names)
        if _top(name) not in sys.stdlib_module_names
    ]
    shared, name = max(fitting, default=(0, ""))
    if not shared:
        return None
    folder = Path(*parts[:-shared])
    prefix = ".".join(name.split(".")[:-shared])
    return Named(name, Root(folder, prefix))


def _modules(each: Import) -> tuple[str, ...]:
    """Return the modules that an import could be of."""
    return (each.origin,) if each.name is None else (each.origin, f"{each.origin}.{each.name}")


def _top(module: str) -> str:
    return module.partition(".")[0]


def _shared(name: list[str], parts: tuple[str, ...]) -> int:
    """Count how many last parts of a name and of a path are the same."""
    count = 0
    while count < min(len(name), len(parts)) and name[-count - 1] == parts[-count - 1]:
        count += 1
    return count
