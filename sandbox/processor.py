"""Which processor a runner and its worker run on."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress

_libc = ctypes.CDLL(None)


class SharedProcessor:
    """Keeps this process and another on one processor while they take turns.

    Only one of the two has anything to do at a time, so nothing is lost; and a message need not wake another
    processor, nor move its data there. With every processor busy that is a fifth more runs a second.

    Args:
        pid: The other process.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._allowed = os.sched_getaffinity(0)
        self._is_shared = False

    def join(self) -> None:
        """Stay on the present processor, both."""
        self._is_shared = True
        self._move_both({_libc.sched_getcpu()})

    def leave(self) -> None:
        """Run where there is room, both: one of the two is busy for longer."""
        if self._is_shared:
            self._is_shared = False
            self._move_both(self._allowed)

    def end(self) -> None:
        """Run where there is room; the other process is about to end."""
        if self._is_shared:
            self._is_shared = False
            _move(0, self._allowed)

    def _move_both(self, processors: set[int]) -> None:
        _move(0, processors)
        _move(self._pid, processors)


def _move(pid: int, processors: set[int]) -> None:
    # A process may have ended; and where the machine forbids it, it only costs time.
    with suppress(OSError):
        os.sched_setaffinity(pid, processors)
