"""Keeps a malformed WebSocket message from ending a session.

OpenEnv answers text that is not JSON, but a message it can parse into something other than an object,
cannot parse within Python's limits, or cannot write back closes the session and loses the episode.
Such messages, and those that are too long, are answered here and go no further.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tracefix_rl.server import metrics
from tracefix_rl.server.settings import MAX_MESSAGE_BYTES

_SHAPE = 'send a JSON object such as {"type": "reset", "data": {}}'


class MessageGuard:
    """ASGI middleware that lets only JSON objects of a sensible size through to `/ws`.

    Args:
        app: The application behind it.
        max_bytes: Longest message.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "websocket" or not scope["path"].endswith("/ws"):
            await self._app(scope, receive, send)
            return

        async def receive_object() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                problem = self._too_long(message) or _problem(message.get("text"))
                if problem is None:
                    return message
                metrics.REFUSED.labels("message").inc()
                await send({"type": "websocket.send", "text": _refusal(problem)})

        await self._app(scope, receive_object, send)

    def _too_long(self, message: Message) -> str | None:
        # A character takes at least a byte, so what is short enough needs no encoding to be sure of it.
        text = message.get("text") or ""
        if len(text) * 4 <= self._max_bytes or len(text.encode()) <= self._max_bytes:
            return None
        return f"a message may have {self._max_bytes:,} bytes ({MAX_MESSAGE_BYTES}): send a smaller edit"


def _problem(text: str | None) -> str | None:
    """Why OpenEnv could not handle a message, or `None` if it can."""
    if text is None:
        return f"a message must be text, not bytes: {_SHAPE}"
    try:
        value = json.loads(text)
    except RecursionError:
        return f"a message may not be nested this deeply: {_SHAPE}"
    except ValueError as error:
        return f"a message must be JSON ({error}): {_SHAPE}"
    if not isinstance(value, dict):
        return f"a message must be an object, not {type(value).__name__}: {_SHAPE}"
    if "\\u" in text and not _is_action(value) and _has_lone_surrogate(value):
        return "a message may not hold half of a surrogate pair (\\ud800 to \\udfff): send whole characters"
    return None


def _is_action(message: dict[str, Any]) -> bool:
    """Whether a message reaches the episode, which answers an agent's mistakes itself."""
    return message.get("type") == "step" and isinstance(message.get("data"), dict)


def _has_lone_surrogate(value: Any) -> bool:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return True
    return False


def _refusal(problem: str) -> str:
    return json.dumps({"type": "error", "data": {"message": problem, "code": "INVALID_JSON"}})
