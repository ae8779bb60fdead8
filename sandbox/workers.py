"""The runner's hold on its zygote and workers: start them, talk to them, end them."""

from __future__ import annotations

import json
import os
import select
import signal
import socket
import struct
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from tracefix_rl.sandbox.bootstrap import Setup, zygote_command, zygote_environment
from tracefix_rl.sandbox.clock import Clock
from tracefix_rl.sandbox.halt import Halt, Lost
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.processor import SharedProcessor
from tracefix_rl.sandbox.report import Verdict
from tracefix_rl.sandbox.wire import READY, ProtocolError, read_frame

_PACKET = 65_536
_CHUNK = 65_536
_PATIENCE = struct.pack("ll", 0, 5_000)
"""How long a send or receive may take before the clocks are looked at: `struct timeval`, 5 ms."""
_START_MS = 10_000


@dataclass(frozen=True, slots=True)
class Ending:
    """How a worker's process ended.

    Args:
        status: What wait(2) tells.
        cpu_s: CPU seconds it used in all.
    """

    status: int
    cpu_s: float


class Zygote:
    """The runner's end of its zygote.

    Args:
        setup: What its workers are started with.
    """

    def __init__(self, setup: Setup) -> None:
        self._spare: Worker | None = None
        self._killed: list[int] = []
        # Once the zygote is gone too, the number of a worker may pass to another process; a handle does not.
        self._handles: dict[int, int] = {}
        self._control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                zygote_command(theirs.fileno(), setup),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                env=zygote_environment(setup.hash_seed),
                cwd="/",
            )

    def layers(self, memory_mb: int) -> list[list[str]]:
        """Have a worker try every layer; return `[name, status, detail]` of each."""
        layers: list[list[str]] = self._ask({"probe": memory_mb})["layers"]
        return layers

    def worker(self, limits: Limits) -> Worker:
        """Return a worker that has run nothing yet, locked down to `limits`.

        Raises:
            Lost: If none can be had.
        """
        spare, self._spare = self._spare, None
        if spare is not None and spare.limits == limits:
            spare.greet()
            if spare.is_untouched:
                return spare
        if spare is not None:
            spare.close()
        worker = self._spawn(limits)
        worker.greet()
        return worker

    def prepare(self, limits: Limits) -> None:
        """Fork a worker ahead of the run that will need it."""
        if self._spare is None:
            self._spare = self._spawn(limits)

    def _spawn(self, limits: Limits) -> Worker:
        ours, theirs = socket.socketpair()
        with theirs:
            order = {
                "cpu_s": int(limits.run_cpu_s + limits.test_cpu_s) + 2,
                "memory_mb": int(limits.memory_mb),
                "open_files": int(limits.open_files),
                "file_bytes": int(limits.file_bytes),
                "output_bytes": int(limits.output_bytes),
            }
            killed, self._killed = self._killed, []
            pid = self._ask({"spawn": order, "killed": killed}, [theirs.fileno()])["pid"]
        try:
            self._handles[pid] = os.pidfd_open(pid)
        except OSError as error:
            raise Lost("the zygote is gone") from error
        return Worker(self, pid, ours, limits)

    def reap(self, pid: int) -> Ending:
        """Wait for a worker whose socket closed."""
        os.close(self._handles.pop(pid))
        return Ending(**self._ask({"reap": pid}))

    def kill(self, pid: int) -> None:
        """Kill a worker, without waiting for its end."""
        handle = self._handles.pop(pid)
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.close(handle)
        self._killed.append(pid)

    def close(self) -> None:
        """End the zygote, and with it every worker."""
        self._control.close()
        self._process.kill()
        self._process.wait()

    def _ask(self, order: dict[str, Any], descriptors: list[int] | None = None) -> dict[str, Any]:
        self._send(order, descriptors or [])
        try:
            answer: dict[str, Any] = json.loads(self._control.recv(_PACKET))
        except (OSError, ValueError) as error:
            raise Lost("the zygote is gone") from error
        return answer

    def _send(self, order: dict[str, Any], descriptors: list[int]) -> None:
        try:
            socket.send_fds(self._control, [json.dumps(order).encode()], descriptors)
        except OSError as error:
            raise Lost("the zygote is gone") from error


class Worker:
    """One worker: a wire to it that obeys a clock, and its end.

    Args:
        zygote: Who forked it.
        pid: Its process.
        connection: The socket to it.
        limits: What it may use.
    """

    def __init__(self, zygote: Zygote, pid: int, connection: socket.socket, limits: Limits) -> None:
        self.pid = pid
        self.limits = limits
        self._zygote = zygote
        self._connection = connection
        # Nearly every answer comes at once; asking the clocks before would cost more than the answer.
        for timeout in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._connection.setsockopt(socket.SOL_SOCKET, timeout, _PATIENCE)
        self._clock = Clock(limits)
        self._processor = SharedProcessor(pid)
        self._received = bytearray()
        self._poll = select.poll()
        self._poll.register(connection, select.POLLIN)
        self._alive = True

    def greet(self) -> None:
        """Wait until the worker is locked down.

        Raises:
            Lost: If it never was: what ends a worker before it holds any code is our failure.
        """
        if self._poll.poll(_START_MS):
            with suppress(OSError):
                if self._connection.recv(len(READY)) == READY:
                    return
        self.close()
        raise Lost("a worker could not be locked down")

    @property
    def is_untouched(self) -> bool:
        """Whether it lives and has said nothing: it may have been killed from outside while it waited."""
        try:
            self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return True
        except OSError:
            return False
        return False

    def obey(self, clock: Clock) -> None:
        """Measure what follows, the run, by `clock`."""
        self._clock = clock
        self._processor.join()

    def send(self, frame: bytes) -> None:
        """Send a whole frame.

        Raises:
            Halt: If a limit was reached or the worker ended.
        """
        view = memoryview(frame)
        while view:
            try:
                view = view[self._connection.send(view) :]
            except BlockingIOError:
                self._wait(select.POLLOUT)
            except OSError:
                raise self._ended() from None

    def receive(self) -> bytes:
        """Return the next frame's payload.

        Raises:
            Halt: If a limit was reached or the worker ended.
        """
        payload = read_frame(self._read)
        self._clock.check()
        return payload

    def close(self) -> None:
        """Kill the worker."""
        self._processor.end()
        self._connection.close()
        if self._alive:
            self._alive = False
            self._zygote.kill(self.pid)

    def _read(self, size: int) -> bytes:
        while len(self._received) < size:
            try:
                chunk = self._connection.recv(_CHUNK)
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
            except OSError:
                chunk = b""
            if not chunk:
                raise self._ended()
            self._received += chunk
            if len(self._received) < size:  # it may come byte by byte, for ever
                self._clock.check()
        data = bytes(self._received[:size])
        del self._received[:size]
        return data

    def _wait(self, event: int) -> None:
        self._processor.leave()
        self._poll.modify(self._connection, event)
        self._clock.check()
        while not self._poll.poll(self._clock.seconds_to_check() * 1000):
            self._clock.check()

    def _ended(self) -> BaseException:
        if not self._alive:
            return ProtocolError("a worker that had ended")
        self._alive = False
        return _verdict_on(self._zygote.reap(self.pid), self.limits)


def _verdict_on(ending: Ending, limits: Limits) -> Halt:
    if os.WIFEXITED(ending.status):
        code = os.WEXITSTATUS(ending.status)
        return Halt(Verdict.FAILED, f"the code under test ended its process (exit code {code})")
    number = os.WTERMSIG(ending.status)
    if number in (signal.SIGXCPU, signal.SIGKILL) and ending.cpu_s >= limits.run_cpu_s:
        return Halt(Verdict.TIMEOUT, "timeout: the run's CPU time was used up")
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    causes = {
        signal.SIGSEGV: "a stack overflow or invalid memory access",
        signal.SIGABRT: "the interpreter aborted",
        signal.SIGKILL: f"out of memory; the limit is {limits.memory_mb} MB",
        signal.SIGXFSZ: f"a file of more than {limits.file_bytes:,} bytes",
        signal.SIGSYS: "a forbidden system call",
    }
    cause = causes.get(signal.Signals(number)) if number in set(signal.Signals) else None
    return Halt(Verdict.CRASHED, f"crashed: killed by {name}" + (f" ({cause})" if cause else ""))
