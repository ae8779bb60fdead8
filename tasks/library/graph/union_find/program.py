"""Keep track of which things are connected, and since when."""

from collections.abc import Iterable


class Components:
    """Things that are joined to components; joins that change something are numbered from 1.

    The larger component's leader stays the leader of both; among equals it is the first one's. Links are
    never shortened, so that joins can be taken back and each link can remember its number.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._above: dict[str, str] = {}
        self._since: dict[str, int] = {}
        self._sizes: dict[str, int] = {}
        self._links: list[str] = []
        for name in names:
            self.add(name)

    @property
    def count(self) -> int:
        """Return the number of components."""
        return len(self._sizes) - len(self._links)

    @property
    def joins(self) -> int:
        """Return the number of joins that changed something and were not taken back."""
        return len(self._links)

    def add(self, name: str) -> bool:
        """Make a thing known, as a component of its own; tell whether it is new."""
        if name in self._sizes:
            return False
        self._sizes[name] = 1
        return True

    def join(self, first: str, second: str) -> bool:
        """Connect two things; tell whether they were in different components."""
        self.add(first)
        self.add(second)
        upper, lower = self.leader(first), self.leader(second)
        if upper == lower:
            return False
        if self._sizes[upper] < self._sizes[lower]:
            upper, lower = lower, upper
        self._links.append(lower)
        self._above[lower] = upper
        self._since[lower] = len(self._links)
        self._sizes[upper] += self._sizes[lower]
        return True

    def leader(self, name: str) -> str:
        """Return the leader of the component that a thing is in.

        Raises:
            KeyError: If the thing is not known.
        """
        return self._path(name)[-1]

    def size(self, name: str) -> int:
        """Return the number of things in the component of one; KeyError if it is not known."""
        return self._sizes[self.leader(name)]

    def connected(self, first: str, second: str) -> bool:
        """Tell whether two things are in one component; KeyError if one is not known."""
        return self.leader(first) == self.leader(second)

    def joined_at(self, first: str, second: str) -> int | None:
        """Return the number of the join that connected two things; None if they are not connected.

        It is 0 for a thing and itself. Raises KeyError if one is not known.
        """
        one, other = self._path(first), self._path(second)
        if one[-1] != other[-1]:
            return None
        while one and other and one[-1] == other[-1]:
            one.pop()
            other.pop()
        return max((self._since[name] for name in one + other), default=0)

    def members(self, name: str) -> list[str]:
        """Return the component of a thing in the order in which they became known; KeyError if it is not."""
        leader = self.leader(name)
        return [other for other in self._sizes if self.leader(other) == leader]

    def components(self) -> list[list[str]]:
        """Return all components, the largest first, among equals the one with the oldest member."""
        groups: dict[str, list[str]] = {}
        for name in self._sizes:
            groups.setdefault(self.leader(name), []).append(name)
        return sorted(groups.values(), key=len, reverse=True)

    def undo(self, times: int = 1) -> int:
        """Take back the last joins that changed something; return how many were."""
        undone = 0
        while undone < times and self._links:
            lower = self._links.pop()
            self._sizes[self._above.pop(lower)] -= self._sizes[lower]
            del self._since[lower]
            undone += 1
        return undone

    def _path(self, name: str) -> list[str]:
        """Return the things from this one up to its leader."""
        if name not in self._sizes:
            raise KeyError(name)
        path = [name]
        while path[-1] in self._above:
            path.append(self._above[path[-1]])
        return path
