"""A session whose calls wait."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, AsyncExitStack, suppress
from types import TracebackType
from typing import Any, Self, TypeVar

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.session import Session, SessionError

_T = TypeVar("_T")
_CLOSE_S = 5.0


class Turns:
    """Plays a session for a caller that waits, in an event loop of its own.

    A person thinks for minutes. Meanwhile the loop keeps a connection to a server alive, and the main thread
    is free to read the terminal and to be interrupted.

    Args:
        opening: Opens the session, in the loop.
    """

    def __init__(self, opening: AbstractAsyncContextManager[Session]) -> None:
        self._opening = opening
        self._stack = AsyncExitStack()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True, name="tracefix-session")

    def __enter__(self) -> Self:
        """Open the session."""
        self._thread.start()
        try:
            self._session = self._wait(self._stack.enter_async_context(self._opening))
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the session; a server that does not answer any more is not waited for."""
        try:
            with suppress(SessionError, OSError, TimeoutError):
                self._wait(asyncio.wait_for(self._stack.aclose(), _CLOSE_S))
        finally:
            self._stop()

    def reset(self, **options: Any) -> Observation:
        """Start an episode; see `Session.reset`."""
        return self._wait(self._session.reset(**options))

    def step(self, action: Action) -> Observation:
        """Take one step; see `Session.step`.

        Raises:
            SessionError: If the environment refuses, is gone, or could not run the tests.
        """
        return self._wait(self._session.step(action))

    def _wait(self, call: Coroutine[Any, Any, _T]) -> _T:
        future = asyncio.run_coroutine_threadsafe(call, self._loop)
        try:
            return future.result()
        except KeyboardInterrupt:
            future.cancel()
            raise

    def _stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_CLOSE_S)
