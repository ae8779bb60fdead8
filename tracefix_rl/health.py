"""Whether a server answers."""

from __future__ import annotations

import http.client
import urllib.request

TIMEOUT_S = 2.0


def is_healthy(url: str) -> bool:
    """Tell whether a server of this machine answers at `/health`; no proxy is asked.

    Args:
        url: The server's base URL.
    """
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(f"{url}/health", timeout=TIMEOUT_S):
            return True
    except (OSError, http.client.HTTPException):
        return False
