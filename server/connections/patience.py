"""Keeps a WebSocket that is silent, slow or gone from costing others anything.

OpenEnv makes a session when a connection is opened, and waits for a message, or for an answer to be read, as
long as it takes. Its `session_timeout` also ends sessions that are in use. Here a connection becomes a
session with its first message, and only waiting is limited.
"""

from __future__ import annotations

import asyncio
import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracefix_rl.server import metrics

_log = logging.getLogger("tracefix_rl.server")

FIRST_MESSAGE_S = 60.0
"""Seconds for a first message."""
READ_S = 60.0
"""Seconds for a client to take an answer."""

GOING_AWAY = 1001
"""RFC 6455, 7.4.1: the server is going down, or has had enough."""

_DISCONNECTED: Message = {"type": "websocket.disconnect", "code": GOING_AWAY}


class Ending(StrEnum):
    """Why a connection ended."""

    CLIENT = "client"
    """The client closed it, or is gone."""
    IDLE = "idle"
    """The client said nothing for too long."""
    SLOW = "slow"
    """The client did not take what it was sent."""
    STOPPING = "stopping"
    """The server stops."""
    REFUSED = "refused"
    """There was no room for a session."""


class _ClientGone(OSError):
    """The client cannot be reached; Starlette makes a disconnect of it."""


class Connections:
    """The WebSockets that are open in this process."""

    def __init__(self) -> None:
        self._open: set[_Connection] = set()
        self.farewell: str | None = None
        """What whoever comes now is told, if the server stops."""

    def __len__(self) -> int:
        return len(self._open)

    async def close(self, farewell: str) -> None:
        """Tell every client, also one that waits for an answer, and close; those that come later, too.

        Args:
            farewell: What they are told.
        """
        self.farewell = farewell
        leaving = [connection.dismiss(Ending.STOPPING, farewell) for connection in self._open]
        await asyncio.gather(*leaving)

    @contextmanager
    def holding(self, connection: _Connection) -> Iterator[None]:
        """Count a connection for as long as the block takes."""
        self._open.add(connection)
        with metrics.CONNECTIONS.track_inprogress():
            try:
                yield
            finally:
                self._open.discard(connection)


class Patience:
    """ASGI middleware that limits how long a WebSocket may be silent or slow.

    Args:
        app: The application behind it.
        connections: Is told which are open, and can close them.
        idle_s: Seconds that a session may say nothing while nothing is under way for it.
    """

    def __init__(self, app: ASGIApp, connections: Connections, idle_s: float) -> None:
        self._app = app
        self._connections = connections
        self._idle_s = idle_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket" or not scope["path"].endswith("/ws"):
            await self._app(scope, receive, send)
            return
        connection = _Connection(receive, send, self._idle_s)
        with self._connections.holding(connection):
            greeting = await receive()
            await send({"type": "websocket.accept"})
            if self._connections.farewell is not None:
                await connection.dismiss(Ending.STOPPING, self._connections.farewell)
            first = await connection.receive_first()
            if first["type"] == "websocket.receive":
                await self._session(scope, connection, [greeting, first])

    async def _session(self, scope: Scope, connection: _Connection, received: list[Message]) -> None:
        """Run the application on a connection that is open and has said something."""
        number = secrets.token_hex(4)
        _log.info("session %s opened", number, extra={"session": number, "client": _address(scope)})

        async def receive() -> Message:
            return received.pop(0) if received else await connection.receive()

        with metrics.SESSIONS.track_inprogress():
            try:
                await self._app(scope, receive, connection.send)
            except Exception:
                if not connection.is_over:
                    raise
                _log.debug("session %s: its client was gone", number, exc_info=True)
        metrics.SESSIONS_ENDED.labels(connection.ending).inc()
        _log.info(
            "session %s closed (%s)",
            number,
            connection.ending,
            extra={"session": number, "ending": str(connection.ending)},
        )


class _Connection:
    """One WebSocket that was accepted.

    Args:
        receive: Waits for its next message.
        send: Sends it one.
        idle_s: Seconds that it may be silent.
    """

    def __init__(self, receive: Receive, send: Send, idle_s: float) -> None:
        self._receive = receive
        self._send = send
        self._idle_s = idle_s
        self._read_s = min(READ_S, idle_s)
        self._has_answered = False
        self.is_over = False
        """Whether nothing can be received or sent any more."""
        self.ending = Ending.CLIENT
        """Why it ended, when it has."""

    async def receive_first(self) -> Message:
        """Wait for the first message, which a client has no reason to think about."""
        return await self._next(min(FIRST_MESSAGE_S, self._idle_s))

    async def receive(self) -> Message:
        """Wait for the next message; a client that is silent for too long is told, and has disconnected."""
        return await self._next(self._idle_s)

    async def send(self, message: Message) -> None:
        """Send what the application sends; the handshake is over already.

        Raises:
            _ClientGone: If the client is gone, or does not read.
        """
        if message["type"] == "websocket.accept":
            return
        if not self._has_answered:
            self._has_answered = True
            self._look_at(message)
        if self.is_over:
            raise _ClientGone("the connection is closed")
        try:
            async with asyncio.timeout(self._read_s):
                await self._send(message)
        except TimeoutError:
            self._end(Ending.SLOW)
            raise _ClientGone(f"the client took no answer for {self._read_s:g} s") from None
        except OSError:
            self.is_over = True
            raise

    async def dismiss(self, ending: Ending, farewell: str) -> None:
        """Tell the client why its connection ends, and close; who waits for its messages learns of it."""
        if self.is_over:
            return
        self._end(ending)
        told = {"type": "error", "data": {"message": farewell, "code": "SESSION_ERROR"}}
        with suppress(OSError):  # gone, or out of time
            async with asyncio.timeout(self._read_s):
                await self._send({"type": "websocket.send", "text": json.dumps(told)})
                await self._send({"type": "websocket.close", "code": GOING_AWAY, "reason": str(ending)})

    async def _next(self, patience_s: float) -> Message:
        if self.is_over:
            return _DISCONNECTED
        try:
            async with asyncio.timeout(patience_s):
                message = await self._receive()
        except TimeoutError:
            idle = f"this session said nothing for {patience_s:g} s and is closed; its episode is lost"
            await self.dismiss(Ending.IDLE, idle)
            return _DISCONNECTED
        if message["type"] == "websocket.disconnect":
            self.is_over = True
        return message

    def _end(self, ending: Ending) -> None:
        self.is_over, self.ending = True, ending

    def _look_at(self, first: Message) -> None:
        """See whether the first answer is that the server is full."""
        if '"CAPACITY_REACHED"' in first.get("text", ""):
            self.ending = Ending.REFUSED
            metrics.REFUSED.labels("capacity").inc()


def _address(scope: Scope) -> str | None:
    return None if scope.get("client") is None else "{}:{}".format(*scope["client"])
