"""How the server stops: running episodes may end first, and whoever is left is told."""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any

from tracefix_rl.server.activity import Activity
from tracefix_rl.server.connections import Connections

_log = logging.getLogger("tracefix_rl.server")

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_FAREWELL = "the server is stopping; an episode that has not ended is lost: begin it again on another server"
_LEAVE_S = 2.0
"""Seconds for those who are told to leave."""
_LOOK_S = 0.02

_Handler = Callable[[int, FrameType | None], Any]


class GracefulStop:
    """Puts itself before what a signal would do to the server.

    The first signal gives running episodes time to end; then open sessions are told and closed, and the
    signal does what it would have done. The same signal again does so at once.

    Args:
        activity: Knows the running episodes.
        connections: Knows the open sessions.
        grace_s: Seconds for the episodes.
    """

    def __init__(self, activity: Activity, connections: Connections, grace_s: float) -> None:
        self._activity = activity
        self._connections = connections
        self._grace_s = grace_s
        self._first: int | None = None
        self._stopping: asyncio.Task[None] | None = None

    def install(self) -> None:
        """Take the signals' handlers over, inside the running event loop; uvicorn restores its first ones."""
        if threading.current_thread() is not threading.main_thread():
            return  # as in tests; there Python takes no handlers, and uvicorn installs none either
        loop = asyncio.get_running_loop()
        for number in _SIGNALS:
            handler = signal.getsignal(number)
            if callable(handler):
                signal.signal(number, self._before(handler, loop))

    def _before(self, handler: _Handler, loop: asyncio.AbstractEventLoop) -> _Handler:
        def handle(number: int, frame: FrameType | None) -> None:
            if self._first == number:
                handler(number, frame)
            elif self._first is None:
                self._first = number
                loop.call_soon_threadsafe(self._begin, lambda: handler(number, frame))

        return handle

    def _begin(self, finish: Callable[[], None]) -> None:
        self._stopping = asyncio.create_task(self._stop(finish))

    async def _stop(self, finish: Callable[[], None]) -> None:
        try:
            self._activity.stop()
            if self._activity.running:
                _log.info(
                    "stopping: %d episodes are given %g s to end", self._activity.running, self._grace_s
                )
                await _until(lambda: not self._activity.running, self._grace_s)
            with suppress(TimeoutError):  # a client that does not read is not waited for
                async with asyncio.timeout(_LEAVE_S):
                    await self._connections.close(_FAREWELL)
            await _until(lambda: not len(self._connections), _LEAVE_S)
        finally:
            finish()


async def _until(is_so: Callable[[], bool], patience_s: float) -> None:
    deadline = time.monotonic() + patience_s
    while not is_so() and time.monotonic() < deadline:
        await asyncio.sleep(_LOOK_S)
