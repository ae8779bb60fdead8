"""The worker's event loop, on which coroutines of the code under test run; see `coroutines`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

SLICE_S = 0.01
"""Seconds for which the loop runs before the tests' own loop gets a turn."""


class EventLoop:
    """Runs what is awaited, as tasks. Few sources await anything, so asyncio is imported on first use."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None

    def perform(self, name: str, target: Any) -> Any:
        """Do one step of following a task.

        Args:
            name: `start`, `spin`, `cancel`, `cancelled` or `result`.
            target: What to await; for all but `start`, the task that `start` returned.

        Raises:
            BaseException: For `result`, what the task raised.
        """
        if name == "start":
            return self._running().create_task(_awaited(target))
        if name == "spin":
            return self._spin(target)
        return getattr(target, name)()

    def _spin(self, task: asyncio.Task[Any]) -> bool:
        import asyncio

        # Waiting costs no CPU time where the task only sleeps.
        self._running().run_until_complete(asyncio.wait({task}, timeout=SLICE_S))
        return task.done()

    def _running(self) -> asyncio.AbstractEventLoop:
        import asyncio

        if self._loop is None:
            self._loop = asyncio.new_event_loop()
        return self._loop


async def _awaited(target: Any) -> Any:
    return await target
