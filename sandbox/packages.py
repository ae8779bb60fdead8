"""Third-party packages that the code under test may import."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Collection, Iterable
from pathlib import Path


class PackageError(ValueError):
    """A package cannot be given to the code under test."""


def check_packages(names: Collection[str]) -> tuple[str, ...]:
    """Make sure that packages are installed here; return their names, sorted.

    Raises:
        PackageError: If one is not, or belongs to the standard library.
    """
    if isinstance(names, str) or not all(isinstance(name, str) for name in names):
        raise PackageError(f"packages are a collection of names such as {{'numpy'}}, not {names!r}")
    for name in names:
        if name in sys.stdlib_module_names:
            raise PackageError(f"{name} is of the standard library and may be imported anyway; leave it out")
        if not name.isidentifier() or importlib.util.find_spec(name) is None:
            raise PackageError(f"no package {name!r} is installed here; install it, or leave it out")
    return tuple(sorted(set(names)))


def folders_of(names: Iterable[str]) -> list[str]:
    """Return where packages are found: what Python would search."""
    folders = set()
    for name in names:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations:
            folders |= {str(Path(place).parent) for place in spec.submodule_search_locations}
        elif spec is not None and spec.origin:
            folders.add(str(Path(spec.origin).parent))
    return sorted(folders)


def load_packages(names: Iterable[str], folders: Iterable[str]) -> list[Path]:
    """Import packages and what they import, before the layers are applied that would prevent it.

    What lies beside them in their folders is not found afterwards.

    Returns:
        What must stay readable, since a package may import more of itself later.
    """
    before, path = set(sys.modules), list(sys.path)
    sys.path += folders
    try:
        for name in names:
            importlib.import_module(name)
    finally:
        sys.path[:] = path
    found = {
        Path(place)
        for name in set(sys.modules) - before
        if "." not in name and (module := sys.modules[name]) is not None
        for place in getattr(module, "__path__", ())
    }
    # Where wheels keep the libraries that they bring along.
    found |= {place.with_name(f"{place.name}.libs") for place in found}
    return sorted(place for place in found if place.is_dir())
