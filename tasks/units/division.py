"""A pytest module as units, the smallest parts that can be shown or held out on their own.

A unit is a test function, a method of a test class, or one parameter set of either. Tests that need each
other, because one calls the other or both inherit it, are one unit.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from tracefix_rl.tasks.units.needs import Needs
from tracefix_rl.tasks.units.part import Part, Place, UnitsError, parsed
from tracefix_rl.tasks.units.parts import PartsOfModule
from tracefix_rl.tasks.units.removal import without_parts
from tracefix_rl.tasks.units.text_edits import Lines

_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a test module that can be shown or held out on its own.

    Args:
        name: Its name, which no other unit of the module has: `test_pop`, `TestStack::test_pop`, or
            `test_pop#2` for the second parameter set.
        places: Where its tests stand.
    """

    name: str
    places: tuple[Place, ...]


def units(text: str) -> tuple[Unit, ...]:
    """Return the units of a test module, in its order.

    Raises:
        UnitsError: If it does not parse.
    """
    return DividedModule(text).units


def with_units(text: str, kept: Collection[Unit]) -> str:
    """Return a test module with some units only, and what they need.

    Helpers, fixtures, constants and imports of which the last user goes are left out as well. What nothing
    used before stays if it is an import, which may be there for what it runs. Names of tests stay as they
    were, except ids of parameter sets that pytest makes of their position, as in `test_it[case3]`.

    Args:
        text: The module.
        kept: Units of it.

    Raises:
        UnitsError: If it does not parse, or has no such unit.
    """
    divided = DividedModule(text)
    unknown = set(kept) - set(divided.units)
    if unknown:
        names = ", ".join(sorted(unit.name for unit in unknown))
        raise UnitsError(f"the test module has no {names}: take what `units` returned for the same text")
    return text if set(kept) == set(divided.units) else divided.without(set(divided.units) - set(kept))


def names_by_unit(text: str, names: Sequence[str]) -> dict[Unit, tuple[str, ...]]:
    """Tell which tests belong to which unit.

    Args:
        text: The module.
        names: All tests of the module in the order in which a report of the sandbox has them. Those that no
            unit has, because a name was assigned to a function, are passed over.

    Returns:
        For each unit, in order, its tests; none if marks take it out of the suite.

    Raises:
        UnitsError: If the module does not parse, or a function has more or fewer tests than parameter sets.
    """
    divided = DividedModule(text)
    by_path: dict[str, list[str]] = defaultdict(list)
    for name in names:
        path = name.partition("[")[0]
        steps = path.split("::")
        for depth in range(1, len(steps) + 1):
            by_path["::".join(steps[:depth])].append(name)
    sizes = Counter(place.path for unit in divided.units for place in unit.places)
    return {
        unit: tuple(
            name for place in unit.places for name in _at(place, by_path[place.path], sizes[place.path])
        )
        for unit in divided.units
    }


class DividedModule:
    """A test module with its parts and units.

    Args:
        text: The module.

    Raises:
        UnitsError: If it does not parse.
    """

    def __init__(self, text: str) -> None:
        self._mark = _MARK if text.startswith(_MARK) else ""
        self._lines = Lines(text.removeprefix(_MARK))
        self.tree = parsed(self._lines.text)
        self._needs = Needs(PartsOfModule(self.tree, self._lines).parts)
        self._parts = {_unit(group): group for group in self._needs.groups}

    @property
    def units(self) -> tuple[Unit, ...]:
        """Its units, in order."""
        return tuple(self._parts)

    def needed_for(self, unit: Unit) -> set[Part]:
        """Return the parts of a unit, and those that it needs."""
        return self._needs.needed_for(self._parts[unit])

    @property
    def always(self) -> set[Part]:
        """The parts that run whatever units are kept."""
        return self._needs.always

    def without(self, dropped: Iterable[Unit]) -> str:
        """Return its text without some units, and without what is no longer needed."""
        tests = [part for unit in dropped for part in self._parts[unit]]
        return self._mark + without_parts(self._lines, self._needs.parts, self._needs.left_without(tests))


def _unit(group: Sequence[Part]) -> Unit:
    places = tuple(dict.fromkeys(place for part in group for place in part.tests))
    first = places[0]
    return Unit(first.path if first.case is None else f"{first.path}#{first.case + 1}", places)


def _at(place: Place, names: Sequence[str], sets: int) -> Sequence[str]:
    """Return the tests at a place among those that have its path."""
    if place.case is None or not names:
        return names
    if len(names) != sets:
        raise UnitsError(
            f"{place.path} has {sets} parameter sets, but {len(names)} tests: "
            "give all tests that the suite has with the same text"
        )
    return names[place.case : place.case + 1]
