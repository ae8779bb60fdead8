"""Each limit alone: what it stops goes through without it, and does not with it."""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
from pathlib import Path

from forked import UNPRIVILEGED, in_child

from tracefix_rl.sandbox import lockdown


class TestDescriptorsAndFilesLimit:
    @staticmethod
    def layer() -> None:
        lockdown.limit_descriptors_and_files(open_files=32, file_bytes=1000)

    def test_open_descriptors(self, user: int | None) -> None:
        def act() -> int:
            return len([os.open("/dev/null", os.O_RDONLY) for _ in range(40)])

        assert in_child(act, user=user) == 40
        assert in_child(act, self.layer, user=user) == "OSError"

    def test_size_of_files(self, user: int | None, folder: Path) -> None:
        def act() -> int:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            with (folder / f"file{os.getpid()}").open("wb", buffering=0) as file:
                return sum(file.write(bytes(1000)) for _ in range(3))

        assert in_child(act, user=user) == 3000
        assert in_child(act, self.layer, user=user) == "OSError"

    def test_size_of_files_is_a_signal_by_default(self, user: int | None, folder: Path) -> None:
        def act() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            (folder / "file").write_bytes(bytes(3000))

        assert in_child(act, self.layer, user=user) == "SIGXFSZ"

    def test_core_dumps_message_queues_and_locked_memory(self, user: int | None) -> None:
        def act() -> list[int]:
            kinds = (resource.RLIMIT_CORE, resource.RLIMIT_MEMLOCK, resource.RLIMIT_MSGQUEUE)
            return [max(resource.getrlimit(kind)) for kind in kinds]

        assert in_child(act, self.layer, user=user) == [0, 0, 0]

    def test_signals_that_wait(self, user: int | None) -> None:
        def act() -> int:
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGRTMIN])
            queue = ctypes.CDLL(None).sigqueue
            return sum(queue(os.getpid(), signal.SIGRTMIN, None) == 0 for _ in range(200))

        assert in_child(act, user=user) == 200
        assert in_child(act, self.layer, user=user) < 100

    def test_locked_memory_is_refused(self) -> None:
        """As nobody, where that is possible: root may lock whatever the limit."""

        def act() -> int:
            buffer = ctypes.create_string_buffer(8192)
            return int(ctypes.CDLL(None).mlock(buffer, 4096))

        assert in_child(act, user=UNPRIVILEGED) == 0
        assert in_child(act, self.layer, user=UNPRIVILEGED) == -1

    def test_a_limit_is_not_raised_again(self) -> None:
        """As nobody: root may raise limits, and is stopped by the filter instead."""

        def act() -> None:
            resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))

        assert in_child(act, user=UNPRIVILEGED) is None
        assert in_child(act, self.layer, user=UNPRIVILEGED) == "ValueError"


class TestMemory:
    @staticmethod
    def layer() -> None:
        lockdown.limit_memory(megabytes=50, size=lockdown.MemoryGauge().read())

    def test_more_than_the_limit_cannot_be_allocated(self, user: int | None) -> None:
        # More than a process that ran for a while may have to spare; untouched, so it costs nothing.
        def act() -> int:
            return len(bytes(2 << 30))

        assert in_child(act, user=user) == 2 << 30
        assert in_child(act, self.layer, user=user) == "MemoryError"

    def test_the_limit_itself_can(self, user: int | None) -> None:
        assert in_child(lambda: len(bytearray(45 << 20)), self.layer, user=user) == 45 << 20

    def test_in_pieces_neither(self, user: int | None) -> None:
        def act() -> int:
            return len([bytes(64 << 20) for _ in range(32)])

        assert in_child(act, user=user) == 32
        assert in_child(act, self.layer, user=user) == "MemoryError"

    def test_what_is_made_read_only_still_counts(self, user: int | None) -> None:
        """It is data no longer, but it is mapped."""

        def act() -> int:
            return sum(_sealed(16 << 20) for _ in range(32))

        assert in_child(act, user=user) == 512 << 20
        assert in_child(act, self.layer, user=user) == "MemoryError"

    def test_what_may_not_even_be_read_counts_too(self, user: int | None) -> None:
        def act() -> None:
            mmap.mmap(-1, 1 << 30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, 0)

        assert in_child(act, user=user) is None
        assert in_child(act, self.layer, user=user) == "OSError"

    def test_libraries_have_room_beside_it(self, user: int | None) -> None:
        def act() -> int:
            import sqlite3
            import ssl

            return len(bytearray(45 << 20)) + bool(ssl) + bool(sqlite3)

        assert in_child(act, self.layer) == (45 << 20) + 2

    def test_the_size_is_that_of_the_process_that_opened_it(self) -> None:
        gauge = lockdown.MemoryGauge()
        try:
            before = gauge.read()
            kept = bytearray(64 << 20)
            after = gauge.read()
            assert after.data - before.data >= len(kept)
            assert after.mapped - before.mapped >= len(kept)
        finally:
            os.close(gauge.descriptor)


class TestCpu:
    @staticmethod
    def act() -> None:
        signal.setitimer(signal.ITIMER_PROF, 2)  # ends the one that nothing limits
        signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        while True:
            pass

    def test_a_loop_is_killed_though_it_ignores_the_warning(self, user: int | None) -> None:
        assert in_child(self.act, user=user) == "SIGPROF"
        assert in_child(self.act, lambda: lockdown.limit_cpu(1), user=user) == "SIGKILL"


def _sealed(size: int) -> int:
    """Have as much memory written and then made read-only, for good."""
    libc = ctypes.CDLL(None)
    libc.mmap.restype = ctypes.c_void_p
    address = libc.mmap(None, ctypes.c_size_t(size), 3, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS, -1, 0)
    if address == ctypes.c_void_p(-1).value:
        raise MemoryError
    ctypes.memset(address, 1, size)
    libc.mprotect(ctypes.c_void_p(address), ctypes.c_size_t(size), mmap.PROT_READ)
    return size
