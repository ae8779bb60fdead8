"""Modules that a worker imports from texts instead of files."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from importlib.abc import InspectLoader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader


class Sources(MetaPathFinder, InspectLoader):
    """Finds and loads modules of which the text is known, and the packages around them.

    A package of which no text is known is empty.

    Args:
        sources: Texts of the modules, by dotted name.
        files: Names of their files, for tracebacks; `<name>.py` of those that are left out.
    """

    def __init__(self, sources: Mapping[str, str], files: Mapping[str, str]) -> None:
        self._sources = sources
        self._files = files
        self._packages = {
            name.rsplit(".", depth)[0] for name in sources for depth in range(1, name.count(".") + 1)
        }

    def find_spec(
        self, fullname: str, path: Sequence[str] | None = None, target: types.ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return how to load a module; `None` if it is none of ours."""
        if fullname in self._sources or fullname in self._packages:
            return spec_from_loader(fullname, self)
        return None

    def is_package(self, fullname: str) -> bool:
        """Tell whether there are modules in it."""
        return fullname in self._packages

    def get_source(self, fullname: str) -> str:
        """Return the text of a module."""
        return self._sources.get(fullname, "")

    def exec_module(self, module: types.ModuleType) -> None:
        """Execute a module."""
        file = self._files.get(module.__name__, f"{module.__name__}.py")
        module.__file__ = file
        source = self.get_source(module.__name__)
        exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
