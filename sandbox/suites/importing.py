"""Importing a suite: what it finds as the module under test, and what becomes of its errors."""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.suites.items import SKIPS
from tracefix_rl.sandbox.suites.wording import shown

_MAX_CAUSES = 10


@contextmanager
def importable(name: str, module: types.ModuleType) -> Iterator[None]:
    """Let `import name` find `module`."""
    added: dict[str, types.ModuleType] = {name: module}
    parent, _, leaf = name.rpartition(".")
    child = module
    while parent:
        package = types.ModuleType(parent)
        package.__path__ = []
        setattr(package, leaf, child)
        added[parent] = child = package
        parent, _, leaf = parent.rpartition(".")
    before = {key: sys.modules.get(key) for key in added}
    sys.modules.update(added)
    try:
        yield
    finally:
        for key, previous in before.items():
            if previous is None:
                sys.modules.pop(key, None)
            else:
                sys.modules[key] = previous


@contextmanager
def importing() -> Iterator[None]:
    """Turn whatever a suite raises while it is imported into a `SuiteError`, and keep its warnings silent."""
    try:
        with warnings.catch_warnings(record=True):
            yield
    except (Halt, SuiteError):
        raise
    except BaseException as error:
        raise SuiteError(_why_refused(error)) from error


def _why_refused(error: BaseException) -> str:
    if isinstance(error, SKIPS):
        return f"the suite skips itself, so that none of its tests can be run: {shown(error)}"
    # What `Unloaded` raises says it best, and pytest wraps what it meets in texts of its own.
    inner: BaseException | None = error
    for _ in range(_MAX_CAUSES):
        inner = inner and (inner.__cause__ or inner.__context__)
        if isinstance(inner, SuiteError):
            return f"the suite cannot be collected: {inner}"
    return f"the suite cannot be collected: {shown(error)}"
