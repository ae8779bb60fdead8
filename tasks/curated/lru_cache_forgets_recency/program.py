"""A small cache that makes room by dropping what was used longest ago."""

from collections.abc import Callable


class LRUCache:
    """Keeps at most `capacity` values; reading or writing a key counts as using it.

    Raises:
        ValueError: If the capacity is below 1.
    """

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, not {capacity}")
        self._capacity = capacity
        self._values: dict[str, int] = {}
        self.hits = 0
        self.misses = 0

    def get(self, key: str, default: int | None = None) -> int | None:
        """Return the value of `key`, which becomes the most recently used, or `default`."""
        if key not in self._values:
            self.misses += 1
            return default
        self.hits += 1
        value = self._values.pop(key)
        self._values[key] = value
        return value

    def put(self, key: str, value: int) -> None:
        """Store `value`; a new key in a full cache replaces the least recently used one."""
        self._values.pop(key, None)
        while len(self._values) >= self._capacity:
            oldest = next(iter(self._values))
            del self._values[oldest]
        self._values[key] = value

    def get_or_compute(self, key: str, compute: Callable[[str], int]) -> int:
        """Return the value of `key`, computing and storing it first if it is not cached."""
        cached = self.get(key)
        if cached is not None:
            return cached
        value = compute(key)
        self.put(key, value)
        return value

    def keys(self) -> list[str]:
        """Return the cached keys, least recently used first."""
        return list(self._values)

    def hit_rate(self) -> float:
        """Return the share of lookups that found their key; 0.0 before the first."""
        lookups = self.hits + self.misses
        return self.hits / lookups if lookups else 0.0
