"""The trusted side: a long-lived process that runs suites and owns the verdicts.

It never imports the code under test. Its owner sends one JSON object a frame and gets one back:

    {"run": {...}}      ->  {"report": {...}} | {"suite_error": text} | {"infrastructure_error": text}
                            with `"stuck_at": n` if an earlier runner never came to an end with test n
    {"isolation": {}}   ->  {"layers": [[name, status, detail], ...]}

It ends when its owner closes the channel or dies.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import resource
import select
import signal
import sys
import warnings
from contextlib import suppress
from typing import Any

from tracefix_rl.sandbox import lockdown
from tracefix_rl.sandbox.bootstrap import Setup
from tracefix_rl.sandbox.clock import Alarm
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Lost
from tracefix_rl.sandbox.limits import Limits, Module, Suite
from tracefix_rl.sandbox.progress import Progress
from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.sandbox.run import Run
from tracefix_rl.sandbox.suites.collection import CompiledSuite, Pytest
from tracefix_rl.sandbox.suites.shared_state import SharedState
from tracefix_rl.sandbox.wire import SocketWire, frame
from tracefix_rl.sandbox.workers import Zygote

MEMORY_MB = 1024
"""Megabytes a runner may allocate beyond what it starts with."""


class Runner:
    """Answers its owner.

    Args:
        setup: What its workers are started with.
        progress: Where it writes which test it is at.
    """

    def __init__(self, setup: Setup, progress: Progress) -> None:
        self._progress = progress
        self._zygote = Zygote(setup)
        self._host = Pytest()
        self._alarm = Alarm()
        self._last_limits: Limits | None = None
        self._shared_state = SharedState()
        self._shared_state.restore()
        # What is there now stays: collecting it again and again would cost milliseconds.
        gc.collect()
        gc.freeze()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Perform a request."""
        ((kind, body),) = request.items()
        try:
            if kind == "isolation":
                return {"layers": self._zygote.layers(body["memory_mb"])}
            suite = _suite(body)
            self._progress.test = 0
            report = self._run(self._compile(suite), body["source"], body.get("stuck_at"))
        except SuiteError as error:
            return {"suite_error": str(error)}
        except Lost as loss:
            return {"infrastructure_error": loss.reason}
        finally:
            self._shared_state.restore()
        self._last_limits = suite.limits
        return {"report": report.as_dict()}

    def _run(self, compiled: CompiledSuite, source: str, stuck_at: int | None) -> SuiteReport:
        self._progress.test = 1
        run = Run(self._host, self._zygote, self._alarm, self._progress, compiled, source)
        if stuck_at is not None:
            run.give_up(stuck_at)
        return run.report()

    def prepare(self) -> None:
        """Fork a worker for the next run, which is likely to have the limits of the last."""
        if self._last_limits is not None:
            with suppress(Lost):
                self._zygote.prepare(self._last_limits)

    def _compile(self, suite: Suite) -> CompiledSuite:
        limit = suite.limits.test_wall_s
        late = SuiteError(f"the suite cannot be collected: importing it took more than {limit:g} s")
        with self._alarm.after(limit, lambda: late):
            return self._host.compile(suite)


def _suite(body: dict[str, Any]) -> Suite:
    permitted = body["comparisons"]
    return Suite(
        body["text"],
        body["module"],
        Limits(**body["limits"]),
        None if permitted is None else frozenset(permitted),
        tuple(Module(name, source) for name, source in body["support"]),
    )


def serve(channel: int, runner: Runner) -> None:
    """Answer requests on `channel` until it closes."""
    wire = SocketWire(channel)
    while True:
        try:
            request = json.loads(wire.receive())
        except EOFError:
            return
        wire.send(frame(json.dumps(runner.answer(request)).encode()))
        runner.prepare()


def end_with_owner(channel: int) -> None:
    """End this process, whatever it is doing, as soon as the other end of `channel` closes."""

    def look(signum: int, stack: object) -> None:
        watch = select.poll()  # its own: another signal may come while this one is being looked at
        watch.register(channel, select.POLLHUP)
        if watch.poll(0):
            os._exit(0)

    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(channel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(channel, fcntl.F_SETFL, fcntl.fcntl(channel, fcntl.F_GETFL) | os.O_ASYNC)


def bound_memory(megabytes: int) -> None:
    """Let this process have so much more data: what the tests make of returned values may be of any size."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = lockdown.MemoryGauge().read().data + (megabytes << 20)
    resource.setrlimit(
        resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )


def main() -> None:
    """Run a runner: `argv` holds the descriptors of its channel and its progress, and the setup."""
    channel, progress, setup = int(sys.argv[1]), int(sys.argv[2]), Setup.from_text(sys.argv[3])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Warnings of the code under test are for a test that listens, which puts a list in this place.
    warnings.showwarning = lambda *args, **kwargs: None
    end_with_owner(channel)
    runner = Runner(setup, Progress(progress))
    bound_memory(MEMORY_MB)
    serve(channel, runner)


if __name__ == "__main__":
    main()
