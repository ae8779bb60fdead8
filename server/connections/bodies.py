"""Keeps HTTP bodies within a size."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracefix_rl.server import metrics
from tracefix_rl.server.settings import MAX_MESSAGE_BYTES


class BodyLimit:
    """ASGI middleware that answers 413 to a body that is too large, whatever its headers say of it.

    Args:
        app: The application behind it.
        max_bytes: Largest body.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or not _has_body(scope):
            await self._app(scope, receive, send)
            return
        body = await self._read(receive)
        if body is None:
            metrics.REFUSED.labels("body").inc()
            limit = f"a body may have {self._max_bytes:,} bytes ({MAX_MESSAGE_BYTES})"
            refusal = JSONResponse({"detail": limit}, status_code=413, headers={"Connection": "close"})
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replayed(body, receive), send)

    async def _read(self, receive: Receive) -> list[Message] | None:
        """Take in the body; `None` if it is too large."""
        messages: list[Message] = []
        size = 0
        while True:
            message = await receive()
            messages.append(message)
            size += len(message.get("body", b""))
            if size > self._max_bytes:
                return None
            if message["type"] != "http.request" or not message.get("more_body", False):
                return messages


def _has_body(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return "transfer-encoding" in headers or headers.get("content-length", "0") != "0"


def _replayed(messages: list[Message], receive: Receive) -> Receive:
    """Give what was taken in again, then what comes after it."""
    waiting = iter(messages)

    async def replay() -> Message:
        message = next(waiting, None)
        return await receive() if message is None else message

    return replay
