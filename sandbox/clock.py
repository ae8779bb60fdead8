"""How long a test may go on, and with how many threads."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from tracefix_rl.sandbox.halt import Halt
from tracefix_rl.sandbox.limits import Limits
from tracefix_rl.sandbox.report import Verdict

_COUNT_S = 0.02
"""How often threads are counted: no filter of system calls can, and processes are scarce in a container."""


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has used, all its threads together.

    Raises:
        OSError: If there is no such process.
    """
    # The kernel's clock of a process: its number inverted, then the clock that counts CPU time.
    return time.clock_gettime((~pid << 3) | 2)


def threads_of(pid: int) -> int:
    """Return how many threads a process has; 0 if there is no such process. See proc_pid_stat(5)."""
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            return int(file.read().rpartition(b")")[2].split()[17])
    except OSError:
        return 0


class Alarm:
    """Interrupts this process where it works for too long itself. There can be one in a process."""

    def __init__(self) -> None:
        self._expire: Callable[[], BaseException] | None = None
        signal.signal(signal.SIGALRM, self._ring)

    @contextmanager
    def after(self, seconds: float, expire: Callable[[], BaseException]) -> Iterator[None]:
        """Limit what is done meanwhile; see `set`."""
        self.set(seconds, expire)
        try:
            yield
        finally:
            self.clear()

    def set(self, seconds: float, expire: Callable[[], BaseException]) -> None:
        """Limit what is done from now on, in place of what was limited before.

        Args:
            seconds: Wall seconds that it may take.
            expire: Returns what is then raised.
        """
        self._expire = expire
        signal.setitimer(signal.ITIMER_REAL, seconds)

    def clear(self) -> None:
        """Limit nothing any more."""
        self._expire = None
        signal.setitimer(signal.ITIMER_REAL, 0)

    def _ring(self, signum: int, stack: object) -> None:
        if self._expire is not None:
            raise self._expire()


class Clock:
    """Counts a test's CPU and wall time and its threads, and the run's CPU and wall time.

    Args:
        limits: What the run may use.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._run_end = time.monotonic() + limits.run_wall_s
        self._test_end = self._run_end
        self._pid = 0
        self._spent = self._cpu_start = self._cpu_seen = self._cpu_end = 0.0
        self._next_count = self._run_end

    @property
    def run_is_over(self) -> bool:
        """Whether the run's time is used up."""
        return time.monotonic() >= self._run_end or self._used() >= self._limits.run_cpu_s

    def start_test(self, pid: int) -> None:
        """Start counting anew for a test.

        Args:
            pid: The worker.
        """
        self._spent = self._used()
        self._pid = pid
        now = time.monotonic()
        self._test_end = min(self._run_end, now + self._limits.test_wall_s)
        self._cpu_seen = 0.0
        self._cpu_start = self._cpu()
        self._cpu_end = self._cpu_start + min(self._limits.test_cpu_s, self._limits.run_cpu_s - self._spent)
        self._next_count = min(self._next_count, now + _COUNT_S)

    def seconds_to_check(self) -> float:
        """Return after how many seconds a limit may have been reached."""
        wall = min(self._test_end, self._next_count) - time.monotonic()
        return max(0.0, min(wall, self._cpu_end - self._cpu())) + 0.001

    def check(self) -> None:
        """Stop the test if a limit was reached.

        Raises:
            Halt: With the limit named.
        """
        if self._cpu() >= self._cpu_end:
            if self._used() >= self._limits.run_cpu_s:
                raise Halt(Verdict.TIMEOUT, self.run_over_reason)
            raise Halt(Verdict.TIMEOUT, f"timeout: used its {self._limits.test_cpu_s:g} s of CPU time")
        now = time.monotonic()
        if now >= self._run_end:
            raise Halt(Verdict.TIMEOUT, self.run_over_reason)
        if now >= self._test_end:
            self._spent += self._limits.test_wall_s
            raise Halt(Verdict.TIMEOUT, f"timeout: waited for {self._limits.test_wall_s:g} s")
        if now >= self._next_count:
            self._next_count = now + _COUNT_S
            if threads_of(self._pid) > self._limits.threads:
                raise Halt(Verdict.CRASHED, f"crashed: more than {self._limits.threads} threads")

    @property
    def run_over_reason(self) -> str:
        """Why no further test can be run."""
        if self._used() >= self._limits.run_cpu_s:
            return f"timeout: the run's {self._limits.run_cpu_s:g} s of CPU time were used up"
        return f"timeout: the run's {self._limits.run_wall_s:g} s were used up"

    def _used(self) -> float:
        """CPU seconds of the run, with what tests waited that timed out."""
        self._cpu()
        return self._spent + self._cpu_seen - self._cpu_start

    def _cpu(self) -> float:
        """CPU seconds of the worker; those that were seen last, if it is gone."""
        if self._pid:
            with suppress(OSError):
                self._cpu_seen = max(self._cpu_seen, cpu_seconds(self._pid))
        return self._cpu_seen
