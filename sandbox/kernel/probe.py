"""Tries, from inside a locked-down process, what each layer is there to stop."""

from __future__ import annotations

import mmap
import os
import resource
import socket
from collections.abc import Callable

from tracefix_rl.sandbox.lockdown import LIBRARIES_MB

_MAP_GROWSDOWN = 0x100


def probe(memory_mb: int, kept: frozenset[int]) -> dict[str, str]:
    """Try to get past each layer.

    Args:
        memory_mb: The memory limit that should hold.
        kept: Descriptors that should be open.

    Returns:
        For each layer, what got through; empty if it held.
    """
    return {
        "session": "" if os.getsid(0) == os.getpid() else "the process shares its parent's session",
        "descriptors": _descriptors(kept),
        "environment": "" if not os.environ else f"{len(os.environ)} variables are set",
        "rlimits": _rlimits(memory_mb),
        "landlock": _first(
            ("a file could be read", lambda: os.close(os.open("/proc/self/environ", os.O_RDONLY))),
            ("a folder could be listed", lambda: os.listdir("/")),
            # One that is always there: where the root is read-only, a new one is refused for that reason.
            ("a file could be written", lambda: os.close(os.open("/dev/null", os.O_WRONLY))),
        ),
        "seccomp": _first(
            ("a socket could be opened", lambda: socket.socket().close()),
            ("a process could be started", _fork),
            ("another process could be signalled", lambda: os.kill(os.getppid(), 0)),
            (
                "another process's limits could be read",
                lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CORE),
            ),
            ("memory could be shared", lambda: _map(4096, mmap.MAP_SHARED, mmap.PROT_READ)),
            ("memory could be made to grow", lambda: _map(4096, mmap.MAP_PRIVATE | _MAP_GROWSDOWN)),
            ("a link could be read", lambda: os.readlink("/proc/self/exe")),
        ),
    }


def _descriptors(kept: frozenset[int]) -> str:
    for descriptor in set(range(256)) - kept:
        try:
            os.fstat(descriptor)
        except OSError:
            continue
        return f"descriptor {descriptor} is open"
    return ""


def _rlimits(memory_mb: int) -> str:
    if resource.getrlimit(resource.RLIMIT_CPU)[1] == resource.RLIM_INFINITY:
        return "CPU time is not limited"
    try:
        bytes((memory_mb + 1) << 20)
        return f"more than {memory_mb} MB could be allocated"
    except MemoryError:
        pass
    mappable_mb = memory_mb + LIBRARIES_MB
    try:
        _map((mappable_mb + 1) << 20, mmap.MAP_PRIVATE, mmap.PROT_READ)
        return f"more than {mappable_mb} MB could be mapped"
    except OSError:
        return ""


def _first(*attempts: tuple[str, Callable[[], object]]) -> str:
    for success, attempt in attempts:
        try:
            attempt()
        except PermissionError:
            continue
        except OSError as error:
            return f"{success.replace('could be', 'was not')}, but only by {error.strerror}"
        return success
    return ""


def _map(size: int, flags: int, protection: int = mmap.PROT_READ | mmap.PROT_WRITE) -> None:
    mmap.mmap(-1, size, flags | mmap.MAP_ANONYMOUS, protection).close()


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)
