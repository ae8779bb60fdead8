"""The layers between the code under test and the machine: one function a layer.

Those of the zygote are applied once and inherited; those of the worker are its own. None needs root,
a namespace or a cgroup. A layer that cannot be applied raises `LayerError`; nothing is skipped in
silence. See landlock(7), seccomp(2), prctl(2), setrlimit(2).
"""

from __future__ import annotations

import ctypes
import errno
import functools
import os
import platform
import resource
import signal
import struct
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.sandbox.kernel import seccomp

_libc = ctypes.CDLL(None, use_errno=True)

_libc.syscall.restype = ctypes.c_long
_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_LANDLOCK_CREATE, _LANDLOCK_ADD, _LANDLOCK_RESTRICT = 444, 445, 446
_LANDLOCK_VERSION_FLAG = 1
_LANDLOCK_PATH_BENEATH = 1
_ACCESS_EXECUTE, _ACCESS_READ_FILE, _ACCESS_READ_DIR = 1 << 0, 1 << 2, 1 << 3
_PENDING_SIGNALS = 64
LIBRARIES_MB = 64
"""What a process may map besides its data: several times all the libraries of the standard library."""


class LayerError(Exception):
    """A layer is not to be had.

    Args:
        detail: The kernel's answer.
        absent: Whether the kernel lacks it altogether.
    """

    def __init__(self, detail: str, absent: bool) -> None:
        super().__init__(detail)
        self.absent = absent


def own_session() -> None:
    """Leave the parent's session and process group, so that no terminal signal arrives."""
    os.setsid()


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends.

    Args:
        parent: Pid of the parent, checked in case it ended before.
    """
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)


def close_descriptors(kept: Iterable[int]) -> None:
    """Close every descriptor except `kept`."""
    last = -1
    for descriptor in sorted(kept):
        # An empty range from 0 would close everything: the kernel sees its end, -1, as the largest number.
        if descriptor > last + 1:
            os.closerange(last + 1, descriptor)
        last = descriptor
    os.closerange(last + 1, 1 << 16)


def empty_environment() -> None:
    """Forget every environment variable."""
    os.environ.clear()


def limit_descriptors_and_files(open_files: int, file_bytes: int) -> None:
    """Limit descriptors, files and queued signals; forbid core dumps, locked memory and message queues."""
    _limit(resource.RLIMIT_NOFILE, open_files)
    _limit(resource.RLIMIT_FSIZE, file_bytes)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_MEMLOCK, 0)
    _limit(resource.RLIMIT_MSGQUEUE, 0)
    _limit(resource.RLIMIT_SIGPENDING, _PENDING_SIGNALS)


@dataclass(frozen=True, slots=True)
class MemorySize:
    """How much memory a process has.

    Args:
        mapped: Bytes of addresses in use, whatever is there.
        data: Bytes of what it may write to and shares with no one.
    """

    mapped: int
    data: int


def limit_memory(megabytes: int, size: MemorySize) -> None:
    """Limit the memory of this process.

    Data is counted as it is allocated, but no longer once it is made read-only: so all that is mapped is
    limited too, with room to load libraries.

    Args:
        megabytes: What it may allocate from now on.
        size: What it has now.
    """
    _limit(resource.RLIMIT_DATA, size.data + (megabytes << 20))
    _limit(resource.RLIMIT_AS, size.mapped + (megabytes + LIBRARIES_MB << 20))


class MemoryGauge:
    """Reads how much memory this process has, also once `/proc` can no longer be opened."""

    def __init__(self) -> None:
        self.descriptor = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)

    def read(self) -> MemorySize:
        """Return the current size."""
        pages = os.pread(self.descriptor, 256, 0).split()
        return MemorySize(int(pages[0]) * resource.getpagesize(), int(pages[5]) * resource.getpagesize())


def limit_cpu(seconds: int) -> None:
    """Kill this process once it used that much CPU time: a backstop, the runner is more exact."""
    _limit(resource.RLIMIT_CPU, seconds)


def no_new_privileges() -> None:
    """Keep this process and its children from gaining privileges, and others from reading its memory."""
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def landlock(readable: Iterable[Path]) -> int:
    """Allow nothing of the file system but reading `readable`, and no network where the kernel can tell.

    Returns:
        The kernel's Landlock version.

    Raises:
        LayerError: If the kernel has no Landlock or refuses.
    """
    version = _syscall(_LANDLOCK_CREATE, None, 0, _LANDLOCK_VERSION_FLAG)
    if version < 1:
        raise _refused("landlock")
    attributes = struct.pack("QQQ", *_landlock_rights(version))[: 8 * (1 + (version >= 4) + (version >= 6))]
    ruleset = _syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0)
    if ruleset < 0:
        raise _refused("landlock_create_ruleset")
    try:
        for path in readable:
            _allow_reading(ruleset, path)
        no_new_privileges()
        if _syscall(_LANDLOCK_RESTRICT, ruleset, 0) != 0:
            raise _refused("landlock_restrict_self")
    finally:
        os.close(ruleset)
    return version


def _landlock_rights(version: int) -> tuple[int, int, int]:
    """Return what Landlock of that version can forbid: file, network and scope rights."""
    files = 13 + (version >= 2) + (version >= 3) + (version >= 5)
    return (1 << files) - 1, 0b11 if version >= 4 else 0, 0b11 if version >= 6 else 0


def _allow_reading(ruleset: int, path: Path) -> None:
    rights = _ACCESS_READ_FILE | _ACCESS_EXECUTE | (_ACCESS_READ_DIR if path.is_dir() else 0)
    descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = struct.pack("=Qi", rights, descriptor)
        if _syscall(_LANDLOCK_ADD, ruleset, _LANDLOCK_PATH_BENEATH, rule, 0) != 0:
            raise _refused(f"landlock_add_rule for {path}")
    finally:
        os.close(descriptor)


def readable_paths() -> list[Path]:
    """Return what Python needs to import the standard library, and nothing that others installed.

    Packages lie inside the standard library's folder, so its entries are listed one by one.
    """
    standard = Path(sysconfig.get_path("stdlib"))
    excluded = {Path(sysconfig.get_path(name)) for name in ("purelib", "platlib")}
    excluded |= {standard / "site-packages", standard / "dist-packages"}
    multiarch = sysconfig.get_config_var("MULTIARCH")
    roots = [standard, Path("/usr/share/zoneinfo"), Path("/etc/ld.so.cache")]
    if multiarch:
        roots += [Path("/lib") / multiarch, Path("/usr/lib") / multiarch]
    return [path for root in roots if root.exists() for path in _without(root.resolve(), excluded)]


def _without(root: Path, excluded: set[Path]) -> list[Path]:
    if root in excluded:
        return []
    if not any(path.is_relative_to(root) for path in excluded):
        return [root]
    return [path for child in sorted(root.iterdir()) for path in _without(child, excluded)]


def filter_system_calls() -> None:
    """Allow only the system calls of `seccomp.filter_program`, for every thread.

    Raises:
        LayerError: If the architecture is not supported or the kernel refuses.
    """
    head, program, place = prepared_filter()
    struct.pack_into("I", program, place, os.getpid())
    if _libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head, 0, 0) != 0:
        raise _refused("seccomp")


@functools.cache
def prepared_filter() -> tuple[bytes, ctypes.Array[ctypes.c_char], int]:
    """Return the filter as the kernel takes it; called before a fork, it leaves the child little to do.

    Returns:
        `struct sock_fprog`, the instructions it points to, and where in them a process puts its pid.

    Raises:
        LayerError: If the architecture is not supported.
    """
    if not seccomp.supported():
        raise LayerError(f"no list of system calls for {platform.machine()}", absent=True)
    instructions, place = seccomp.filter_program()
    program = ctypes.create_string_buffer(instructions, len(instructions))
    return struct.pack("HxxxxxxP", len(instructions) // 8, ctypes.addressof(program)), program, place


def _syscall(number: int, *arguments: int | bytes | None) -> int:
    wide = [ctypes.c_long(value) if isinstance(value, int) else value for value in arguments]
    return int(_libc.syscall(ctypes.c_long(number), *wide))


def _limit(kind: int, value: int) -> None:
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    resource.setrlimit(kind, (value, value))


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, ctypes.c_ulong(value), 0, 0, 0) != 0:
        raise _refused("prctl")


def _refused(what: str) -> LayerError:
    number = ctypes.get_errno()
    absent = number in (errno.ENOSYS, errno.EOPNOTSUPP, errno.EINVAL)
    return LayerError(f"{what}: {os.strerror(number)}", absent)
