"""The answer to whoever looks for MCP tools: there are none.

OpenEnv's own routes for MCP also open sessions, over plain HTTP, that keep their place until somebody closes
them.
"""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI

PATH = "/mcp"

METHOD_NOT_FOUND = -32601
"""JSON-RPC 2.0, 5.1."""

router = APIRouter(tags=["MCP"])


@router.post(PATH, summary="There are no MCP tools")
def answer() -> dict[str, Any]:
    """Answer a JSON-RPC call."""
    message = "this environment has no MCP tools; play over the WebSocket on /ws"
    return {"jsonrpc": "2.0", "error": {"code": METHOD_NOT_FOUND, "message": message}, "id": None}


def replace_openenvs(app: FastAPI) -> None:
    """Put this answer in place of OpenEnv's routes."""
    app.router.routes[:] = [route for route in app.router.routes if getattr(route, "path", None) != PATH]
    app.include_router(router)
