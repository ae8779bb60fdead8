"""Consistent hashing: keys keep their nodes while other nodes come and go."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator


class EmptyRingError(LookupError):
    """There is no node to own a key."""


class HashRing:
    """Places nodes and keys on a ring; a key belongs to the first node at or after it.

    Args:
        hash_of: Gives the position of a text.
        points: Positions of a node of weight 1.

    Raises:
        ValueError: If points are below 1.
    """

    def __init__(self, hash_of: Callable[[str], int], points: int = 3) -> None:
        if points < 1:
            raise ValueError(f"points must be at least 1, but are {points}")
        self._hash_of = hash_of
        self._points = points
        self._weights: dict[str, int] = {}
        self._positions: list[int] = []
        self._claims: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._positions)

    def add(self, node: str, weight: int = 1) -> None:
        """Put a node on the ring, at as many positions as its weight asks for.

        Raises:
            ValueError: If the node is there already, or the weight below 1.
        """
        if node in self._weights:
            raise ValueError(f"{node} is on the ring already")
        if weight < 1:
            raise ValueError(f"weight must be at least 1, but is {weight}")
        self._weights[node] = weight
        for position in self._places(node):
            if position not in self._claims:
                self._claims[position] = []
                insort(self._positions, position)
            insort(self._claims[position], node)

    def remove(self, node: str) -> None:
        """Take a node off the ring.

        Raises:
            KeyError: If it is not there.
        """
        for position in self._places(node):
            self._claims[position].remove(node)
            if not self._claims[position]:
                del self._claims[position]
                del self._positions[bisect_left(self._positions, position)]
        del self._weights[node]

    def nodes(self) -> list[str]:
        """Return the nodes in alphabetical order."""
        return sorted(self._weights)

    def owner(self, key: str) -> str:
        """Return the node that a key belongs to.

        Raises:
            EmptyRingError: If there is no node.
        """
        owners = self.owners(key, 1)
        if not owners:
            raise EmptyRingError(f"no node for {key}")
        return owners[0]

    def owners(self, key: str, count: int) -> list[str]:
        """Return different nodes for the copies of a key, as many as there are, up to `count`."""
        found: list[str] = []
        for node in self._from(self._hash_of(key)):
            if len(found) >= count:
                break
            if node not in found:
                found.append(node)
        return found

    def shares(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many of the keys each node owns."""
        shares = dict.fromkeys(self.nodes(), 0)
        if shares:
            for key in keys:
                shares[self.owner(key)] += 1
        return shares

    def moves(self, keys: Iterable[str], node: str) -> list[tuple[str, str | None]]:
        """Return the keys that a node would lose by its removal, with their next owners.

        Raises:
            KeyError: If the node is not there.
        """
        weight = self._weights[node]
        lost = [key for key in keys if self.owner(key) == node]
        self.remove(node)
        next_owners = [self.owner(key) if self._weights else None for key in lost]
        self.add(node, weight)
        return list(zip(lost, next_owners, strict=True))

    def _places(self, node: str) -> Iterator[int]:
        for number in range(self._points * self._weights[node]):
            yield self._hash_of(f"{node}#{number}")

    def _from(self, position: int) -> Iterator[str]:
        """Yield the owner of each position, once around the ring."""
        start = bisect_left(self._positions, position)
        for place in self._positions[start:] + self._positions[:start]:
            yield self._claims[place][0]
