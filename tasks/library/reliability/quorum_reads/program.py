"""Keep values on several replicas, of which some may be down or behind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class QuorumError(Exception):
    """Too few replicas are up."""


class _Versioned(NamedTuple):
    version: int
    value: str | None


_NOTHING = _Versioned(0, None)


@dataclass
class _Replica:
    name: str
    up: bool = True
    values: dict[str, _Versioned] = field(default_factory=dict)

    def get(self, key: str) -> _Versioned:
        return self.values.get(key, _NOTHING)

    def catch_up(self, key: str, newest: _Versioned) -> bool:
        if self.get(key).version >= newest.version:
            return False
        self.values[key] = newest
        return True


class Cluster:
    """Writes to all replicas that are up, and reads from as many as it takes to meet the newest version.

    Raises:
        ValueError: If names are not unique, quorums are no numbers of replicas, or need not overlap.
    """

    def __init__(self, names: Sequence[str], reads: int, writes: int) -> None:
        self._replicas = {name: _Replica(name) for name in names}
        if len(self._replicas) < len(names):
            raise ValueError("names of replicas must be unique")
        if not (1 <= reads <= len(names) and 1 <= writes <= len(names)):
            raise ValueError(f"quorums must be between 1 and {len(names)}")
        if reads + writes <= len(names):
            raise ValueError("quorums must overlap")
        self._reads = reads
        self._writes = writes
        self.repairs = 0

    def take_down(self, name: str) -> None:
        """Make a replica unreachable.

        Raises:
            KeyError: If there is no such replica.
        """
        self._replicas[name].up = False

    def bring_up(self, name: str) -> None:
        """Make a replica reachable again, with what it held.

        Raises:
            KeyError: If there is no such replica.
        """
        self._replicas[name].up = True

    def write(self, key: str, value: str | None) -> int:
        """Store a value; return its version.

        Raises:
            QuorumError: If too few replicas are up.
        """
        replicas = self._up(self._writes)
        written = _Versioned(self._newest(key, replicas).version + 1, value)
        for replica in replicas:
            replica.values[key] = written
        return written.version

    def write_if(self, key: str, value: str | None, version: int) -> int | None:
        """Store a value if the newest version is still the given one; return the new version if so.

        Raises:
            QuorumError: If too few replicas are up.
        """
        if self._newest(key, self._up(self._writes)).version != version:
            return None
        return self.write(key, value)

    def delete(self, key: str) -> int:
        """Store that there is no value any more; return the version of that.

        Raises:
            QuorumError: If too few replicas are up.
        """
        return self.write(key, None)

    def read(self, key: str) -> str | None:
        """Return the newest value, and repair the replicas that were asked and are behind.

        Raises:
            QuorumError: If too few replicas are up.
        """
        asked = self._up(self._reads)[: self._reads]
        newest = self._newest(key, asked)
        self.repairs += sum(replica.catch_up(key, newest) for replica in asked)
        return newest.value

    def sync(self) -> int:
        """Bring all replicas that are up to the newest versions; return how many values were copied."""
        replicas = self._up(0)
        copied = 0
        for key in sorted({key for replica in replicas for key in replica.values}):
            newest = self._newest(key, replicas)
            copied += sum(replica.catch_up(key, newest) for replica in replicas)
        return copied

    def keys(self) -> list[str]:
        """Return the keys that have a value, as far as the replicas that are up know."""
        replicas = self._up(0)
        known = {key for replica in replicas for key in replica.values}
        return sorted(key for key in known if self._newest(key, replicas).value is not None)

    def version(self, name: str, key: str) -> int:
        """Return the version that a replica holds, 0 if none.

        Raises:
            KeyError: If there is no such replica.
        """
        return self._replicas[name].get(key).version

    def spread(self, key: str) -> list[tuple[int, int]]:
        """Return how many replicas hold which version, the highest first."""
        counts = Counter(replica.get(key).version for replica in self._replicas.values())
        return sorted(counts.items(), reverse=True)

    def _up(self, quorum: int) -> list[_Replica]:
        replicas = [replica for replica in self._replicas.values() if replica.up]
        if len(replicas) < quorum:
            raise QuorumError(f"{len(replicas)} replicas are up, but {quorum} are needed")
        return replicas

    def _newest(self, key: str, replicas: Sequence[_Replica]) -> _Versioned:
        held = [replica.get(key) for replica in replicas]
        return max(held, key=lambda each: each.version, default=_NOTHING)
