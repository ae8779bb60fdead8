"""Who is served next: whoever asked first, threads and coroutines alike."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Generic, TypeVar

T = TypeVar("T")


class LineClosed(Exception):
    """There is nothing to wait for any more."""


class Line(Generic[T]):
    """A waiting line in front of a few servers.

    Args:
        servers: What there is to be had, each by one at a time.
    """

    def __init__(self, servers: Iterable[T]) -> None:
        self._lock = threading.Lock()
        self._free = deque(servers)
        self._waiting: deque[Future[T]] = deque()
        self._closed = False

    def join(self) -> Future[T]:
        """Stand in line.

        Returns:
            A ticket: it comes to hold a server, to be given back, or a `LineClosed`.
        """
        ticket: Future[T] = Future()
        with self._lock:
            self._waiting.append(ticket)
            self._advance()
        return ticket

    def leave(self, ticket: Future[T]) -> None:
        """Give up waiting; a server that was just got is given back."""
        if not ticket.cancel() and ticket.exception() is None:
            self.give_back(ticket.result())

    def give_back(self, server: T) -> None:
        """Let the next one have a server."""
        with self._lock:
            self._free.append(server)
            self._advance()

    def close(self) -> None:
        """Turn away everyone who waits or comes later."""
        with self._lock:
            self._closed = True
            self._advance()

    def _advance(self) -> None:
        while self._waiting and (self._free or self._closed):
            ticket = self._waiting.popleft()
            if not ticket.set_running_or_notify_cancel():
                continue
            if self._closed:
                ticket.set_exception(LineClosed())
            else:
                ticket.set_result(self._free.popleft())
