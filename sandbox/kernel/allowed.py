"""The system calls that are open to a worker: some as they are, some with bounded arguments.

An allow list: what is named nowhere here fails with EPERM. A call is here because the interpreter or the C
library makes it for ordinary code, and acts on nothing but the process itself or on files that can be read.
"""

from __future__ import annotations

import errno
import socket

from tracefix_rl.sandbox.kernel.bpf import Check, below, nothing_but, null, one_of, refuse, where

OPEN = """
    read write readv pread64 close lseek fstat stat lstat newfstatat statx
    openat open access faccessat faccessat2 getdents64 getcwd
    mprotect munmap brk
    rt_sigaction rt_sigprocmask rt_sigreturn rt_sigpending rt_sigsuspend rt_sigtimedwait sigaltstack pause
    dup dup2 dup3 select pselect6 poll ppoll epoll_create1 epoll_ctl epoll_wait epoll_pwait
    set_robust_list rseq restart_syscall exit exit_group sched_yield sched_getaffinity
    getpid gettid getppid getpgrp getsid getuid geteuid getgid getegid getresuid getresgid getgroups
    nanosleep gettimeofday time times getitimer setitimer alarm
    getrandom uname sysinfo getrusage getrlimit umask
""".split()
"""Allowed whatever their arguments."""

ANY_PID = 0x7FFF_FFF1
"""Stands for the process's own number, which only it knows."""

_MAP_PRIVATE, _MAP_FIXED, _MAP_ANONYMOUS, _MAP_DENYWRITE, _MAP_EXECUTABLE = 0x02, 0x10, 0x20, 0x800, 0x1000
_MAP_NORESERVE, _MAP_POPULATE, _MAP_STACK, _MAP_FIXED_NOREPLACE = 0x4000, 0x8000, 0x20000, 0x100000
_MREMAP_MAYMOVE = 1
_ADVICE_FOR_DEVELOPERS = 9
_THREAD = 0x3D0F00
"""What the C library starts a thread with: CLONE_VM, _FS, _FILES, _SIGHAND, _THREAD, _SYSVSEM, _SETTLS,
_PARENT_SETTID and _CHILD_CLEARTID."""
_CLONE_DETACHED = 0x400000
_FUTEX_WAIT, _FUTEX_WAKE, _FUTEX_REQUEUE, _FUTEX_WAIT_BITSET, _FUTEX_WAKE_BITSET = 0, 1, 3, 9, 10
_FUTEX_OPERATION = 0x7F
_F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC = 0, 1, 2, 3, 4, 1030
_O_ASYNC = 0x2000
_FIONBIO = 0x5421
_SOCKET_TYPE = 0xF
_FIRST_CLOCK_OF_OTHERS = 16

BOUNDED: dict[str, Check] = {
    # Private memory only, which the limits count. Shared, growing, locked and huge pages escape one or all.
    "mmap": nothing_but(
        3,
        _MAP_PRIVATE
        | _MAP_FIXED
        | _MAP_ANONYMOUS
        | _MAP_DENYWRITE
        | _MAP_EXECUTABLE
        | _MAP_NORESERVE
        | _MAP_POPULATE
        | _MAP_STACK
        | _MAP_FIXED_NOREPLACE,
    ),
    "mremap": nothing_but(3, _MREMAP_MAYMOVE),
    # Advice, and giving pages back. Further up is what breaks pages to test the kernel; callers of anything
    # newer than the kernel expect EINVAL.
    "madvise": below(2, _ADVICE_FOR_DEVELOPERS, errno.EINVAL),
    # Threads as glibc and musl start them, and no processes or namespaces. clone3 hides its flags behind a
    # pointer: libc falls back on ENOSYS.
    "clone": one_of(0, _THREAD, _THREAD | _CLONE_DETACHED),
    "clone3": [refuse(errno.ENOSYS)],
    # Locks and conditions, but no priority inheritance, which nothing asks for and which was often broken.
    "futex": one_of(
        1,
        _FUTEX_WAIT,
        _FUTEX_WAKE,
        _FUTEX_REQUEUE,
        _FUTEX_WAIT_BITSET,
        _FUTEX_WAKE_BITSET,
        among=_FUTEX_OPERATION,
        error=errno.ENOSYS,
    ),
    # Descriptor flags, but no F_SETOWN, leases or notices: they make the kernel signal processes.
    "fcntl": [
        *one_of(1, _F_DUPFD, _F_GETFD, _F_SETFD, _F_GETFL, _F_SETFL, _F_DUPFD_CLOEXEC),
        *where(1, _F_SETFL, one_of(2, 0, among=_O_ASYNC)),
    ],
    # Sockets are made non-blocking with it. Terminals are asked for too, and are none.
    "ioctl": one_of(1, _FIONBIO, error=errno.ENOTTY),
    # What an event loop wakes itself with: a pair of connected sockets, and plain bytes on it.
    "socketpair": [*one_of(0, socket.AF_UNIX), *one_of(1, socket.SOCK_STREAM, among=_SOCKET_TYPE)],
    "sendto": [*nothing_but(3, socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL), *null(4)],
    "recvfrom": nothing_but(3, socket.MSG_DONTWAIT | socket.MSG_PEEK | socket.MSG_WAITALL),
    # The machine's clocks and its own; numbers of others' CPU clocks are negative.
    "clock_gettime": below(0, _FIRST_CLOCK_OF_OTHERS),
    "clock_getres": below(0, _FIRST_CLOCK_OF_OTHERS),
    "clock_nanosleep": below(0, _FIRST_CLOCK_OF_OTHERS),
    # Limits may be read, of this process.
    "prlimit64": [*one_of(0, 0), *null(2)],
    # abort() signals its own process.
    "tgkill": one_of(0, ANY_PID),
}
"""Allowed if the check lets them pass."""
