"""What a server's processes take: processor time, memory, descriptors, threads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psutil


class NotHere(Exception):
    """The server runs on another machine, or is another user's."""


@dataclass(frozen=True, slots=True)
class Cpu:
    """Processor seconds so far.

    Args:
        server: Of the server's processes.
        sandbox: Of its runners, zygotes and workers, those that have ended too.
        machine: Of everything on this machine.
    """

    server: float
    sandbox: float
    machine: float

    def since(self, before: Cpu) -> Cpu:
        """Return what was used since then."""
        return Cpu(self.server - before.server, self.sandbox - before.sandbox, self.machine - before.machine)


@dataclass(frozen=True, slots=True)
class Held:
    """What is held at one time.

    Args:
        server_kb: Resident set size of the server's processes, in kB: it does not change with who else has
            the same libraries.
        sandbox_kb: Proportional set size of the sandbox's processes, forks of each other, in kB.
        runners_kb: What runners and zygotes have for themselves, in kB. It changes neither with who else has
            the same libraries, nor with the workers, which come and go.
        descriptors: Open in the server's processes.
        threads: Of the server's processes.
        processes: Of both.
    """

    server_kb: float
    sandbox_kb: float
    runners_kb: float
    descriptors: int
    threads: int
    processes: int


class ServerProcesses:
    """The processes of the server at a URL.

    Args:
        url: The server's; it must run on this machine.

    Raises:
        NotHere: If nobody here listens on its port.
    """

    def __init__(self, url: str) -> None:
        port = urlsplit(url).port
        listening = {
            each.pid
            for each in psutil.net_connections("tcp")
            if each.status == psutil.CONN_LISTEN and each.laddr.port == port and each.pid
        }
        # Several workers listen on the socket that the first process opened.
        roots = [
            process
            for process in map(psutil.Process, listening)
            if not listening & {parent.pid for parent in process.parents()}
        ]
        if len(roots) != 1:
            raise NotHere(f"no process of this machine is the server at {url}: only its answers are measured")
        self._root = roots[0]

    def cpu(self) -> Cpu:
        """Tell what was used so far."""
        used = {True: 0.0, False: 0.0}
        for process in self._all():
            try:
                times, is_sandbox = process.cpu_times(), _is_sandbox(process)
            except psutil.NoSuchProcess:
                continue
            ended = times.children_user + times.children_system if is_sandbox else 0.0
            used[is_sandbox] += times.user + times.system + ended
        machine = psutil.cpu_times()
        idle = machine.idle + machine.iowait
        return Cpu(used[False], used[True], sum(machine[:8]) - idle)

    def held(self) -> Held:
        """Tell what is held now."""
        resident = shared = anonymous = descriptors = threads = processes = 0
        for process in self._all():
            try:
                if _is_sandbox(process):
                    shared += process.memory_full_info().pss
                    anonymous += 0 if _is_worker(process) else _anonymous_kb(process)
                else:
                    resident += process.memory_info().rss
                    descriptors += process.num_fds()
                    threads += process.num_threads()
            except (psutil.NoSuchProcess, psutil.AccessDenied, OSError, IndexError):  # it ends just now
                continue
            processes += 1
        return Held(resident / 1024, shared / 1024, anonymous, descriptors, threads, processes)

    def _all(self) -> Iterator[psutil.Process]:
        yield self._root
        yield from self._root.children(recursive=True)


def _is_sandbox(process: psutil.Process) -> bool:
    """A worker is a fork of the zygote, so that its command is the zygote's."""
    return any("tracefix_rl.sandbox" in part for part in process.cmdline())


def _is_worker(process: psutil.Process) -> bool:
    parent = process.parent()
    return parent is not None and parent.cmdline() == process.cmdline()


def _anonymous_kb(process: psutil.Process) -> int:
    """Resident memory that is of no file; see `RssAnon` in proc_pid_status(5)."""
    status = Path(f"/proc/{process.pid}/status").read_text()
    return int(re.findall(r"^RssAnon:\s+(\d+) kB$", status, re.MULTILINE)[0])
