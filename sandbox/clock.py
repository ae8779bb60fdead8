"""How long a test may go on."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.report import Verdict


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, all its threads together.

    Raises:
        OSError: If there is no such process.
    """
    # The kernel's clock of a process: its number inverted, then the clock that counts CPU time.
    return time.clock_gettime((~pid << 3) | 2)


class Alarm:
    """Interrupts this process where it works for too long itself. There can be one in a process."""

    def __init__(self) -> None:
        self._expire: Callable[[], BaseException] | None = None
        signal.signal(signal.SIGALRM, self._ring)

    @contextmanager
    def after(self, seconds: float, expire: Callable[[], BaseException]) -> Iterator[None]:
        """Limit what is done meanwhile.

        Args:
            seconds: Wall seconds that it may take.
            expire: Returns what is then raised.
        """
        self._expire = expire
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            self._expire = None

    def _ring(self, signum: int, stack: object) -> None:
        if self._expire is not None:
            raise self._expire()


class Clock:
    """Counts a test's CPU and wall time, and the run's wall time.

    Args:
        limits: What the run may use.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._run_end = time.monotonic() + limits.run_wall_s
        self._test_end = self._run_end
        self._pid = 0
        self._cpu_end = 0.0

    @property
    def run_is_over(self) -> bool:
        """Whether the run's time is used up."""
        return time.monotonic() >= self._run_end

    def start_test(self, pid: int) -> None:
        """Start counting anew for a test.

        Args:
            pid: The worker.
        """
        self._pid = pid
        self._test_end = min(self._run_end, time.monotonic() + self._limits.test_wall_s)
        self._cpu_end = self._cpu() + self._limits.test_cpu_s

    def seconds_to_check(self) -> float:
        """Return after how many seconds a limit may have been reached."""
        wall = self._test_end - time.monotonic()
        return max(0.0, min(wall, self._cpu_end - self._cpu())) + 0.001

    def check(self) -> None:
        """Stop the test if a limit was reached.

        Raises:
            Halt: With the limit named.
        """
        if self._cpu() >= self._cpu_end:
            raise Halt(Verdict.TIMEOUT, f"timeout: used its {self._limits.test_cpu_s:g} s of CPU time")
        now = time.monotonic()
        if now >= self._run_end:
            raise Halt(Verdict.TIMEOUT, self.run_over_reason)
        if now >= self._test_end:
            raise Halt(Verdict.TIMEOUT, f"timeout: waited for {self._limits.test_wall_s:g} s")

    @property
    def run_over_reason(self) -> str:
        """Why no further test can be run."""
        return f"timeout: the run's {self._limits.run_wall_s:g} s were used up"

    def _cpu(self) -> float:
        try:
            return cpu_seconds(self._pid)
        except OSError:
            return 0.0
