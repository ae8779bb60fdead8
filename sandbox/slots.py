"""Room for one runner: started when it is needed, and again after it failed."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import threading
import time
import weakref
from typing import Any

from tracefix_rl.sandbox.bootstrap import Setup, runner_command, runner_environment
from tracefix_rl.sandbox.clock import cpu_seconds
from tracefix_rl.sandbox.kernel.layers import isolation_report
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.progress import Progress
from tracefix_rl.sandbox.report import IsolationReport
from tracefix_rl.sandbox.wire import ProtocolError, frame, read_frame

_STARTUP_S = 60.0
_BUSY = 0.25
"""Share of the time that a runner must have computed to be stuck; one that lost its zygote only waits."""


class RunnerFailed(Exception):
    """The runner ended, did not answer in time, or lost its zygote."""


class RunnerStuck(RunnerFailed):
    """The runner was busy all the time and did not come to an end.

    Args:
        test: Number of the test it was at, from 1; 0 if it was collecting the suite.
    """

    def __init__(self, test: int) -> None:
        super().__init__("the runner was still busy when it should have answered")
        self.test = test


class Slot:
    """Room for one runner. Only one caller at a time may use it; any may close it.

    Args:
        setup: What its runners are started with.
    """

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._lock = threading.Lock()
        self._closed = False
        self._runner: _RunnerProcess | None = None
        self._isolation: IsolationReport | None = None
        self.started = 0
        """Runners that were started here, one after the other."""

    def isolation(self) -> IsolationReport:
        """Tell which layers hold, as tried when the present runner started.

        Raises:
            RunnerFailed: If it did not start.
        """
        if self._isolation is None:
            request = {"isolation": {"memory_mb": Limits().memory_mb}}
            answer = self.ask(json.dumps(request).encode(), _STARTUP_S)
            self._isolation = isolation_report(answer["layers"])
        return self._isolation

    def ask(self, request: bytes, timeout_s: float) -> dict[str, Any]:
        """Send a request to the runner and wait for its answer.

        Raises:
            RunnerFailed: If there is none; the runner is ended.
            RunnerStuck: If there is none because the tests keep it busy.
        """
        try:
            answer = self._running().ask(request, timeout_s)
            if "infrastructure_error" in answer:
                raise RunnerFailed(answer["infrastructure_error"])
        except BaseException:
            # Also when the caller is interrupted: an answer still under way must not meet the next request.
            self._end()
            raise
        return answer

    def close(self) -> None:
        """End the runner, for good; whoever waits for its answer gets a `RunnerFailed`."""
        self._closed = True
        self._end()

    def _running(self) -> _RunnerProcess:
        with self._lock:
            if self._closed:
                raise RunnerFailed("the sandbox was closed")
            if self._runner is None:
                self._runner = _RunnerProcess(self._setup)
                self.started += 1
            return self._runner

    def _end(self) -> None:
        with self._lock:
            runner, self._runner, self._isolation = self._runner, None, None
        if runner is not None:
            runner.close()


class _RunnerProcess:
    """One runner, and the channel to it."""

    def __init__(self, setup: Setup) -> None:
        self._asking = threading.Lock()
        self._channel, theirs = socket.socketpair()
        shared = Progress.create()
        try:
            with theirs:
                self._process = subprocess.Popen(
                    runner_command(theirs.fileno(), shared, setup),
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    pass_fds=[theirs.fileno(), shared],
                    env=runner_environment(setup.hash_seed),
                    start_new_session=True,
                )
            self._progress = Progress(shared)
        finally:
            os.close(shared)
        self._channel.setblocking(False)
        _running.add(self)

    def ask(self, request: bytes, timeout_s: float) -> dict[str, Any]:
        """Send a request and wait for the answer."""
        deadline = time.monotonic() + timeout_s
        with self._asking:
            used = self._cpu_s()
            try:
                self._send(frame(request), deadline)
                answer: dict[str, Any] = json.loads(read_frame(lambda size: self._read(size, deadline)))
            except (OSError, ValueError, ProtocolError) as error:
                raise RunnerFailed(f"the runner ended: {error}") from error
            except _Late:
                if self._cpu_s() - used > timeout_s * _BUSY:
                    raise RunnerStuck(self._progress.test) from None
                raise
        return answer

    def _cpu_s(self) -> float:
        try:
            return cpu_seconds(self._process.pid)
        except OSError as error:
            raise RunnerFailed("the runner ended") from error

    def close(self) -> None:
        """End the runner; its zygote and workers end with it."""
        self._process.kill()
        self._process.wait()
        # Its end of the channel closed with it, so an asking thread leaves; before that, the descriptor's
        # number must not pass to another file.
        with self._asking:
            self._channel.close()

    def forget(self) -> None:
        """Let go of the channel, in a fork of the owner: the runner lives as long as anyone holds it."""
        self._channel.close()

    def _send(self, data: bytes, deadline: float) -> None:
        view = memoryview(data)
        while view:
            self._wait(select.POLLOUT, deadline)
            view = view[self._channel.send(view) :]

    def _read(self, size: int, deadline: float) -> bytes:
        chunks = []
        while size:
            self._wait(select.POLLIN, deadline)
            chunk = self._channel.recv(min(size, 1 << 20))
            if not chunk:
                raise RunnerFailed("the runner ended")
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)

    def _wait(self, event: int, deadline: float) -> None:
        watch = select.poll()
        watch.register(self._channel, event)
        if not watch.poll(max(0.0, deadline - time.monotonic()) * 1000):
            raise _Late("the runner did not answer in time")


class _Late(RunnerFailed):
    """There is no answer yet."""


_running: weakref.WeakSet[_RunnerProcess] = weakref.WeakSet()


def _forget_all() -> None:
    for runner in _running:
        runner.forget()


os.register_at_fork(after_in_child=_forget_all)
