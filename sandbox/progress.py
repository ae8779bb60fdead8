"""How far a runner has come with a run, to be read even when it can no longer answer."""

from __future__ import annotations

import mmap
import os


class Progress:
    """A number in memory that a runner and its owner share.

    The runner writes which test it is at; its owner reads it if the runner is stuck, in C code that no signal
    interrupts, for example while it multiplies numbers that the code under test returned.

    Args:
        descriptor: The shared memory, from `create`.
    """

    def __init__(self, descriptor: int) -> None:
        self._memory = mmap.mmap(descriptor, _BYTES)

    @staticmethod
    def create() -> int:
        """Return the descriptor of new shared memory that holds 0."""
        descriptor = os.memfd_create("progress")
        os.ftruncate(descriptor, _BYTES)
        return descriptor

    @property
    def test(self) -> int:
        """Number of the test that is being run or comes next, from 1; 0 while the suite is collected."""
        return int.from_bytes(self._memory[:_BYTES], "little")

    @test.setter
    def test(self, number: int) -> None:
        self._memory[:_BYTES] = number.to_bytes(_BYTES, "little")


_BYTES = 8
