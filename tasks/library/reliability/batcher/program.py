"""Collect items and hand them on in batches, limited by number, size and age."""

from collections.abc import Callable


class TooLargeError(ValueError):
    """An item is larger than any batch may be."""


class _Batch:
    """The items that wait, their size, and when the oldest of them came."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.size = 0
        self.began: int | None = None

    def append(self, item: str, size: int, now: int) -> None:
        if self.began is None:
            self.began = now
        self.items.append(item)
        self.size += size


class Batcher:
    """Calls `send` with a list of items as soon as a batch is full or too old.

    Raises:
        ValueError: If a limit is below 1.
    """

    def __init__(
        self,
        send: Callable[[list[str]], object],
        max_items: int = 10,
        max_bytes: int = 100,
        max_age: int = 5,
    ) -> None:
        if min(max_items, max_bytes, max_age) < 1:
            raise ValueError("limits must be at least 1")
        self._send = send
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._max_age = max_age
        self._batch = _Batch()
        self.sent = {"batches": 0, "items": 0, "bytes": 0}

    @property
    def pending(self) -> int:
        """Return the number of items that wait."""
        return len(self._batch.items)

    @property
    def size(self) -> int:
        """Return the number of bytes that wait."""
        return self._batch.size

    def add(self, item: str, now: int) -> int:
        """Add an item; return how many batches were sent before and after that.

        Raises:
            TooLargeError: If the item alone has more bytes than a batch may have.
        """
        size = len(item.encode())
        if size > self._max_bytes:
            raise TooLargeError(f"{size} bytes are more than {self._max_bytes}")
        flushed = int(self.tick(now))
        if self.size + size > self._max_bytes:
            flushed += self.flush()
        self._batch.append(item, size, now)
        if self.pending >= self._max_items or self.size >= self._max_bytes:
            flushed += self.flush()
        return flushed

    def tick(self, now: int) -> bool:
        """Send the batch if it is too old; tell whether it was."""
        due = self.due()
        if due is None or now < due:
            return False
        return self.flush()

    def flush(self) -> bool:
        """Send what waits; tell whether there was anything."""
        batch = self._batch
        if not batch.items:
            return False
        self._send(list(batch.items))
        self._batch = _Batch()
        self.sent["batches"] += 1
        self.sent["items"] += len(batch.items)
        self.sent["bytes"] += batch.size
        return True

    def due(self) -> int | None:
        """Return when the batch will be too old, None if nothing waits."""
        if self._batch.began is None:
            return None
        return self._batch.began + self._max_age
