"""Runs the application in uvicorn: in this process, or in several workers."""

from __future__ import annotations

import os
import signal
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from tracefix_rl.server import metrics
from tracefix_rl.server.logs import log_config
from tracefix_rl.server.settings import Settings

WORKER_START_S = 60
"""Seconds a worker may be silent before it is replaced: it cannot answer while it imports OpenEnv, which
takes longer than uvicorn waits by default."""

CLOSE_S = 5
"""Seconds for what is left once the sessions were told that the server stops."""

_TRANSPORT_BYTES = 16 << 20


def run(app: FastAPI | str, settings: Settings, listener: socket.socket) -> None:
    """Serve until stopped.

    Args:
        app: The application; by its name if there are several workers, which import it.
        settings: How to serve.
        listener: What connections come from.
    """
    config = uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        log_config=log_config(settings),
        # A message above the settings' limit is answered; one above this ends its connection.
        ws_max_size=max(_TRANSPORT_BYTES, settings.max_message_bytes + 1),
        # Compression takes 50 kB of a session and 0.3 ms of a step; who serves far away has a proxy for it.
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=CLOSE_S,
        timeout_worker_healthcheck=WORKER_START_S,
    )
    _forget_who_listened_to_signals()
    with listener:
        if settings.workers == 1:
            with suppress(KeyboardInterrupt):  # raised anew when the server has stopped
                uvicorn.Server(config).run(sockets=[listener])
        else:
            with _folder_for_metrics():
                Multiprocess(config, sockets=[listener]).run()


def _forget_who_listened_to_signals() -> None:
    """uvicorn listens itself; once it has stopped for a signal it raises it anew, which is a good end."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def _folder_for_metrics() -> Iterator[None]:
    """Give the workers a folder in which each leaves what it counts, so that any can answer for all."""
    if os.environ.get(metrics.FOLDER):
        yield
        return
    try:
        folder = tempfile.TemporaryDirectory(prefix="tracefix-metrics-")
    except OSError as error:
        print(
            f"server: no folder for metrics can be made ({error}), so /metrics tells of one worker only; "
            f"set {metrics.FOLDER} to a folder that can be written",
            file=sys.stderr,
        )
        yield
        return
    with folder as path:
        os.environ[metrics.FOLDER] = path
        yield
