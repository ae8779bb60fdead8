"""Read log files into entries, and tell what happened in them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise

LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "FATAL")
ALIASES = {"WARNING": "WARN", "CRITICAL": "FATAL"}
HEAD = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d) +\[?([A-Za-z]+)\]? +(?:([\w.]+): +)?(.*)")


@dataclass
class Entry:
    """One event: its time, level, source ("" if there is none), message, and the lines that go on below."""

    time: datetime
    level: str
    source: str
    message: str
    details: list[str] = field(default_factory=list)

    @property
    def pattern(self) -> str:
        """Return the message with every number as "#", so that like messages are the same."""
        return re.sub(r"\d+", "#", self.message)

    def is_at_least(self, level: str) -> bool:
        """Tell whether the entry is as severe as `level`, or more; raise ValueError for an unknown level."""
        return LEVELS.index(self.level) >= _rank(level)


class Log:
    """The entries of a log, in the order of the lines, and the lines that belong to none.

    A line that does not begin an entry is a detail of the entry above it. Blank lines at the end of an entry
    are dropped.
    """

    def __init__(self, text: str) -> None:
        self.entries: list[Entry] = []
        self.stray: list[str] = []
        for line in text.splitlines():
            entry = _entry(line)
            if entry:
                self.entries.append(entry)
            elif self.entries:
                self.entries[-1].details.append(line.rstrip())
            elif line.strip():
                self.stray.append(line.rstrip())
        for entry in self.entries:
            while entry.details and not entry.details[-1]:
                entry.details.pop()

    def between(self, start: datetime, end: datetime, level: str = "DEBUG") -> list[str]:
        """Return the messages from `start` on and before `end` that are at least as severe as `level`."""
        return [
            entry.message for entry in self.entries if start <= entry.time < end and entry.is_at_least(level)
        ]

    def summary(self) -> dict[str, dict[str, int]]:
        """Return for each source, sorted by name, how many entries each level has, the most severe first."""
        counts: dict[str, dict[str, int]] = {}
        for source in sorted({entry.source for entry in self.entries}):
            levels = [entry.level for entry in self.entries if entry.source == source]
            counts[source] = {level: levels.count(level) for level in reversed(LEVELS) if level in levels}
        return counts

    def common(self, limit: int) -> list[tuple[str, int]]:
        """Return the most frequent patterns with their numbers; of equals, the one that came first."""
        return _ranked((entry.pattern for entry in self.entries), limit)

    def gaps(self, longer_than: timedelta) -> list[tuple[datetime, datetime]]:
        """Return the times between which nothing was logged for longer than this, in order of time."""
        times = sorted(entry.time for entry in self.entries)
        return [(before, after) for before, after in pairwise(times) if after - before > longer_than]

    def bursts(self, count: int, within: timedelta) -> list[datetime]:
        """Return when bursts of errors began: `count` entries of level ERROR or more within a time.

        An error belongs to one burst only; a burst takes all errors until `within` after its first.

        Raises:
            ValueError: If `count` is below 1.
        """
        if count < 1:
            raise ValueError("a burst needs at least one error")
        times = sorted(entry.time for entry in self.entries if entry.is_at_least("ERROR"))
        starts = []
        at = 0
        while at < len(times):
            size = sum(times[at] <= time <= times[at] + within for time in times[at:])
            if size >= count:
                starts.append(times[at])
                at += size
            else:
                at += 1
        return starts


def _entry(line: str) -> Entry | None:
    match = HEAD.fullmatch(line.rstrip())
    if not match:
        return None
    date, clock, level, source, message = match.groups()
    level = ALIASES.get(level.upper(), level.upper())
    if level not in LEVELS:
        return None
    try:
        time = datetime.fromisoformat(f"{date} {clock}")
    except ValueError:
        return None
    return Entry(time, level, source or "", message)


def _rank(level: str) -> int:
    name = ALIASES.get(level.upper(), level.upper())
    if name not in LEVELS:
        raise ValueError(f"unknown level {level}")
    return LEVELS.index(name)


def _ranked(patterns: Iterable[str], limit: int) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for pattern in patterns:
        counts[pattern] = counts.get(pattern, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: pair[1], reverse=True)
    return ranked[: max(limit, 0)]
