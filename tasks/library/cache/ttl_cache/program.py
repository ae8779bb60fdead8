"""A cache whose values live for a limited time."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Entry:
    value: int
    ttl: int
    expires: int
    serial: int

    @property
    def rank(self) -> tuple[int, int]:
        return self.expires, self.serial


class TTLCache:
    """Keeps at most `capacity` values, each for a number of seconds.

    Args:
        clock: Tells the time in seconds.
        ttl: How long values live, unless they are given another time.
        capacity: How many values there may be; the next to expire makes room.
        sliding: Whether a value that is found lives anew.

    Raises:
        ValueError: If ttl or capacity are below 1.
    """

    def __init__(self, clock: Callable[[], int], ttl: int, capacity: int = 3, sliding: bool = False) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, but is {capacity}")
        self._clock = clock
        self._ttl = _checked(ttl)
        self._capacity = capacity
        self._sliding = sliding
        self._entries: dict[str, _Entry] = {}
        self._serial = 0
        self.hits = 0
        self.misses = 0

    def __len__(self) -> int:
        return len(self.keys())

    def put(self, key: str, value: int, ttl: int | None = None) -> str | None:
        """Store a value; return the key that had to go for it, if any.

        Raises:
            ValueError: If the time to live is below 1.
        """
        lifetime = self._ttl if ttl is None else _checked(ttl)
        evicted = None
        if key not in self._entries and len(self._entries) >= self._capacity:
            self.purge()
            if len(self._entries) >= self._capacity:
                evicted = self.keys()[0]
                del self._entries[evicted]
        self._serial += 1
        self._entries[key] = _Entry(value, lifetime, self._clock() + lifetime, self._serial)
        return evicted

    def get(self, key: str, default: int | None = None) -> int | None:
        """Return a value, or the default; a sliding cache lets the value live anew."""
        entry = self._live(key)
        if entry is None:
            self.misses += 1
            return default
        self.hits += 1
        if self._sliding:
            entry.expires = self._clock() + entry.ttl
        return entry.value

    def get_or_load(self, key: str, load: Callable[[str], int | None]) -> int | None:
        """Return a value, which is loaded and stored if it is not there; None is never stored."""
        value = self.get(key)
        if value is None:
            value = load(key)
            if value is not None:
                self.put(key, value)
        return value

    def touch(self, key: str, ttl: int | None = None) -> bool:
        """Let a value live anew, for its own time or another; tell whether it is there.

        Raises:
            ValueError: If the time to live is below 1.
        """
        lifetime = None if ttl is None else _checked(ttl)
        entry = self._live(key)
        if entry is None:
            return False
        if lifetime is not None:
            entry.ttl = lifetime
        entry.expires = self._clock() + entry.ttl
        return True

    def remaining(self, key: str) -> int:
        """Return how many seconds a value has left, 0 if it is not there."""
        entry = self._live(key)
        return 0 if entry is None else entry.expires - self._clock()

    def remove(self, key: str) -> bool:
        """Drop a value; tell whether it was there."""
        found = self._live(key) is not None
        self._entries.pop(key, None)
        return found

    def purge(self) -> list[str]:
        """Drop the values that have expired; return their keys in the order in which they did."""
        now = self._clock()
        expired = [key for key in self._ranked() if self._entries[key].expires <= now]
        for key in expired:
            del self._entries[key]
        return expired

    def keys(self) -> list[str]:
        """Return the keys in the order in which they will expire."""
        now = self._clock()
        return [key for key in self._ranked() if self._entries[key].expires > now]

    def _ranked(self) -> list[str]:
        return sorted(self._entries, key=lambda key: self._entries[key].rank)

    def _live(self, key: str) -> _Entry | None:
        entry = self._entries.get(key)
        return entry if entry is not None and entry.expires > self._clock() else None


def _checked(ttl: int) -> int:
    if ttl < 1:
        raise ValueError(f"ttl must be at least 1, but is {ttl}")
    return ttl
