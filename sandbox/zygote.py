"""A tiny interpreter that never saw a test and forks a locked-down worker for each run.

It starts with the standard library alone, preloads what code under test often imports, applies the
layers that children inherit, and then answers its runner over a packet socket, one JSON object a
packet:

    {"spawn": {limit: value}, "killed": [pid]} + descriptor  ->  {"pid": n}
    {"reap": pid}                                            ->  {"status": wait status, "cpu_s": seconds}
    {"probe": memory_mb}                                     ->  {"layers": [[name, status, detail], ...]}

The runner kills workers itself, and tells which with its next order: a run wakes this process once.
"""

from __future__ import annotations

import ctypes
import errno
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tracefix_rl.sandbox import lockdown
from tracefix_rl.sandbox.bootstrap import Setup
from tracefix_rl.sandbox.kernel.probe import probe
from tracefix_rl.sandbox.packages import load_packages
from tracefix_rl.sandbox.report import LayerStatus
from tracefix_rl.sandbox.wire import READY
from tracefix_rl.sandbox.worker import CHANNEL, Service

PRELOADED = (
    "abc bisect calendar collections collections.abc contextlib copy csv dataclasses datetime decimal enum "
    "fractions functools hashlib heapq io itertools json math operator random re statistics string textwrap "
    "threading time traceback types typing unicodedata uuid weakref zoneinfo"
).split()
"""Imported before the fork, so that importing them costs a run nothing."""

MAX_PACKET = 65_536
FORK_S = 2.0
"""How long to wait for a process where they are scarce."""
GRACE_S = 1.0
"""How long a worker whose socket closed may take to end by itself."""

Status = tuple[str, str, str]

# The C library's: `os.fork` runs hooks that write to two hundred pages, each of which the child must copy.
# They mend locks that other threads hold, and there are no other threads.
_fork: Callable[[], int] = ctypes.PyDLL(None, use_errno=True).fork


def fork() -> int:
    """Fork this process, waiting a moment where others took every process there may be.

    Returns:
        The child's pid; 0 in the child.

    Raises:
        OSError: If there is none to be had.
    """
    end = time.monotonic() + FORK_S
    while (pid := _fork()) < 0:
        number = ctypes.get_errno()
        if number != errno.EAGAIN or time.monotonic() >= end:
            raise OSError(number, "cannot fork")
        time.sleep(0.01)
    return pid


def main() -> None:
    """Run the zygote.

    `argv` holds the control socket's descriptor, the runner's pid, the setup, and where its packages are.
    """
    descriptor, runner, text, *folders = sys.argv[1:]
    setup = Setup.from_text(text)
    control = socket.socket(fileno=int(descriptor))
    lockdown.die_with_parent(int(runner))
    sys.dont_write_bytecode = True
    for name in PRELOADED:
        importlib.import_module(name)
    packages = load_packages(setup.packages, folders)
    lockdown.empty_environment()
    Zygote(control, setup.strict, packages).serve()


class Zygote:
    """Forks, reaps and buries workers.

    Args:
        control: The packet socket to the runner.
        strict: Whether a worker without every required layer must not run.
        packages: Folders of third-party packages that workers may read.
    """

    def __init__(self, control: socket.socket, strict: bool, packages: Sequence[Path]) -> None:
        self._control = control
        self._strict = strict
        self._readable = [*lockdown.readable_paths(), *packages]
        self._memory = lockdown.MemoryGauge()
        self._inherited = self._apply_inherited_layers()
        self._service = Service()
        with suppress(lockdown.LayerError):
            lockdown.prepared_filter()
        gc.collect()
        gc.freeze()
        gc.disable()

    def serve(self) -> None:
        """Answer the runner until it closes the socket."""
        while True:
            packet, descriptors, _, _ = socket.recv_fds(self._control, MAX_PACKET, 1)
            if not packet:
                return
            order = json.loads(packet)
            if "spawn" in order:
                self._answer({"pid": self._spawn(order["spawn"], descriptors[0])})
                for killed in order["killed"]:
                    os.waitpid(killed, 0)
            elif "reap" in order:
                self._answer(self._reap(order["reap"]))
            elif "probe" in order:
                self._answer({"layers": self._probe(order["probe"])})

    def _answer(self, answer: dict[str, Any]) -> None:
        self._control.send(json.dumps(answer).encode())

    def _apply_inherited_layers(self) -> list[Status]:
        statuses: list[Status] = []
        for name, apply in (
            ("no_new_privs", lockdown.no_new_privileges),
            ("landlock", lambda: f"version {lockdown.landlock(self._readable)}"),
        ):
            try:
                detail = apply()
            except lockdown.LayerError as error:
                status = LayerStatus.ABSENT if error.absent else LayerStatus.FAILED
                statuses.append((name, status, str(error)))
            else:
                statuses.append((name, LayerStatus.ACTIVE, detail or ""))
        return statuses

    def _spawn(self, limits: dict[str, Any], descriptor: int) -> int:
        zygote = os.getpid()
        pid = fork()
        if pid:
            os.close(descriptor)
            return pid
        # Whatever happens in the child, it must never return into the zygote's loop.
        try:
            failed = self._lock_down(zygote, limits, descriptor)
            if not (failed and self._strict):
                self._service.warm_up()
                os.write(CHANNEL, READY)
                gc.enable()
                self._service.run(limits["output_bytes"])
        finally:
            os._exit(0)

    def _lock_down(self, zygote: int, limits: dict[str, Any], descriptor: int) -> str:
        """Apply the worker's own layers; return why the last one failed, if it did."""
        lockdown.own_session()
        lockdown.die_with_parent(zygote)
        size = self._memory.read()
        os.dup2(descriptor, CHANNEL)
        lockdown.close_descriptors((0, 1, 2, CHANNEL))
        lockdown.limit_descriptors_and_files(limits["open_files"], limits["file_bytes"])
        lockdown.limit_cpu(limits["cpu_s"])
        lockdown.limit_memory(limits["memory_mb"], size)
        try:
            lockdown.filter_system_calls()
        except lockdown.LayerError as error:
            return str(error)
        return ""

    def _reap(self, pid: int) -> dict[str, Any]:
        watch = os.pidfd_open(pid)
        try:
            if not select.select([watch], [], [], GRACE_S)[0]:
                os.kill(pid, signal.SIGKILL)
        finally:
            os.close(watch)
        _, status, usage = os.wait4(pid, 0)
        return {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime}

    def _probe(self, memory_mb: int) -> list[Status]:
        """Lock a child down and have it try each layer."""
        receiver, sender = socket.socketpair()
        zygote = os.getpid()
        pid = fork()
        if pid == 0:
            try:
                limits = {"open_files": 32, "file_bytes": 1 << 20, "cpu_s": 10, "memory_mb": memory_mb}
                failed = self._lock_down(zygote, limits, sender.fileno())
                found = probe(memory_mb, frozenset({0, 1, 2, CHANNEL}))
                os.write(CHANNEL, json.dumps(found | {"": failed}).encode())
            finally:
                os._exit(0)
        sender.close()
        with receiver:
            answer = receiver.recv(MAX_PACKET)
        os.waitpid(pid, 0)
        return self._statuses(json.loads(answer) if answer else {})

    def _statuses(self, found: dict[str, str]) -> list[Status]:
        filter_error = found.pop("", "the probe did not answer")
        statuses = {name: (status, detail) for name, status, detail in self._inherited}
        for name, breach in found.items():
            if name in statuses and statuses[name][0] is not LayerStatus.ACTIVE:
                continue
            held = statuses.get(name, (LayerStatus.ACTIVE, ""))
            statuses[name] = (LayerStatus.FAILED, breach) if breach else held
        if filter_error:
            statuses["seccomp"] = (LayerStatus.ABSENT, filter_error)
        return [(name, status, detail) for name, (status, detail) in statuses.items()]
