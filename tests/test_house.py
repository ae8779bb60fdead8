"""The house's arrows: who may import whom, read from the sources, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]
FOLDERS: dict[str, str] = SETUPTOOLS["package-dir"]

MAY_IMPORT = {
    "sandbox": {"tracefix_rl.sandbox"},
    "tasks": {"tracefix_rl.sandbox", "tracefix_rl.tasks"},
    "core": {"tracefix_rl.sandbox", "tracefix_rl.tasks", "tracefix_rl.core"},
    "server": {
        "tracefix_rl.sandbox",
        "tracefix_rl.tasks",
        "tracefix_rl.core",
        "tracefix_rl.server",
        "tracefix_rl.models",
        "tracefix_rl.trajectories",
    },
}
LIGHT = ("sandbox", "tasks", "core")
"""Rooms that trainers and workers import, so they may not cost what OpenEnv costs."""


def packages_on_disk() -> dict[str, Path]:
    """Every folder with an `__init__.py`, by the name it is installed under."""
    found = {}
    for package, folder in FOLDERS.items():
        for init in (ROOT / folder).rglob("__init__.py"):
            inner = init.parent.relative_to(ROOT / folder).parts
            found[".".join((package, *inner))] = init.parent
    return found


def modules(folder: str) -> list[Path]:
    """Sources of a top-level folder's packages; data that happens to be Python is not among them."""
    roots = [path for path in packages_on_disk().values() if path.is_relative_to(ROOT / folder)]
    return sorted(source for root in roots for source in root.glob("*.py"))


def imports(tree: ast.AST, *, inside_functions: bool = True) -> Iterator[str]:
    """Names a module imports, as `package.module` or `package.module.name`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = "." * node.level + (node.module or "")
            yield from (f"{origin}.{alias.name}" for alias in node.names)
        elif inside_functions or not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from imports(node, inside_functions=inside_functions)


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def parsed(source: Path) -> ast.Module:
    return ast.parse(source.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_room_imports_only_what_lies_before_it(folder: str) -> None:
    assert modules(folder)
    strays = [
        f"{source.relative_to(ROOT)}: {name}"
        for source in modules(folder)
        for name in imports(parsed(source))
        if within(name, "tracefix_rl") and not any(within(name, allowed) for allowed in MAY_IMPORT[folder])
    ]
    assert strays == []


def test_what_users_import_reaches_the_server_only_when_it_serves() -> None:
    strays = [
        f"{source.relative_to(ROOT)}: {name}"
        for source in modules("tracefix_rl")
        for name in imports(parsed(source), inside_functions=False)
        if within(name, "tracefix_rl.server")
    ]
    assert strays == []


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_imports_are_absolute_and_by_the_installed_name(folder: str) -> None:
    bare = set(FOLDERS.values()) - {"tracefix_rl"}
    strays = [
        f"{source.relative_to(ROOT)}: {name}"
        for source in modules(folder)
        for name in imports(parsed(source))
        if name.startswith(".") or name.split(".")[0] in bare
    ]
    assert strays == []


@pytest.mark.parametrize("folder", LIGHT)
def test_a_light_room_names_no_openenv(folder: str) -> None:
    strays = [
        f"{source.relative_to(ROOT)}: {name}"
        for source in modules(folder)
        for name in imports(parsed(source))
        if within(name, "openenv") or within(name, "gradio")
    ]
    assert strays == []


def importable(folder: str) -> list[str]:
    names = {path: name for name, path in packages_on_disk().items()}
    return [
        names[source.parent] if source.stem == "__init__" else f"{names[source.parent]}.{source.stem}"
        for source in modules(folder)
        if source.stem != "__main__"
    ]


@pytest.mark.parametrize(
    "names",
    [pytest.param(["tracefix_rl"], id="tracefix_rl"), *(pytest.param(importable(f), id=f) for f in LIGHT)],
)
def test_importing_a_light_room_loads_no_openenv(names: list[str]) -> None:
    program = (
        "import importlib, sys\n"
        f"for name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'openenv', 'gradio', 'fastapi'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


def test_every_package_on_disk_is_installed() -> None:
    assert sorted(SETUPTOOLS["packages"]) == sorted(packages_on_disk())
