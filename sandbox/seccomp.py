"""The system calls a worker may make, as a program for the kernel's filter.

An allow list: what is not named here fails with EPERM. The program is a binary search over the call's
number, so that installing it and running it stay cheap. See seccomp(2) and the kernel's
Documentation/userspace-api/seccomp_filter.rst for the format.
"""

from __future__ import annotations

import errno
import functools
import platform
import struct
from dataclasses import dataclass

from tracefix_rl.sandbox.syscalls import AARCH64, X86_64

_ALLOWED = """
    read write readv pread64 close lseek fstat stat lstat newfstatat statx
    openat open access faccessat faccessat2 readlink readlinkat getdents64 getcwd statfs fstatfs fadvise64
    mprotect munmap mremap madvise brk membarrier
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack pause
    dup dup2 dup3 select pselect6 poll ppoll epoll_create1 epoll_ctl epoll_wait epoll_pwait
    futex set_robust_list rseq arch_prctl restart_syscall exit exit_group sched_yield sched_getaffinity
    getpid gettid getppid getpgrp getpgid getsid getuid geteuid getgid getegid getresuid getresgid getgroups
    clock_gettime clock_getres clock_nanosleep nanosleep gettimeofday time times getitimer setitimer alarm
    recvfrom getrandom uname sysinfo getrusage getrlimit umask
""".split()
"""Allowed whatever their arguments."""


@dataclass(frozen=True, slots=True)
class _Architecture:
    audit: int
    numbers: dict[str, int]


_ARCHITECTURES = {
    "x86_64": _Architecture(0xC000003E, X86_64),
    "aarch64": _Architecture(0xC00000B7, AARCH64),
}

_LOAD, _JUMP, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x05, 0x15, 0x35, 0x45, 0x06
_NUMBER, _AUDIT, _ARGUMENTS = 0, 4, 16
_ALLOW = 0x7FFF0000
_KILL = 0x80000000
_MAP_SHARED, _PROT_WRITE, _CLONE_THREAD, _F_DUPFD_CLOEXEC = 1, 2, 0x10000, 1030
_AF_UNIX, _FIONBIO = 1, 0x5421
_ANY_PID = 0x7FFF_FFF1

_Instruction = tuple[int, int, int, int]


def _refuse(error: int) -> _Instruction:
    return (_RETURN, 0, 0, 0x00050000 | error)


def _argument(index: int, high: bool = False) -> _Instruction:
    return (_LOAD, 0, 0, _ARGUMENTS + 8 * index + (4 if high else 0))


_ALLOWED_END: _Instruction = (_RETURN, 0, 0, _ALLOW)
_DENIED_END = _refuse(errno.EPERM)


def _conditions() -> dict[str, list[_Instruction]]:
    """Return what decides the calls that are allowed with some arguments only; `_ANY_PID` is the process."""
    return {
        # Threads, but no processes. clone3 hides its flags behind a pointer: libc falls back on ENOSYS.
        "clone": [_argument(0), (_ANY_BIT, 0, 1, _CLONE_THREAD), _ALLOWED_END, _DENIED_END],
        "clone3": [_refuse(errno.ENOSYS)],
        # Descriptor flags, but no F_SETOWN: it makes the kernel signal other processes.
        "fcntl": [
            _argument(1),
            (_AT_LEAST, 0, 1, 5),
            (_EQUAL, 0, 1, _F_DUPFD_CLOEXEC),
            _ALLOWED_END,
            _DENIED_END,
        ],
        # What an event loop wakes itself with: a pair of connected sockets, and nothing else sends.
        "socketpair": [_argument(0), (_EQUAL, 0, 1, _AF_UNIX), _ALLOWED_END, _DENIED_END],
        "sendto": [
            _argument(4),
            (_EQUAL, 0, 3, 0),
            _argument(4, high=True),
            (_EQUAL, 0, 1, 0),
            _ALLOWED_END,
            _DENIED_END,
        ],
        # Sockets are made non-blocking with it. Terminals are asked for too, and are none.
        "ioctl": [_argument(1), (_EQUAL, 0, 1, _FIONBIO), _ALLOWED_END, _refuse(errno.ENOTTY)],
        # No shared writable memory: it would escape the memory limit.
        "mmap": [
            _argument(3),
            (_ANY_BIT, 0, 2, _MAP_SHARED),
            _argument(2),
            (_ANY_BIT, 1, 0, _PROT_WRITE),
            _ALLOWED_END,
            _DENIED_END,
        ],
        # Limits may be read, of this process.
        "prlimit64": [
            _argument(0),
            (_EQUAL, 0, 5, 0),
            _argument(2),
            (_EQUAL, 0, 3, 0),
            _argument(2, high=True),
            (_EQUAL, 0, 1, 0),
            _ALLOWED_END,
            _DENIED_END,
        ],
        # abort() signals its own process.
        "tgkill": [_argument(0), (_EQUAL, 0, 1, _ANY_PID), _ALLOWED_END, _DENIED_END],
    }


def supported() -> bool:
    """Tell whether the calls of this machine's architecture are known."""
    return platform.machine() in _ARCHITECTURES


@functools.cache
def filter_program() -> tuple[bytes, int]:
    """Return the filter's instructions (`struct sock_filter[]`), and where in them a process puts its pid.

    A process may signal itself; the pid is a native unsigned 32-bit integer.

    Raises:
        KeyError: If the architecture is not supported.
    """
    architecture = _ARCHITECTURES[platform.machine()]
    numbers = architecture.numbers
    ends: dict[int, list[_Instruction]] = {
        numbers[name]: [_ALLOWED_END] for name in _ALLOWED if name in numbers
    } | {numbers[name]: code for name, code in _conditions().items()}
    program = [
        (_LOAD, 0, 0, _AUDIT),
        (_EQUAL, 1, 0, architecture.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER),
        *_search(_segments(ends)),
    ]
    packed = b"".join(struct.pack("HBBI", *instruction) for instruction in program)
    return packed, packed.index(struct.pack("I", _ANY_PID))


_Segment = tuple[int, list[_Instruction]]


def _segments(ends: dict[int, list[_Instruction]]) -> list[_Segment]:
    """Cut the numbers into runs that are decided alike: `(first number, code)`, ascending."""
    segments: list[_Segment] = [(0, [_DENIED_END])]
    for number in range(max(ends) + 2):
        code = ends.get(number, [_DENIED_END])
        if code != segments[-1][1]:
            segments.append((number, code))
    return segments if segments[1:] and segments[1][0] else segments[1:]


def _search(segments: list[_Segment]) -> list[_Instruction]:
    """Return code that finds the accumulator's segment and runs its decision."""
    if len(segments) == 1:
        return segments[0][1]
    middle = len(segments) // 2
    low, high = _search(segments[:middle]), _search(segments[middle:])
    first = segments[middle][0]
    if len(low) < 256:
        return [(_AT_LEAST, len(low), 0, first), *low, *high]
    return [(_AT_LEAST, 0, 1, first), (_JUMP, 0, 0, len(low)), *low, *high]
