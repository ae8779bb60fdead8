"""A cache in which values must prove themselves before they get a good place."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import asdict, dataclass

_PROVEN = 2


@dataclass
class _Stats:
    first: int = 0
    second: int = 0
    loaded: int = 0
    promoted: int = 0
    evicted: int = 0


@dataclass
class _Slot:
    value: int
    visits: int = 0


class _Level:
    """Values in the order in which they came, or were renewed; the oldest overflows."""

    def __init__(self, size: int) -> None:
        if size < 1:
            raise ValueError(f"a level must have room for 1 value, but has for {size}")
        self._size = size
        self.slots: OrderedDict[str, _Slot] = OrderedDict()

    def enter(self, key: str, value: int) -> tuple[str, int] | None:
        """Add a value as the newest; return the one that overflows, if any."""
        self.slots[key] = _Slot(value)
        if len(self.slots) <= self._size:
            return None
        oldest, slot = self.slots.popitem(last=False)
        return oldest, slot.value


class TwoLevelCache:
    """Loads values into a second level, from where those that are visited twice move to the first.

    Args:
        load: Brings the value of a key.
        small: How many values the first level keeps.
        large: How many values the second level keeps.

    Raises:
        ValueError: If a level would have no room.
    """

    def __init__(self, load: Callable[[str], int], small: int = 2, large: int = 4) -> None:
        self._load = load
        self._first = _Level(small)
        self._second = _Level(large)
        self._stats = _Stats()

    def get(self, key: str) -> int:
        """Return a value, which is loaded if it is in neither level."""
        if key in self._first.slots:
            self._stats.first += 1
            self._first.slots.move_to_end(key)
            return self._first.slots[key].value
        if key in self._second.slots:
            self._stats.second += 1
            return self._visit(key)
        value = self._load(key)
        self._stats.loaded += 1
        self._admit(key, value)
        return value

    def put(self, key: str, value: int) -> None:
        """Replace a value where it is, or let it enter the second level."""
        for level in (self._first, self._second):
            if key in level.slots:
                level.slots[key].value = value
                return
        self._admit(key, value)

    def remove(self, key: str) -> bool:
        """Drop a value; tell whether it was there."""
        level = self.level(key)
        if level == 0:
            return False
        del (self._first if level == 1 else self._second).slots[key]
        return True

    def level(self, key: str) -> int:
        """Return the level in which a key is, 0 if it is in neither."""
        if key in self._first.slots:
            return 1
        return 2 if key in self._second.slots else 0

    def first(self) -> list[str]:
        """Return the keys of the first level, the least recent first."""
        return list(self._first.slots)

    def second(self) -> list[tuple[str, int]]:
        """Return the keys of the second level with their visits, the oldest first."""
        return [(key, slot.visits) for key, slot in self._second.slots.items()]

    def stats(self) -> dict[str, int]:
        """Return how often values were found, loaded, promoted and evicted."""
        return asdict(self._stats)

    def _visit(self, key: str) -> int:
        slot = self._second.slots[key]
        slot.visits += 1
        if slot.visits >= _PROVEN:
            del self._second.slots[key]
            self._stats.promoted += 1
            demoted = self._first.enter(key, slot.value)
            if demoted is not None:
                self._admit(*demoted)
        return slot.value

    def _admit(self, key: str, value: int) -> None:
        if self._second.enter(key, value) is not None:
            self._stats.evicted += 1
