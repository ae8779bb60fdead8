"""A cache whose values are dropped by tag, where tags form a hierarchy."""

from collections import OrderedDict
from collections.abc import Iterable


class TagError(ValueError):
    """A tag has an empty part."""


class TaggedCache:
    """Keeps the values that were put or found last, up to `capacity` of them.

    A tag covers itself and all that begin with its parts: "user" covers "user.7" and "user.7.posts".

    Raises:
        ValueError: If the capacity is below 1.
    """

    def __init__(self, capacity: int = 4) -> None:
        if capacity < 1:
            raise ValueError(f"capacity must be at least 1, but is {capacity}")
        self._capacity = capacity
        self._values: OrderedDict[str, int] = OrderedDict()
        self._tags: dict[str, list[str]] = {}
        self._index: dict[str, dict[str, None]] = {}

    def put(self, key: str, value: int, tags: Iterable[str] = ()) -> str | None:
        """Store a value with its tags; return the key that had to go for it, if any.

        Raises:
            TagError: If a tag has an empty part.
        """
        chosen = sorted({_checked(tag) for tag in tags})
        if key in self._values:
            self._drop(key)
        self._values[key] = value
        self._tags[key] = chosen
        for tag in chosen:
            self._index.setdefault(tag, {})[key] = None
        if len(self._values) <= self._capacity:
            return None
        oldest = next(iter(self._values))
        self._drop(oldest)
        return oldest

    def get(self, key: str) -> int | None:
        """Return a value, or None."""
        if key not in self._values:
            return None
        self._values.move_to_end(key)
        return self._values[key]

    def invalidate(self, tag: str) -> list[str]:
        """Drop all keys with a tag that is covered; return them in alphabetical order.

        Raises:
            TagError: If the tag has an empty part.
        """
        return self._drop_all(self.tagged(tag))

    def invalidate_all(self, tags: Iterable[str]) -> list[str]:
        """Drop the keys that each of the tags covers; return them in alphabetical order.

        Raises:
            TagError: If a tag has an empty part.
        """
        groups = [self.tagged(tag) for tag in tags]
        if not groups:
            return []
        first, *others = groups
        return self._drop_all([key for key in first if all(key in group for group in others)])

    def tags(self, key: str) -> list[str]:
        """Return the tags of a key in alphabetical order."""
        return list(self._tags.get(key, []))

    def tagged(self, tag: str) -> list[str]:
        """Return the keys with a tag that is covered, in alphabetical order.

        Raises:
            TagError: If the tag has an empty part.
        """
        _checked(tag)
        found: set[str] = set()
        for other, keys in self._index.items():
            if other == tag or other.startswith(tag + "."):
                found.update(keys)
        return sorted(found)

    def all_tags(self) -> list[tuple[str, int]]:
        """Return each tag with its number of keys, in alphabetical order."""
        return [(tag, len(keys)) for tag, keys in sorted(self._index.items())]

    def keys(self) -> list[str]:
        """Return the keys in the order in which they would go."""
        return list(self._values)

    def _drop_all(self, keys: list[str]) -> list[str]:
        for key in keys:
            self._drop(key)
        return keys

    def _drop(self, key: str) -> None:
        del self._values[key]
        for tag in self._tags.pop(key):
            del self._index[tag][key]
            if not self._index[tag]:
                del self._index[tag]


def _checked(tag: str) -> str:
    if not all(tag.split(".")):
        raise TagError(f"a tag must not have empty parts: {tag!r}")
    return tag
