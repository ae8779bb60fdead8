"""The application, and the command that serves it.

`server`, `python -m tracefix_rl.server.app` and `uvicorn server.app:app` (from the repository's root)
serve the same thing; the first two also read `HOST`, `PORT` and `WORKERS`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import uvicorn
from fastapi import FastAPI
from openenv.core.env_server.http_server import create_app

from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState
from tracefix_rl.sandbox import IsolationReport, LayerStatus, SandboxError
from tracefix_rl.server import errors, history_routes, recording, routes, shared
from tracefix_rl.server.environment import TraceFixEnvironment
from tracefix_rl.server.guard import MessageGuard
from tracefix_rl.server.settings import Settings, SettingsError
from tracefix_rl.tasks.storage import TaskFileError

_log = logging.getLogger("tracefix_rl.server")

DESCRIPTION = """
An agent repairs a buggy Python file by editing lines, running its tests and submitting.

* `/ws` is the interface: one WebSocket is one session, and a session plays one episode at a time.
* `/tasks` lists what can be played; pass a `task_id`, or a `split` and an `index`, to `reset`.
* `/history` lists the episodes that the server recorded, if `TRACEFIX_RECORD` names a folder.
* `POST /reset` and `POST /step` keep nothing between requests, so only `/reset` is of use there.
"""

WORKER_START_S = 60
"""Seconds a worker may be silent before it is replaced."""


def _settings() -> Settings:
    try:
        settings = Settings.read(os.environ)
        recording.record_to(settings.record)
        return settings
    except SettingsError as error:
        print(f"server: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def _build(settings: Settings) -> FastAPI:
    app = create_app(
        TraceFixEnvironment,
        CodeAction,
        CodeObservation,
        env_name="tracefix_rl",
        max_concurrent_envs=settings.max_concurrent_envs,
        state_cls=TraceFixState,
    )
    app.title = "TraceFix-RL"
    app.description = DESCRIPTION
    app.contact = None
    app.license_info = {"name": "MIT"}
    # `app.version` stays OpenEnv's: clients and validators read the HTTP API's version there.
    app.include_router(routes.router)
    app.include_router(history_routes.router)
    errors.install(app)
    app.add_middleware(MessageGuard)
    _own_sandbox(app)
    return app


def _own_sandbox(app: FastAPI) -> None:
    """Start the sandbox with the application, refuse to start without its layers, stop it at the end."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[Any]:
        try:
            _tell_what_is_missing(await asyncio.to_thread(shared.start))
            async with inner(served) as state:
                yield state
        finally:
            await asyncio.to_thread(shared.stop)
            await asyncio.to_thread(recording.stop)

    app.router.lifespan_context = lifespan


def _tell_what_is_missing(report: IsolationReport) -> None:
    for layer in report.layers:
        if layer.status is not LayerStatus.ACTIVE:
            _log.warning("the sandbox lacks %s (%s): nothing stops %s", layer.name, layer.detail, layer.stops)


SETTINGS = _settings()
app = _build(SETTINGS)


def main() -> None:
    """Serve until stopped.

    Raises:
        SystemExit: With status 1 and one line that says why, if the port is taken, or if the sandbox
            cannot start or lacks a layer that its mode requires.
    """
    _claim(SETTINGS.host, SETTINGS.port)
    try:
        shared.start()
    except (SandboxError, TaskFileError, ValueError) as error:
        sys.exit(f"server: {error}")
    if SETTINGS.workers == 1:
        uvicorn.run(app, host=SETTINGS.host, port=SETTINGS.port)
        return
    shared.stop()  # each worker has its own
    uvicorn.run(
        "tracefix_rl.server.app:app",
        host=SETTINGS.host,
        port=SETTINGS.port,
        workers=SETTINGS.workers,
        # A worker cannot answer while it imports OpenEnv, which takes longer than uvicorn waits by default.
        timeout_worker_healthcheck=WORKER_START_S,
    )


def _claim(host: str, port: int) -> None:
    """Exit if the port cannot be bound, before uvicorn starts the application for nothing."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        reason = str(error.strerror).lower()
        sys.exit(f"server: cannot listen on {host}:{port} ({reason}); set HOST and PORT to a free address")


if __name__ == "__main__":
    main()
