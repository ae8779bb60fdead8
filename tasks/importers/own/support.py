"""The modules of its own project that a module needs, as far as imports tell."""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterable
from pathlib import Path

from tracefix_rl.tasks.importers.own.imports import Import, completed, imports_of
from tracefix_rl.tasks.importers.own.naming import Named
from tracefix_rl.tasks.importers.own.python_files import UnreadableError, read_python
from tracefix_rl.tasks.units.uses import bound_names


class Project:
    """The modules around the one that is read.

    Args:
        named: Its name.
        path: Its file.
        allowed: Names of packages that it may import although they are not its project's.
    """

    def __init__(self, named: Named, path: Path, allowed: Collection[str]) -> None:
        self._named = named
        self._path = path
        self._allowed = allowed

    def module_of(self, each: Import) -> str | None:
        """Return the module of the project that an import needs, or the package if it needs that itself.

        Raises:
            UnreadableError: If there is no file for it.
        """
        inner = f"{each.origin}.{each.name}"
        is_module = inner == self._named.name or self._named.root.file_of(inner) is not None
        if each.name is not None and is_module and not self._binds(each.origin, each.name):
            return inner
        if each.origin == self._named.name or self._named.root.file_of(each.origin):
            return each.origin
        if each.optional or not self._is_in_own_package(each.origin):
            return None
        raise UnreadableError(
            f"imports {each.origin} in line {each.line}, for which there is no file in "
            f"{self._named.root.folder}; add it"
        )

    def is_own(self, each: Import) -> bool:
        """Whether an import is of a module of the project."""
        if self._is_in_own_package(each.origin):
            return True
        if each.origin.partition(".")[0] in sys.stdlib_module_names:
            return False
        inner = f"{each.origin}.{each.name}"
        return bool(self._named.root.file_of(each.origin) or self._named.root.file_of(inner))

    def support(self, imports: Iterable[Import]) -> dict[str, str]:
        """Return the sources of all further modules that are needed, by name.

        Args:
            imports: What the module and its tests import.

        Raises:
            UnreadableError: If one cannot be read, or imports what it may not.
        """
        found = self._needed(imports)
        return {name: found[name] for name in sorted(found) if name != self._named.name}

    def reaches_module(self, imports: Iterable[Import]) -> bool:
        """Whether imports run the module itself, perhaps through others.

        Raises:
            UnreadableError: As `support`.
        """
        return self._named.name in self._needed(imports)

    def _needed(self, imports: Iterable[Import]) -> dict[str, str]:
        """Return the sources of all modules that imports run, by name; of the module itself, what it has."""
        found: dict[str, str] = {}
        waiting = self._modules(imports)
        while waiting:
            name = waiting.pop(0)
            if name in found:
                continue
            file = self._path if name == self._named.name else self._named.root.file_of(name)
            if file is None:
                continue
            try:
                found[name] = read_python(file)
                package = name if file.name == "__init__.py" else name.rpartition(".")[0]
                waiting += self._modules(self.imports_of_module(found[name], package))
            except UnreadableError as error:
                if name == self._named.name:
                    raise
                raise UnreadableError(f"needs {name}, but {file} {error}") from None
        return found

    def imports_of_module(self, text: str, package: str) -> list[Import]:
        """Return the imports of a module of the project.

        Raises:
            UnreadableError: If it imports what is neither of the project nor of the standard library, nor
                allowed.
        """
        found = imports_of(ast.parse(text), package)
        for each in found:
            if not self.is_own(each):
                self._check_known(each)
        return found

    def _binds(self, package: str, name: str) -> bool:
        """Whether a package has something else than its module under a name."""
        file = self._named.root.file_of(package)
        if file is None or package == self._named.name:
            return False
        return any(
            name in bound_names(node) and not _imports_from(node, package)
            for node in ast.parse(read_python(file)).body
        )

    def _modules(self, imports: Iterable[Import]) -> list[str]:
        own = (each for each in imports if self.is_own(each))
        return [name for each in own if (name := self.module_of(each)) is not None]

    def _check_known(self, each: Import) -> None:
        top = each.origin.partition(".")[0]
        if top not in sys.stdlib_module_names and top not in self._allowed and not each.optional:
            raise UnreadableError(
                f"imports {top} in line {each.line}, which is neither its own package nor the standard "
                f"library; permit it with --allow {top}"
            )

    def _is_in_own_package(self, module: str) -> bool:
        return module.partition(".")[0] == self._named.name.partition(".")[0]


def _imports_from(node: ast.stmt, package: str) -> bool:
    """Whether a statement of a package imports modules of it: `from . import name`."""
    return isinstance(node, ast.ImportFrom) and completed(node, package) == package
