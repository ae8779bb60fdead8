"""Tell from heartbeats which nodes are alive, suspect, dead, or on their way back."""

from dataclasses import dataclass
from enum import StrEnum


class _State(StrEnum):
    ALIVE = "alive"
    SUSPECT = "suspect"
    DEAD = "dead"
    RETURNING = "returning"


@dataclass
class _Node:
    name: str
    last_beat: int
    alive_since: int
    state: _State = _State.ALIVE
    proven: int = 0
    deaths: int = 0

    def die(self) -> None:
        self.state = _State.DEAD
        self.deaths += 1
        self.proven = 0


class Monitor:
    """Watches nodes that send heartbeats.

    Args:
        suspect_after: Silence, in seconds, that makes a node suspect, and a returning one dead.
        dead_after: Silence that makes a node dead.
        proof: Beats with which a dead node is alive again.

    Raises:
        ValueError: If a setting is below 1, or nodes would be dead before they are suspect.
    """

    def __init__(self, suspect_after: int, dead_after: int, proof: int = 2) -> None:
        if suspect_after < 1 or proof < 1:
            raise ValueError("suspect_after and proof must be at least 1")
        if dead_after <= suspect_after:
            raise ValueError("dead_after must be more than suspect_after")
        self._suspect_after = suspect_after
        self._dead_after = dead_after
        self._proof = proof
        self._nodes: dict[str, _Node] = {}

    def join(self, node: str, now: int) -> None:
        """Begin to watch a node, which is alive.

        Raises:
            ValueError: If it is watched already.
        """
        if node in self._nodes:
            raise ValueError(f"{node} is watched already")
        self._nodes[node] = _Node(node, last_beat=now, alive_since=now)

    def leave(self, node: str) -> None:
        """Watch a node no longer.

        Raises:
            KeyError: If it is not watched.
        """
        del self._nodes[node]

    def beat(self, node: str, now: int) -> str:
        """Report a heartbeat; return the state of the node after it.

        Raises:
            KeyError: If the node is not watched.
        """
        watched = self._nodes[node]
        self._notice(watched, now)
        if now > watched.last_beat:
            watched.last_beat = now
            self._revive(watched, now)
        return watched.state.value

    def check(self, now: int) -> list[tuple[str, str, str]]:
        """Notice which nodes have been silent for too long; return node, old and new state of each."""
        changes: list[tuple[str, str, str]] = []
        for name, node in sorted(self._nodes.items()):
            before = node.state
            self._notice(node, now)
            if node.state is not before:
                changes.append((name, before.value, node.state.value))
        return changes

    def states(self) -> dict[str, str]:
        """Return the states of all nodes as last noticed, by name."""
        return {name: node.state.value for name, node in sorted(self._nodes.items())}

    def leader(self, now: int) -> str | None:
        """Return the node that has been alive for the longest time, if any is."""
        self.check(now)
        alive = [node for node in self._nodes.values() if node.state is _State.ALIVE]
        if not alive:
            return None
        return min(alive, key=lambda node: (node.alive_since, node.name)).name

    def deaths(self, node: str) -> int:
        """Return how often a node was dead since it joined."""
        return self._nodes[node].deaths if node in self._nodes else 0

    def _notice(self, node: _Node, now: int) -> None:
        silence = now - node.last_beat
        if node.state is _State.RETURNING:
            if silence >= self._suspect_after:
                node.die()
        elif node.state is not _State.DEAD:
            if silence >= self._dead_after:
                node.die()
            elif silence >= self._suspect_after:
                node.state = _State.SUSPECT

    def _revive(self, node: _Node, now: int) -> None:
        if node.state is _State.SUSPECT:
            node.state = _State.ALIVE
        elif node.state in (_State.DEAD, _State.RETURNING):
            node.proven += 1
            node.state = _State.RETURNING
            if node.proven >= self._proof:
                node.state = _State.ALIVE
                node.alive_since = now
                node.proven = 0
