"""Which parts of a test module need which, so that what nothing needs any more can go with a test."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from tracefix_rl.tasks.units.part import Part, Place


class Needs:
    """The parts of a test module by what they need.

    Args:
        parts: All of them, in the order of the text.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = parts
        self._by_name: dict[str, list[Part]] = defaultdict(list)
        for part in parts:
            for name in part.names:
                self._by_name[name].append(part)
        self._tests = [part for part in parts if part.tests]
        self._reached = {part: self._closure([part]) for part in self._tests}
        self.groups = self._grouped()
        """The tests, those together that cannot stand alone."""
        self._roots = [part for part in parts if part.always and part.around is None]
        everything = self._closure([*self._tests, *self._roots])
        self._roots += [part for part in parts if part not in everything and _is_import(part)]
        self._run = [(part, self._closure([part])) for part in self._roots]

    def left_without(self, dropped: Iterable[Part]) -> set[Part]:
        """Return the parts that are left when some tests go."""
        gone = set(dropped)
        roots = [part for part, reached in self._run if not reached & gone]
        return self._closure([*(part for part in self._tests if part not in gone), *roots])

    def needed_for(self, tests: Iterable[Part]) -> set[Part]:
        """Return the parts without which some tests cannot run; those that always run are not among them."""
        return self._closure(tests)

    @property
    def always(self) -> set[Part]:
        """The parts that run whatever tests there are."""
        return self._closure(part for part, reached in self._run if not reached & set(self._tests))

    def _closure(self, parts: Iterable[Part]) -> set[Part]:
        found: set[Part] = set()
        waiting = list(parts)
        while waiting:
            part = waiting.pop()
            if part not in found:
                found.add(part)
                waiting += self._needed_by(part)
        return found

    def _needed_by(self, part: Part) -> Iterator[Part]:
        if part.around is not None:
            yield part.around
        yield from (inner for inner in part.inner if inner.always)
        for name in part.uses.names:
            for other in self._by_name.get(name, ()):
                if _is_visible(other, part):
                    yield other
                    if other not in _surroundings(part):
                        yield from other.inner
        for name in part.uses.attributes | part.uses.requests:
            yield from (other for other in self._by_name.get(name, ()) if _is_member(other))
        for name in part.uses.requests:
            yield from (other for other in self._by_name.get(name, ()) if other.is_fixture)

    def _grouped(self) -> list[list[Part]]:
        """Put tests together that need each other, or that have the same place."""
        group_of = {part: [part] for part in self._tests}
        at: dict[Place, Part] = {}
        for part in self._tests:
            same = [at.setdefault(place, part) for place in part.tests]
            for other in (*same, *(each for each in self._reached[part] if each.tests)):
                if group_of[other] is not group_of[part]:
                    group_of[part] += group_of[other]
                    group_of |= dict.fromkeys(group_of[other], group_of[part])
        order = {part: index for index, part in enumerate(self.parts)}
        groups = {id(group): sorted(group, key=order.__getitem__) for group in group_of.values()}
        return sorted(groups.values(), key=lambda group: order[group[0]])


def _is_import(part: Part) -> bool:
    return isinstance(part.node, ast.Import | ast.ImportFrom) and part.index is not None


def _is_member(part: Part) -> bool:
    return part.around is not None and isinstance(part.around.node, ast.ClassDef)


def _is_visible(part: Part, user: Part) -> bool:
    """Whether code of `user` can mean a part by its bare name: a member only in its own class."""
    return not _is_member(part) or any(part.around is each for each in _surroundings(user))


def _surroundings(part: Part) -> Iterator[Part]:
    around: Part | None = part
    while around is not None:
        yield around
        around = around.around
