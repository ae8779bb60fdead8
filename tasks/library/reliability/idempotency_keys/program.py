"""Do a request once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass

Payload = dict[str, str]


class ConflictError(Exception):
    """A request cannot be handled because of an earlier one with its key."""


class InProgressError(ConflictError):
    """The same request is being handled."""


class MismatchError(ConflictError):
    """The key was used for a request with another payload."""


class AlreadyFinishedError(ConflictError):
    """The request has a response that must not change."""


@dataclass
class _Entry:
    payload: Payload
    began: int
    finished: int | None = None
    response: str | None = None


class IdempotencyStore:
    """Remembers which requests have begun, and the responses of those that have finished.

    Args:
        clock: Tells the time in seconds.
        ttl: Seconds for which a response is kept.
        lease: Seconds after which a request that has not finished may begin anew.

    Raises:
        ValueError: If ttl or lease are below 1.
    """

    def __init__(self, clock: Callable[[], int], ttl: int = 3600, lease: int = 30) -> None:
        if ttl < 1 or lease < 1:
            raise ValueError("ttl and lease must be at least 1")
        self._clock = clock
        self._ttl = ttl
        self._lease = lease
        self._entries: dict[str, _Entry] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def begin(self, key: str, payload: Payload) -> tuple[str, str | None]:
        """Return "started", "restarted", or "finished" with the response.

        Raises:
            ValueError: If the key is empty.
            MismatchError: If the key stands for another payload.
            InProgressError: If the request is in progress.
        """
        if not key:
            raise ValueError("the key must not be empty")
        status = self.status(key)
        if status in ("none", "expired lease"):
            self._entries[key] = _Entry(dict(payload), self._clock())
            return ("started" if status == "none" else "restarted"), None
        entry = self._entries[key]
        if entry.payload != payload:
            raise MismatchError(f"{key} was used for another request")
        if status == "in progress":
            raise InProgressError(f"{key} is in progress")
        return "finished", entry.response

    def finish(self, key: str, response: str) -> None:
        """Keep the response of a request in progress.

        Raises:
            KeyError: If the request never began, or is forgotten.
            AlreadyFinishedError: If it has a response.
        """
        entry = self._unfinished(key)
        entry.finished = self._clock()
        entry.response = response

    def abandon(self, key: str) -> None:
        """Let a request in progress begin anew.

        Raises:
            KeyError: If the request never began, or is forgotten.
            AlreadyFinishedError: If it has a response.
        """
        self._unfinished(key)
        del self._entries[key]

    def run(self, key: str, payload: Payload, function: Callable[[Payload], str]) -> str | None:
        """Return the response of a request, which `function` makes if there is none yet.

        Raises:
            ValueError: If the key is empty.
            ConflictError: If the request cannot begin.
        """
        status, response = self.begin(key, payload)
        if status == "finished":
            return response
        try:
            response = function(payload)
        except Exception:
            self.abandon(key)
            raise
        self.finish(key, response)
        return response

    def status(self, key: str) -> str:
        """Return "none", "in progress", "expired lease" or "finished"."""
        entry = self._entries.get(key)
        if entry is None:
            return "none"
        if self._is_forgotten(entry):
            del self._entries[key]
            return "none"
        if entry.finished is not None:
            return "finished"
        return "in progress" if self._clock() < entry.began + self._lease else "expired lease"

    def purge(self) -> int:
        """Drop the responses that have been kept for long enough; return their number."""
        forgotten = [key for key, entry in self._entries.items() if self._is_forgotten(entry)]
        for key in forgotten:
            del self._entries[key]
        return len(forgotten)

    def _is_forgotten(self, entry: _Entry) -> bool:
        return entry.finished is not None and self._clock() - entry.finished >= self._ttl

    def _unfinished(self, key: str) -> _Entry:
        status = self.status(key)
        if status == "none":
            raise KeyError(key)
        if status == "finished":
            raise AlreadyFinishedError(f"{key} has finished")
        return self._entries[key]
