"""A trail of who did what to which target, with queries and retention."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

Changes = dict[str, str | None]


class EntryError(KeyError):
    """There is no entry of this number, or no longer."""


@dataclass(frozen=True)
class _Entry:
    number: int
    day: int
    actor: str
    action: str
    target: str
    changes: Changes


class AuditTrail:
    """Entries in the order of their days, kept for `keep` days or as `rules` say for their action.

    A negative number of days is a ValueError.
    """

    def __init__(self, keep: int = 365, rules: dict[str, int] | None = None) -> None:
        self._rules = dict(rules or {})
        if min(keep, *self._rules.values(), 0) < 0:
            raise ValueError("entries cannot be kept for a negative number of days")
        self._keep = keep
        self._entries: dict[int, _Entry] = {}
        self._recorded = 0
        self._last_day: int | None = None
        self._held: set[str] = set()

    def __len__(self) -> int:
        return len(self._entries)

    def record(self, day: int, actor: str, action: str, target: str, changes: Changes | None = None) -> int:
        """Add an entry and return its number; ValueError if the day is before that of the last one."""
        if self._last_day is not None and day < self._last_day:
            raise ValueError(f"the trail does not go back to day {day}")
        self._last_day = day
        self._recorded += 1
        entry = _Entry(self._recorded, day, actor, action, target, dict(changes or {}))
        self._entries[entry.number] = entry
        return entry.number

    def entry(self, number: int) -> tuple[int, int, str, str, str]:
        """Return number, day, actor, action and target; EntryError if there is no such entry."""
        if number not in self._entries:
            raise EntryError(number)
        entry = self._entries[number]
        return entry.number, entry.day, entry.actor, entry.action, entry.target

    def query(
        self,
        actor: str | None = None,
        action: str | None = None,
        target: str | None = None,
        since: int | None = None,
        until: int | None = None,
        limit: int | None = None,
        newest_first: bool = True,
    ) -> list[int]:
        """Return the numbers of the entries that meet all conditions; ValueError if the limit is negative."""
        if limit is not None and limit < 0:
            raise ValueError("the limit must not be negative")
        found = [
            entry.number
            for entry in self._between(since, until)
            if actor in (None, entry.actor)
            and target in (None, entry.target)
            and (action is None or _covers(action, entry.action))
        ]
        if newest_first:
            found.reverse()
        return found[:limit]

    def state(self, target: str, day: int | None = None) -> dict[str, str]:
        """Return the fields of a target as the entries left them, at the end of a day or now."""
        fields: Changes = {}
        for entry in self._between(None, day):
            if entry.target == target:
                fields.update(entry.changes)
        return {name: value for name, value in sorted(fields.items()) if value is not None}

    def who_changed(self, target: str, field: str) -> str | None:
        """Return who changed a field last, or None."""
        for entry in reversed(self._entries.values()):
            if entry.target == target and field in entry.changes:
                return entry.actor
        return None

    def counts(self, since: int | None = None, until: int | None = None) -> dict[str, int]:
        """Return the number of entries for each first word of the actions, the largest first."""
        numbers = Counter(entry.action.split(".")[0] for entry in self._between(since, until))
        return dict(sorted(numbers.items(), key=lambda item: (-item[1], item[0])))

    def bursts(self, actor: str, days: int, count: int) -> list[int]:
        """Return the days that end a time of `days` days with at least `count` entries of an actor."""
        if days < 1 or count < 1:
            raise ValueError("days and count must be at least 1")
        busy = Counter(entry.day for entry in self._entries.values() if entry.actor == actor)
        return [
            day
            for day in busy
            if sum(number for other, number in busy.items() if day - days < other <= day) >= count
        ]

    def hold(self, target: str) -> None:
        """Protect the entries of a target from being purged."""
        self._held.add(target)

    def release(self, target: str) -> bool:
        """Undo `hold`; tell whether the target was protected."""
        held = target in self._held
        self._held.discard(target)
        return held

    def purge(self, day: int) -> int:
        """Drop what need not be kept any longer; return the number of entries dropped."""
        latest = {entry.target: entry.number for entry in self._entries.values() if entry.changes}
        dropped = [
            entry.number
            for entry in self._entries.values()
            if day - entry.day > self._retention(entry.action)
            and entry.target not in self._held
            and latest.get(entry.target) != entry.number
        ]
        for number in dropped:
            del self._entries[number]
        return len(dropped)

    def _between(self, since: int | None, until: int | None) -> Iterator[_Entry]:
        for entry in self._entries.values():
            if (since is None or entry.day >= since) and (until is None or entry.day <= until):
                yield entry

    def _retention(self, action: str) -> int:
        covering = [rule for rule in self._rules if _covers(rule, action)]
        return self._rules[max(covering, key=len)] if covering else self._keep


def _covers(action: str, other: str) -> bool:
    return other == action or other.startswith(action + ".")
