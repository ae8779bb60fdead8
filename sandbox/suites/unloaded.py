"""The module under test while a suite is collected without it.

A suite is collected once, before there is any source. Until then what it imports from the module may be
named, called, subscripted and handed on, as parametrized values are; nothing can be computed with it.
"""

from __future__ import annotations

import types
from typing import Any, NoReturn

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.objects.description import SPECIALS

_HARMLESS = frozenset({"__call__", "__getitem__", "__or__", "__ror__", "__ior__", "__hash__"})


class Unloaded:
    """Anything of the module under test."""

    __test__ = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unloaded()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return something as unknown."""
        return Unloaded()

    def __getitem__(self, key: Any) -> Any:
        return Unloaded()

    # Annotations are evaluated when a suite is imported: `def check(node: program.Node | None)`.
    def __or__(self, other: Any) -> Any:
        return Unloaded()

    __ror__ = __or__
    __hash__ = object.__hash__


def _refuse(*args: Any, **kwargs: Any) -> NoReturn:
    raise SuiteError(
        "a suite cannot depend on values of the code under test while it is collected; "
        "use them inside of tests and fixtures"
    )


for _name in (*SPECIALS.keys() - _HARMLESS, "__instancecheck__", "__subclasscheck__"):
    setattr(Unloaded, _name, _refuse)


class UnloadedModule(types.ModuleType):
    """The module under test itself."""

    __test__ = False

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Unloaded()
