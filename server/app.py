"""The application, and how it is served.

`server` (see `command`), `python -m tracefix_rl.server.app` and `uvicorn server.app:app` (from the
repository's root) serve the same thing; the first two also read `HOST`, `PORT` and `WORKERS`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from openenv.core.env_server.http_server import create_app

from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState
from tracefix_rl.sandbox import IsolationReport, LayerStatus, SandboxError
from tracefix_rl.server import errors, memory, metrics, recording, shared
from tracefix_rl.server.activity import ACTIVITY
from tracefix_rl.server.connections import BearerToken, BodyLimit, Connections, MessageGuard, Patience
from tracefix_rl.server.environment import TraceFixEnvironment
from tracefix_rl.server.listening import ListenError, allow_many_connections, listen
from tracefix_rl.server.routes import history, mcp, tasks
from tracefix_rl.server.routes import metrics as metrics_route
from tracefix_rl.server.settings import Settings, SettingsError
from tracefix_rl.server.stopping import GracefulStop
from tracefix_rl.server.workers import run
from tracefix_rl.tasks.storage import TaskFileError

_log = logging.getLogger("tracefix_rl.server")

DESCRIPTION = """
An agent repairs a buggy Python file by editing lines, running its tests and submitting.

* `/ws` is the interface: one WebSocket is one session, and a session plays one episode at a time.
* `/tasks` lists what can be played; pass a `task_id`, or a `split` and an `index`, to `reset`.
* `/history` lists the episodes that the server recorded, if `TRACEFIX_RECORD` names a folder.
* `/metrics` tells Prometheus how the server is doing.
* `POST /reset` and `POST /step` keep nothing between requests, so only `/reset` is of use there.
"""


def _settings() -> Settings:
    try:
        settings = Settings.read(os.environ)
        recording.record_to(settings.record)
        return settings
    except SettingsError as error:
        print(f"server: {error}", file=sys.stderr)
        raise SystemExit(2) from None


def _build(settings: Settings) -> FastAPI:
    TraceFixEnvironment.most_episodes = settings.max_episodes
    TraceFixEnvironment.logs_actions = settings.log_actions
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
    for routes in (tasks, history, metrics_route):
        app.include_router(routes.router)
    mcp.replace_openenvs(app)
    errors.install(app)
    connections = Connections()
    _guard(app, settings, connections)
    _live(app, GracefulStop(ACTIVITY, connections, settings.grace_s))
    return app


def _guard(app: FastAPI, settings: Settings, connections: Connections) -> None:
    """Put the layers before the application; the last one added comes first."""
    app.add_middleware(MessageGuard, max_bytes=settings.max_message_bytes)
    app.add_middleware(Patience, connections=connections, idle_s=settings.idle_s)
    app.add_middleware(BodyLimit, max_bytes=settings.max_message_bytes)
    if settings.token is not None:
        app.add_middleware(BearerToken, token=settings.token)


def _live(app: FastAPI, stop: GracefulStop) -> None:
    """Start the sandbox with the application, refuse to start without its layers, stop it at the end."""
    inner = app.router.lifespan_context

    @asynccontextmanager
    async def lifespan(served: FastAPI) -> AsyncIterator[Any]:
        try:
            memory.bound_heaps()
            metrics.forget_the_dead()
            _tell_what_is_missing(await asyncio.to_thread(shared.start))
            stop.install()
            memory.keep_what_is_imported()
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
    allow_many_connections()
    try:
        listener = listen(SETTINGS)
        shared.start()
    except (ListenError, SandboxError, TaskFileError, ValueError) as error:
        sys.exit(f"server: {error}")
    if SETTINGS.workers > 1:
        shared.stop()  # each worker has its own
    run("tracefix_rl.server.app:app" if SETTINGS.workers > 1 else app, SETTINGS, listener)


if __name__ == "__main__":
    main()
