"""Comparisons of objects of the code under test with plain data: such an object may answer them as it likes.

Equality with plain data is never forwarded. Order and containment are, since `Version("1.2") < "2.0"` is
ordinary Python; so an object whose `__lt__` says yes to everything satisfies `abs(area() - 3.14) < 0.01`. A
suite can therefore say which of them it needs: those that are made when it runs against a solution.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.sandbox.objects.mirror import reference_of

_DECIDING = frozenset({"__lt__", "__le__", "__gt__", "__ge__", "__contains__"})


class Comparisons:
    """Notes which comparisons are made in a run, and refuses those that its suite does not need.

    Args:
        permitted: Names such as `Version.__lt__` of those that may be made; `None` for any.
    """

    def __init__(self, permitted: frozenset[str] | None) -> None:
        self._permitted = permitted
        self._made: set[str] = set()

    @property
    def made(self) -> tuple[str, ...]:
        """Names of those that were made, sorted."""
        return tuple(sorted(self._made))

    def refusal(self, operation: str, target: Any, name: str, args: tuple[Any, ...]) -> str | None:
        """Return why an operation may not be performed, `None` if it may.

        Args:
            operation: What is asked of the worker; only special methods are looked at.
            target: The mirror that it is asked of.
            name: Name of the special method.
            args: Its operands.
        """
        if operation != "special" or name not in _DECIDING:
            return None
        if all(reference_of(operand) is not None for operand in args):
            return None
        owner = target if isinstance(target, type) else type(target)
        comparison = f"{owner.__qualname__}.{name}"
        if self._permitted is not None and comparison not in self._permitted:
            return f"plain data is expected, not an object of the code under test that decides {comparison}"
        self._made.add(comparison)
        return None
