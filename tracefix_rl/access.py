"""What a server that asks for a token is shown."""

from __future__ import annotations

import os

TOKEN = "TRACEFIX_TOKEN"
"""Of the environment: the token, on the server's side and on the client's."""


def access_headers() -> dict[str, str]:
    """Return the headers that show the environment's token (RFC 6750); none if there is no token."""
    token = os.environ.get(TOKEN)
    return {"Authorization": f"Bearer {token}"} if token else {}
