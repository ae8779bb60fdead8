"""Spread requests over servers in proportion to their weights, and take out those that fail."""

from collections.abc import Sequence
from dataclasses import dataclass


class NoServerError(Exception):
    """No server can take a request."""


@dataclass
class _Server:
    name: str
    weight: int
    limit: int | None
    rate: int
    credit: int = 0
    busy: int = 0
    fails: int = 0
    out: bool = False
    draining: bool = False

    @property
    def available(self) -> bool:
        if self.out or self.draining:
            return False
        return self.limit is None or self.busy < self.limit

    @property
    def state(self) -> str:
        if self.out:
            return "out"
        return "draining" if self.draining else "up"


class Balancer:
    """Chooses servers by smooth weighted round robin.

    A server that fails gets fewer requests, and none after `max_fails` failures in a row.

    Raises:
        ValueError: If `max_fails` is below 1.
    """

    def __init__(self, max_fails: int = 3) -> None:
        if max_fails < 1:
            raise ValueError(f"max_fails must be at least 1, but is {max_fails}")
        self._max_fails = max_fails
        self._servers: dict[str, _Server] = {}

    def add(self, name: str, weight: int = 1, limit: int | None = None) -> None:
        """Add a server behind the others, which is never busy with more requests than its limit.

        Raises:
            ValueError: If the name is there already, or weight or limit are below 1.
        """
        if name in self._servers:
            raise ValueError(f"there is a server {name} already")
        if weight < 1:
            raise ValueError(f"weight must be at least 1, but is {weight}")
        if limit is not None and limit < 1:
            raise ValueError(f"limit must be at least 1, but is {limit}")
        self._servers[name] = _Server(name, weight, limit, rate=weight)

    def remove(self, name: str) -> None:
        """Take a server away.

        Raises:
            KeyError: If there is no such server.
        """
        del self._servers[name]

    def next(self, exclude: Sequence[str] = ()) -> str:
        """Choose a server for a request, none of those excluded.

        Raises:
            NoServerError: If there is none.
        """
        chosen: _Server | None = None
        total = 0
        for server in self._servers.values():
            if not server.available or server.name in exclude:
                continue
            server.credit += server.rate
            total += server.rate
            if chosen is None or server.credit > chosen.credit:
                chosen = server
        if chosen is None:
            raise NoServerError("no server is available")
        chosen.credit -= total
        chosen.busy += 1
        return chosen.name

    def done(self, name: str, ok: bool = True) -> None:
        """End a request of a server, which went well or not.

        Raises:
            KeyError: If there is no such server.
            ValueError: If it has no request.
        """
        server = self._servers[name]
        if server.busy == 0:
            raise ValueError(f"{name} has no request")
        server.busy -= 1
        if ok:
            server.fails = 0
            server.rate = min(server.weight, server.rate + 1)
            return
        server.fails += 1
        server.rate = max(1, server.rate // 2)
        if server.fails >= self._max_fails:
            server.out = True

    def drain(self, name: str) -> None:
        """Give a server no more requests.

        Raises:
            KeyError: If there is no such server.
        """
        self._servers[name].draining = True

    def restore(self, name: str) -> None:
        """Let a server that is out or draining take requests again, as if it had just come.

        Raises:
            KeyError: If there is no such server.
        """
        server = self._servers[name]
        server.out = server.draining = False
        server.credit = server.fails = 0
        server.rate = server.weight

    def busy(self, name: str) -> int:
        """Return how many requests of a server are not ended.

        Raises:
            KeyError: If there is no such server.
        """
        return self._servers[name].busy

    def status(self) -> list[tuple[str, str, int]]:
        """Return name, state and rate of each server, in the order in which they were added."""
        return [(server.name, server.state, server.rate) for server in self._servers.values()]
