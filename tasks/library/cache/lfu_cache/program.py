"""A cache that makes room by dropping what was used least often."""

from collections import OrderedDict
from typing import Generic, TypeVar

Value = TypeVar("Value")


class LFUCache(Generic[Value]):
    """Keeps at most `capacity` values; each get or put of a key is a use of it.

    When room is needed, the key with the fewest uses goes; among those, the one whose last use was longest
    ago. A key that went and comes back starts anew.

    Raises:
        ValueError: If the capacity is negative. A cache of capacity 0 keeps nothing.
    """

    def __init__(self, capacity: int) -> None:
        if capacity < 0:
            raise ValueError(f"capacity must not be negative, but is {capacity}")
        self._capacity = capacity
        self._values: dict[str, Value] = {}
        self._uses: dict[str, int] = {}
        self._by_uses: dict[int, OrderedDict[str, None]] = {}
        self._fewest = 0

    def __len__(self) -> int:
        return len(self._values)

    def get(self, key: str) -> Value | None:
        """Return the value of `key`, or None; finding it is a use."""
        if key not in self._values:
            return None
        self._use(key)
        return self._values[key]

    def put(self, key: str, value: Value) -> str | None:
        """Store a value; return the key that had to go for it, if any."""
        if self._capacity == 0:
            return None
        evicted = None
        if key in self._values:
            self._use(key)
        else:
            if len(self._values) >= self._capacity:
                evicted = self._evict()
            self._uses[key] = self._fewest = 1
            self._by_uses.setdefault(1, OrderedDict())[key] = None
        self._values[key] = value
        return evicted

    def remove(self, key: str) -> bool:
        """Drop a key; tell whether it was there."""
        if key not in self._values:
            return False
        self._forget(key)
        del self._values[key]
        return True

    def uses(self, key: str) -> int:
        """Return how often a key was used since it came; 0 if it is not there. Asking is no use."""
        return self._uses.get(key, 0)

    def keys(self) -> list[str]:
        """Return the keys in the order in which they would go."""
        return [key for uses in sorted(self._by_uses) for key in self._by_uses[uses]]

    def _use(self, key: str) -> None:
        uses = self._forget(key)
        if uses == self._fewest and uses not in self._by_uses:
            self._fewest += 1
        self._uses[key] = uses + 1
        self._by_uses.setdefault(uses + 1, OrderedDict())[key] = None

    def _evict(self) -> str:
        key = next(iter(self._by_uses[self._fewest]))
        self._forget(key)
        del self._values[key]
        return key

    def _forget(self, key: str) -> int:
        uses = self._uses.pop(key)
        del self._by_uses[uses][key]
        if not self._by_uses[uses]:
            del self._by_uses[uses]
        return uses
