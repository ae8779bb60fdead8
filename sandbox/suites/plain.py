"""Tests that need none of pytest's machinery: functions of plain arguments.

Most suites have no fixtures. Their tests are found once, by pytest; in a run each is looked up in the freshly
executed module and called, which costs a tenth of collecting and setting it up anew.
"""

from __future__ import annotations

import copy
import inspect
import types
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from _pytest.python import DirectParamFixtureDef

_ATOMS = (type(None), bool, int, float, complex, str, bytes, range)
_CONTAINERS = (list, tuple, set, frozenset, dict, bytearray)


@dataclass(frozen=True, slots=True)
class PlainCase:
    """A test by its place in the module, and its arguments.

    Args:
        path: Names of the classes around it, if any, and of the function.
        arguments: What `parametrize` gives it: plain data.
    """

    path: tuple[str, ...]
    arguments: dict[str, Any] = field(default_factory=dict)


class PlainTest:
    """A case in an executed module.

    Args:
        case: The case.
        module: The executed test module.
    """

    def __init__(self, case: PlainCase, module: types.ModuleType) -> None:
        self._case = case
        self._module = module
        self._function: Any = None
        self._arguments: dict[str, Any] = {}

    def set_up(self) -> None:
        """Find the function, in a fresh instance if it is a method, and copy its arguments."""
        *classes, name = self._case.path
        holder: Any = self._module
        for each in classes:
            holder = getattr(holder, each)
        self._function = getattr(holder() if classes else holder, name)
        self._arguments = copy.deepcopy(self._case.arguments) if self._case.arguments else {}

    def call(self) -> None:
        """Call the function.

        Raises:
            BaseException: What it raised; a failure if it returned something that nobody will await.
        """
        result = self._function(**self._arguments)
        if result is not None and (hasattr(result, "__await__") or hasattr(result, "__aiter__")):
            pytest.fail("the test returned a coroutine, which nobody awaits; call asyncio.run", pytrace=False)

    def tear_down(self, following: object) -> None:
        """Let go of what was set up."""
        self._function, self._arguments = None, {}


def plain_cases(items: dict[str, pytest.Function]) -> dict[str, PlainCase] | None:
    """Return the cases of a suite's tests by name, or `None` if one of them is not plain."""
    cases = {name: _plain_case(item) for name, item in items.items()}
    found = {name: case for name, case in cases.items() if case is not None}
    return found if len(found) == len(cases) else None


def path_of(item: pytest.Function) -> tuple[str, ...]:
    """Return the names of the classes around a test's function, and the function's."""
    classes = [node.name for node in item.listchain() if isinstance(node, pytest.Class)]
    return (*classes, item.originalname)


def _plain_case(item: pytest.Function) -> PlainCase | None:
    arguments = dict(item.callspec.params) if hasattr(item, "callspec") else {}
    is_plain = (
        type(item) is pytest.Function
        and set(item.fixturenames) <= arguments.keys()
        and all(_is_direct(definitions) for definitions in item._fixtureinfo.name2fixturedefs.values())
        and not _is_lazy(item.function)
        and not any(item.iter_markers("filterwarnings"))
        and all(map(_is_plain_data, arguments.values()))
    )
    if not is_plain:
        return None
    return PlainCase(path_of(item), arguments)


def _is_direct(definitions: Sequence[object]) -> bool:
    return bool(definitions) and isinstance(definitions[-1], DirectParamFixtureDef)


def _is_lazy(function: Any) -> bool:
    kinds = (inspect.iscoroutinefunction, inspect.isgeneratorfunction, inspect.isasyncgenfunction)
    return any(is_kind(function) for is_kind in kinds)


def _is_plain_data(value: Any) -> bool:
    kind = type(value)
    if kind in _ATOMS:
        return True
    if kind not in _CONTAINERS:
        return False
    if kind is dict:
        return all(_is_plain_data(key) and _is_plain_data(item) for key, item in value.items())
    return kind is bytearray or all(map(_is_plain_data, value))
