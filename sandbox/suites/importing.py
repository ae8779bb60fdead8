"""Importing a suite: what it finds as the modules under test, and what becomes of its errors."""

from __future__ import annotations

import sys
import types
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.suites.items import SKIPS
from tracefix_rl.sandbox.suites.wording import shown

_MAX_CAUSES = 10


@contextmanager
def importable(modules: Mapping[str, types.ModuleType]) -> Iterator[None]:
    """Let `import name` find each of some modules, and the packages around them."""
    added = dict(modules)
    for name in modules:
        parent, _, leaf = name.rpartition(".")
        while parent:
            package = added.setdefault(parent, _package(parent))
            # Here, and not where the attributes of a module under test are.
            object.__setattr__(package, leaf, added[name])
            name, (parent, _, leaf) = parent, parent.rpartition(".")
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


def _package(name: str) -> types.ModuleType:
    package = types.ModuleType(name)
    package.__path__ = []
    return package


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
