"""Containers that the worker lends: a test reads one as an attribute, and both ends keep theirs alike.

So `program.CONFIG["debug"] = True` has the effect that it has in one process. Every message brings along what
changed since the last. Both ends lend and forget in step, which follows from the messages alone.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from typing import Any

MAX_CONTAINERS = 100
"""Most containers that are lent at a time; for another, the one that was read longest ago is forgotten."""
MAX_ITEMS = 1_000
"""Most items in what one read lends; of more, the test has a copy."""
MAX_BYTES = 65_536
"""Longest message that lends anything; what a longer one changes is lent no more. It bounds what is kept."""


class Lent:
    """The lent containers of one end, each with the content that the other end knows."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, Any]] = {}

    def __iter__(self) -> Iterator[Any]:
        """Iterate over the containers, the one that was read longest ago first."""
        return iter([container for container, _ in self._known.values()])

    def __len__(self) -> int:
        return len(self._known)

    def lend(self, containers: Iterable[Any]) -> None:
        """Take in containers that were just read, unless they are large."""
        containers = list(containers)
        if sum(map(len, containers)) > MAX_ITEMS:
            return
        for container in containers:
            self._known.pop(id(container), None)
            self._known[id(container)] = (container, snapshot(container))
        while len(self._known) > MAX_CONTAINERS:
            del self._known[next(iter(self._known))]

    def forget(self, containers: Iterable[Any]) -> None:
        """Lend some of the containers no longer."""
        for container in containers:
            self._known.pop(id(container), None)

    def known(self, container: Any) -> Any:
        """Return the content of a container that the other end knows; `None` if it is not lent."""
        entry = self._known.get(id(container))
        return entry and entry[1]

    def settle(self, containers: Iterable[Any]) -> None:
        """Take the content of those of `containers` that are lent to be known to the other end."""
        for container in containers:
            if id(container) in self._known:
                self._known[id(container)] = (container, snapshot(container))


def snapshot(container: Any) -> Any:
    """Return what is in a container, to tell later whether it changed."""
    if type(container) is bytearray:
        return bytes(container)
    if isinstance(container, dict):
        return [*container.keys(), *container.values()]
    return list(container)


def has_changed(container: Any, before: Any) -> bool:
    """Tell whether a container holds anything else than in its snapshot `before`."""
    after = snapshot(container)
    if type(before) is bytes:
        return bool(before != after)
    return len(before) != len(after) or not all(map(operator.is_, before, after))
