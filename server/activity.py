"""Which episodes this process plays, and whether new ones may begin."""

from __future__ import annotations

import threading

from tracefix_rl.server import metrics


class StoppingError(RuntimeError):
    """No episode begins any more, because the server stops."""


class Activity:
    """The episodes that are played. It may be used from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running = 0
        self._is_stopping = False

    @property
    def running(self) -> int:
        """Episodes that have begun and not ended."""
        return self._running

    def check_open(self) -> None:
        """See that an episode may begin.

        Raises:
            StoppingError: If the server stops.
        """
        if self._is_stopping:
            raise StoppingError("the server is stopping and begins no episode; connect again in a while")

    def begin(self) -> None:
        """Count an episode that began."""
        with self._lock:
            self._running += 1
        metrics.EPISODES.inc()

    def end(self) -> None:
        """Count it as ended."""
        with self._lock:
            self._running -= 1
        metrics.EPISODES.dec()

    def stop(self) -> None:
        """Let no further episode begin."""
        self._is_stopping = True


ACTIVITY = Activity()
"""This process's."""
