"""The sandbox as its users see it: a pool of runners."""

from __future__ import annotations

import asyncio
import json
import os
import queue
import select
import socket
import subprocess
import threading
import time
from dataclasses import asdict
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from tracefix_rl.sandbox.bootstrap import runner_command, runner_environment
from tracefix_rl.sandbox.errors import InfrastructureError, IsolationError, SandboxError, SuiteError
from tracefix_rl.sandbox.layers import isolation_report
from tracefix_rl.sandbox.limits import Limits, Suite
from tracefix_rl.sandbox.protocol import frame, read_frame
from tracefix_rl.sandbox.report import IsolationReport, SuiteReport, TestReport, Verdict

_STARTUP_S = 60.0
_GRACE_S = 10.0


class Mode(StrEnum):
    """What to do when an isolation layer is not to be had."""

    STRICT = "strict"
    """Refuse to run."""
    DEGRADED = "degraded"
    """Run, and name what is missing in every report."""


class _RunnerFailed(Exception):
    """The runner ended, did not answer in time, or lost its zygote."""


class Sandbox:
    """Runs suites against sources it does not trust.

    Runners are started when they are first needed and live until `close`. Runs from several threads
    share them in the order in which they come.

    Args:
        runners: Most runs at a time; the number of processors by default.
        mode: What to do about a missing layer; `TRACEFIX_SANDBOX` by default, else `strict`.
        hash_seed: `PYTHONHASHSEED` of the code under test; runs with the same seed agree.

    Raises:
        ValueError: If the mode is neither `strict` nor `degraded`, or `runners` is not positive.
    """

    def __init__(
        self, *, runners: int | None = None, mode: Mode | str | None = None, hash_seed: int = 0
    ) -> None:
        self.mode = _mode(mode or os.environ.get("TRACEFIX_SANDBOX") or Mode.STRICT)
        if runners is not None and runners < 1:
            raise ValueError(f"a sandbox needs at least one runner, not {runners}")
        self._owner = os.getpid()
        self._closed = False
        self._isolation: IsolationReport | None = None
        self._slots = [_Slot(self.mode, hash_seed) for _ in range(runners or os.cpu_count() or 1)]
        self._idle: queue.Queue[_Slot] = queue.Queue()
        for slot in self._slots:
            self._idle.put(slot)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source.

        Args:
            source: The code under test; it may be anything.
            suite: The tests and their limits.

        Returns:
            One verdict for each test.

        Raises:
            SuiteError: If the suite itself cannot be used.
            IsolationError: In strict mode, if a required layer is missing.
            InfrastructureError: If the runner failed twice: there is no verdict.
            SandboxError: If the sandbox is closed or was inherited by a fork.
        """
        missing = self.isolation().missing
        request = {
            "run": {
                "source": source,
                "text": suite.text,
                "module": suite.module,
                "limits": asdict(suite.limits),
            }
        }
        answer = self._ask(request, suite.limits.run_wall_s + _GRACE_S)
        if "suite_error" in answer:
            raise SuiteError(answer["suite_error"])
        return _report(answer["report"], missing)

    async def run_async(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite from asyncio; see `run`."""
        return await asyncio.to_thread(self.run, source, suite)

    def isolation(self) -> IsolationReport:
        """Try every isolation layer, once, and tell which hold.

        Raises:
            IsolationError: In strict mode, if a required layer is missing.
            InfrastructureError: If the layers could not be tried.
        """
        if self._isolation is None:
            limits = Limits()
            answer = self._ask({"isolation": {"memory_mb": limits.memory_mb}}, _STARTUP_S)
            self._isolation = isolation_report(answer["layers"])
        missing = self._isolation.missing_required
        if missing and self.mode is Mode.STRICT:
            raise IsolationError(
                f"this machine lacks {', '.join(missing)}, without which code under test is not contained; "
                "use a Linux kernel with Landlock and seccomp, or set TRACEFIX_SANDBOX=degraded "
                "for code that you trust"
            )
        return self._isolation

    def close(self) -> None:
        """End every runner and worker. Closing twice is harmless."""
        self._closed = True
        if self._owner == os.getpid():
            for slot in self._slots:
                slot.close()

    def _ask(self, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Have a runner answer; one that fails is replaced and asked again, once."""
        self._check_usable()
        slot = self._idle.get()
        try:
            try:
                return slot.ask(request, timeout_s)
            except _RunnerFailed:
                self._check_usable()
                return slot.ask(request, timeout_s)
        except _RunnerFailed as error:
            self._check_usable()
            raise InfrastructureError(f"the sandbox's runner failed twice: {error}") from error
        finally:
            self._idle.put(slot)

    def _check_usable(self) -> None:
        if self._closed:
            raise SandboxError("this sandbox is closed; make a new one")
        if self._owner != os.getpid():
            raise SandboxError("this sandbox belongs to the process before the fork; make a new one after it")


class _Slot:
    """Room for one runner, which is started when it is needed and again after it failed."""

    def __init__(self, mode: Mode, hash_seed: int) -> None:
        self._mode = mode
        self._hash_seed = hash_seed
        self._lock = threading.Lock()
        self._closed = False
        self._runner: _RunnerProcess | None = None

    def ask(self, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Send a request to the runner and wait for its answer.

        Raises:
            _RunnerFailed: If there is none; the runner is ended.
        """
        try:
            answer = self._running().ask(request, timeout_s)
            if "infrastructure_error" in answer:
                raise _RunnerFailed(answer["infrastructure_error"])
        except BaseException:
            # Also when the caller is interrupted: an answer still under way must not meet the next request.
            self._end()
            raise
        return answer

    def close(self) -> None:
        """End the runner, for good."""
        self._closed = True
        self._end()

    def _running(self) -> _RunnerProcess:
        with self._lock:
            if self._closed:
                raise _RunnerFailed("the sandbox was closed")
            if self._runner is None:
                self._runner = _RunnerProcess(self._mode, self._hash_seed)
            return self._runner

    def _end(self) -> None:
        with self._lock:
            if self._runner is not None:
                self._runner.close()
            self._runner = None


class _RunnerProcess:
    """One runner, and the channel to it."""

    def __init__(self, mode: Mode, hash_seed: int) -> None:
        self._channel, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                runner_command(theirs.fileno(), mode),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=runner_environment(hash_seed),
                start_new_session=True,
            )
        self._allowance_s = _STARTUP_S

    def ask(self, request: dict[str, Any], timeout_s: float) -> dict[str, Any]:
        """Send a request and wait for the answer."""
        deadline = time.monotonic() + timeout_s + self._allowance_s
        try:
            self._channel.sendall(frame(json.dumps(request).encode()))
            answer: dict[str, Any] = json.loads(read_frame(lambda size: self._read(size, deadline)))
        except (OSError, ValueError) as error:
            raise _RunnerFailed(f"the runner ended: {error}") from error
        self._allowance_s = 0.0
        return answer

    def close(self) -> None:
        """End the runner; its zygote and workers end with it."""
        self._channel.close()
        self._process.kill()
        self._process.wait()

    def _read(self, size: int, deadline: float) -> bytes:
        chunks = []
        while size:
            if not select.select([self._channel], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise _RunnerFailed("the runner did not answer in time")
            chunk = self._channel.recv(min(size, 1 << 20))
            if not chunk:
                raise _RunnerFailed("the runner ended")
            chunks.append(chunk)
            size -= len(chunk)
        return b"".join(chunks)


def _mode(value: Mode | str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise ValueError(f"TRACEFIX_SANDBOX is {value!r}; it must be `strict` or `degraded`") from None


def _report(data: dict[str, Any], missing: tuple[str, ...]) -> SuiteReport:
    tests = tuple(TestReport(**test | {"verdict": Verdict(test["verdict"])}) for test in data["tests"])
    return SuiteReport(**data | {"tests": tests, "missing_layers": missing})
