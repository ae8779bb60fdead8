"""What all sessions of one server process share: the sandbox."""

from __future__ import annotations

import threading

from tracefix_rl.sandbox import IsolationReport, ReportCache, Sandbox
from tracefix_rl.server.metering import MeteredSandbox
from tracefix_rl.tasks.catalog import Catalog

_lock = threading.Lock()
_sandbox: MeteredSandbox | None = None


def sandbox() -> MeteredSandbox:
    """The process's sandbox; made on the first call, and again on the first after `stop`."""
    global _sandbox
    with _lock:
        if _sandbox is None:
            # Every episode of a task begins with the same runs, and agents often run the same source.
            cache = ReportCache()
            _sandbox = MeteredSandbox(Sandbox(cache=cache, packages=Catalog.configured().packages), cache)
        return _sandbox


def start() -> IsolationReport:
    """Start what the first episode would otherwise wait for.

    Raises:
        TaskFileError: If the tasks cannot be read.
        ValueError: If the sandbox's mode is not one.
        SandboxError: If the sandbox cannot start, or lacks a layer that its mode requires.
    """
    Catalog.configured()
    return sandbox().isolation()


def stop() -> None:
    """Stop the sandbox's processes; harmless when there are none."""
    global _sandbox
    with _lock:
        if _sandbox is not None:
            _sandbox.close()
            _sandbox = None
