"""Installing a distribution with an entry point: its files, and no installer."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Install = Callable[..., None]
"""Installs a distribution: its name, its entry points as `name = module:object`, its one module's source."""


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Puts distributions on the path for one test."""
    modules: list[str] = []

    def put(distribution: str, entries: str, module: str, source: str) -> None:
        folder = tmp_path / distribution
        info = folder / f"{distribution.replace('-', '_')}-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text(f"[tracefix.policies]\n{entries}\n")
        (folder / f"{module}.py").write_text(source)
        modules.append(module)
        monkeypatch.syspath_prepend(str(folder))
        importlib.invalidate_caches()

    yield put
    for module in modules:
        sys.modules.pop(module, None)
