"""Who reports to whom: a tree of people that changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


class OrgError(ValueError):
    """A name is not known or taken already, or the chart would be no tree any more."""


@dataclass(eq=False)
class _Person:
    name: str
    boss: _Person | None = None
    team: list[_Person] = field(default_factory=list)

    def above(self) -> Iterator[_Person]:
        boss = self.boss
        while boss is not None:
            yield boss
            boss = boss.boss

    def below(self) -> Iterator[_Person]:
        for report in self.team:
            yield report
            yield from report.below()


class OrgChart:
    """The people of a company, from the head down. OrgError is raised for names that nobody has."""

    def __init__(self, head: str) -> None:
        self._head = _Person(head)
        self._people = {head: self._head}

    def hire(self, name: str, manager: str) -> None:
        """Add a person as the last of a manager's reports.

        Raises:
            OrgError: If the name is taken, or nobody has the manager's.
        """
        if name in self._people:
            raise OrgError(f"{name} is here already")
        boss = self._find(manager)
        person = _Person(name, boss)
        boss.team.append(person)
        self._people[name] = person

    def manager(self, name: str) -> str | None:
        """Return the person's manager; None for the head."""
        boss = self._find(name).boss
        return boss.name if boss else None

    def reports(self, name: str) -> list[str]:
        """Return the direct reports in the order in which they came."""
        return [person.name for person in self._find(name).team]

    def chain(self, name: str) -> list[str]:
        """Return all managers, from the direct one up to the head."""
        return [boss.name for boss in self._find(name).above()]

    def level(self, name: str) -> int:
        """Return how many people are between the person and the top; 0 for the head."""
        return len(self.chain(name))

    def headcount(self, name: str) -> int:
        """Return how many people are below a person, direct or not."""
        return sum(1 for _ in self._find(name).below())

    def common_manager(self, first: str, second: str) -> str:
        """Return the lowest person who is above both, where everybody counts as above themselves."""
        ours = [first, *self.chain(first)]
        theirs = [second, *self.chain(second)]
        return next(name for name in ours if name in theirs)

    def move(self, name: str, manager: str) -> None:
        """Give a person, with all below, another manager, as the last of the reports there.

        Raises:
            OrgError: If the person is the head, or the manager is the person or below the person.
        """
        person, boss = self._find(name), self._find(manager)
        if person.boss is None:
            raise OrgError("the head cannot be moved")
        if person is boss or person in boss.above():
            raise OrgError(f"{name} would report to themselves")
        person.boss.team.remove(person)
        boss.team.append(person)
        person.boss = boss

    def leave(self, name: str) -> list[str]:
        """Take a person out; the reports, which are returned, take the place under the next manager.

        Raises:
            OrgError: If the person is the head.
        """
        person = self._find(name)
        if person.boss is None:
            raise OrgError("the head cannot leave")
        place = person.boss.team.index(person)
        person.boss.team[place : place + 1] = person.team
        for report in person.team:
            report.boss = person.boss
        del self._people[name]
        return [report.name for report in person.team]

    def outline(self, depth: int | None = None) -> list[str]:
        """Return a line for each person, indented by level, with the headcount of those who have one."""
        lines = []
        for person in (self._head, *self._head.below()):
            level = self.level(person.name)
            if depth is not None and level > depth:
                continue
            count = self.headcount(person.name)
            lines.append("  " * level + person.name + (f" ({count})" if count else ""))
        return lines

    def widest(self) -> tuple[str, int]:
        """Return who has the most direct reports, and how many; among equals the first in the outline."""
        widest = max((self._head, *self._head.below()), key=lambda person: len(person.team))
        return widest.name, len(widest.team)

    def _find(self, name: str) -> _Person:
        if name not in self._people:
            raise OrgError(f"nobody is called {name}")
        return self._people[name]
