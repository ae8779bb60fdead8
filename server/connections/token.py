"""Lets only those in who show the token."""

from __future__ import annotations

import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from tracefix_rl.server import metrics
from tracefix_rl.server.settings import TOKEN

OPEN = "/health"
"""The path that probes may ask without a token; it tells nothing."""

_REFUSAL = (
    "this server asks for a token: send the header `Authorization: Bearer <token>`; the client and the "
    f"commands of tracefix_rl read it from {TOKEN}"
)


class BearerToken:
    """ASGI middleware that answers 401 to whoever does not show the token (RFC 6750), except on `/health`.

    Args:
        app: The application behind it.
        token: The token, in ASCII.
    """

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._token = token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] not in ("http", "websocket") or scope["path"] == OPEN or self._shown(scope):
            await self._app(scope, receive, send)
            return
        metrics.REFUSED.labels("token").inc()
        refusal = JSONResponse({"detail": _REFUSAL}, status_code=401, headers={"WWW-Authenticate": "Bearer"})
        await refusal(scope, receive, send)

    def _shown(self, scope: Scope) -> bool:
        scheme, _, shown = Headers(scope=scope).get("authorization", "").partition(" ")
        # In constant time: how long a comparison takes would tell how much of a guess is right.
        return hmac.compare_digest(shown.strip().encode(), self._token) and scheme.lower() == "bearer"
