"""Limit how often something may happen."""

from collections import deque
from collections.abc import Callable


class RateLimiter:
    """Allows each key `limit` calls in any `period` seconds.

    A call counts from the moment it is allowed until exactly `period` seconds later. Calls that are
    refused do not count. Time is what `clock` says, in seconds.

    Raises:
        ValueError: If the limit is below 1.
    """

    def __init__(self, limit: int, period: float, clock: Callable[[], float]) -> None:
        if limit < 1:
            raise ValueError(f"limit must be at least 1, not {limit}")
        self._limit = limit
        self._period = period
        self._clock = clock
        self._calls: dict[str, deque[float]] = {}

    def allow(self, key: str) -> bool:
        """Tell whether `key` may go ahead now, and count the call if so."""
        now = self._clock()
        recent = self._recent(key, now)
        if len(recent) >= self._limit:
            return False
        recent.append(now)
        return True

    def remaining(self, key: str) -> int:
        """Return how many calls `key` has left at the moment."""
        return self._limit - len(self._recent(key, self._clock()))

    def retry_after(self, key: str) -> float:
        """Return how many seconds `key` must wait before its next call is allowed."""
        now = self._clock()
        recent = self._recent(key, now)
        if len(recent) < self._limit:
            return 0.0
        return recent[-1] + self._period - now

    def active(self) -> list[str]:
        """Return the keys that have calls that still count, in alphabetical order."""
        now = self._clock()
        return sorted(key for key in self._calls if self._recent(key, now))

    def _recent(self, key: str, now: float) -> deque[float]:
        calls = self._calls.setdefault(key, deque())
        while calls and calls[0] + self._period < now:
            calls.popleft()
        return calls
