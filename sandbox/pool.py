"""The sandbox as its users see it: a pool of runners."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from enum import StrEnum
from types import TracebackType
from typing import Any, Self, TypeVar

from tracefix_rl.sandbox.bootstrap import Setup
from tracefix_rl.sandbox.cache import ReportCache, key_of
from tracefix_rl.sandbox.capacity import usable_processors
from tracefix_rl.sandbox.errors import InfrastructureError, IsolationError, SandboxError, SuiteError
from tracefix_rl.sandbox.limits import LimitsError, Suite
from tracefix_rl.sandbox.line import Line, LineClosed
from tracefix_rl.sandbox.packages import check_packages
from tracefix_rl.sandbox.report import IsolationReport, SuiteReport, TestReport, Verdict
from tracefix_rl.sandbox.slots import RunnerFailed, RunnerStuck, Slot
from tracefix_rl.sandbox.wire import MAX_FRAME

MAX_SOURCE_BYTES = 1_000_000
"""Largest accepted source, in bytes of UTF-8."""

MAX_HASH_SEED = 4_294_967_295
"""Largest `PYTHONHASHSEED` there is."""

_GRACE_S = 5.0
"""Seconds beyond the run's own that a busy machine may need for it."""

T = TypeVar("T")


class Mode(StrEnum):
    """What to do when an isolation layer is not to be had."""

    STRICT = "strict"
    """Refuse to run."""
    DEGRADED = "degraded"
    """Run, and name what is missing in every report."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A run that was asked for: the encoded request, its name in the cache, and how long it may take."""

    request: bytes
    key: bytes
    timeout_s: float

    def without_tests_from(self, number: int) -> bytes:
        """Return the request to leave out the tests from that number on, the first being 1."""
        run = json.loads(self.request)["run"]
        return json.dumps({"run": run | {"stuck_at": number}}).encode()


class Sandbox:
    """Runs suites against sources it does not trust.

    Runners are started when they are first needed and live until `close`. Threads and coroutines share
    them in the order in which they come.

    Args:
        runners: Most runs at a time; by default the number of processors that this process may use.
        mode: What to do about a missing layer; `TRACEFIX_SANDBOX` by default, else `strict`.
        hash_seed: `PYTHONHASHSEED` of the code under test; runs with the same seed agree.
        cache: Where reports are looked up and kept; `None` runs every suite, which is what a check of
            whether verdicts are stable needs.
        packages: Third-party packages that the code under test may import, beside the standard library.
            They are imported before it is locked up, and their values cross as mirrors.

    Raises:
        ValueError: If the mode is neither `strict` nor `degraded`, `runners` is not positive, `hash_seed`
            is not one that Python takes, or a package is not installed.
        TypeError: If an argument is of another type.
    """

    def __init__(
        self,
        *,
        runners: int | None = None,
        mode: Mode | str | None = None,
        hash_seed: int = 0,
        cache: ReportCache | None = None,
        packages: Collection[str] = (),
    ) -> None:
        self.mode = _default_mode() if mode is None else _mode("mode", mode)
        if runners is not None and _whole("runners", runners) < 1:
            raise ValueError(f"a sandbox needs at least one runner; runners is {runners}")
        if not 0 <= _whole("hash_seed", hash_seed) <= MAX_HASH_SEED:
            raise ValueError(f"hash_seed must lie between 0 and {MAX_HASH_SEED}; it is {hash_seed}")
        if not isinstance(cache, ReportCache | None):
            raise TypeError(f"cache must be a `ReportCache` or None, not {type(cache).__name__}")
        count = runners or usable_processors()
        self._owner = os.getpid()
        self._closed = False
        self._setup = Setup(self.mode is Mode.STRICT, hash_seed, check_packages(packages))
        self._cache = cache
        self._isolation: IsolationReport | None = None
        self._slots = [Slot(self._setup) for _ in range(count)]
        self._line = Line(self._slots)
        # Coroutines wait in it for their turn: as many threads as there are turns, and none of asyncio's own.
        self._threads = ThreadPoolExecutor(count, "sandbox")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source.

        Args:
            source: The code under test; it may be any text.
            suite: The tests and their limits.

        Returns:
            One verdict for each test.

        Raises:
            LimitsError: If the source is not text, or larger than `MAX_SOURCE_BYTES`.
            SuiteError: If the suite itself cannot be used.
            IsolationError: In strict mode, if a required layer is missing.
            InfrastructureError: If the runner failed twice: there is no verdict.
            SandboxError: If the sandbox is closed, also during the run, or was inherited by a fork.
        """
        self._check_usable()
        job = self._job(source, suite)
        return self._remembered(job) or self._run(job, self._line.join())

    async def run_async(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite from asyncio; see `run`. Cancelling it gives its turn to the next."""
        self._check_usable()
        job = self._job(source, suite)
        remembered = self._remembered(job)
        if remembered is not None:
            return remembered
        ticket = self._line.join()
        work = self._threads.submit(self._run, job, ticket)
        try:
            return await asyncio.wrap_future(work)
        except asyncio.CancelledError:
            if work.cancel():
                self._line.leave(ticket)
            else:
                ticket.cancel()
            raise

    def isolation(self) -> IsolationReport:
        """Tell which isolation layers hold, as tried when a runner started.

        Raises:
            IsolationError: In strict mode, if a required layer is missing.
            InfrastructureError: If the layers could not be tried.
            SandboxError: If the sandbox is closed or was inherited by a fork.
        """
        self._check_usable()
        if self._isolation is None:
            self._isolation = self._on_turn(self._line.join(), Slot.isolation)
        return self._admit(self._isolation)

    @property
    def restarts(self) -> int:
        """Runners that were started in place of one that failed."""
        return sum(max(0, slot.started - 1) for slot in self._slots)

    def close(self) -> None:
        """End every runner and worker; runs in flight and in line raise. Closing twice is harmless."""
        self._closed = True
        if self._owner == os.getpid():
            self._line.close()
            for slot in self._slots:
                slot.close()
            self._threads.shutdown(wait=False)

    def _run(self, job: _Job, ticket: Future[Slot]) -> SuiteReport:
        """Run a job when its turn comes, and remember its report."""

        report = self._on_turn(ticket, lambda slot: self._perform(slot, job))
        if self._cache is not None:
            self._cache.put(job.key, report)
        return report

    def _perform(self, slot: Slot, job: _Job) -> SuiteReport:
        """Have a runner do a job; a test that never ends, and the tests after it, are out of time."""
        try:
            return self._ask(slot, job.request, job.timeout_s)
        except RunnerStuck as stuck:
            test = stuck.test
        if test == 0:
            raise SuiteError(
                "the suite cannot be collected: importing it does not end, and nothing interrupts it"
            )
        try:
            return self._ask(slot, job.without_tests_from(test), job.timeout_s)
        except RunnerStuck:
            return self._ask(slot, job.without_tests_from(1), job.timeout_s)

    def _ask(self, slot: Slot, request: bytes, timeout_s: float) -> SuiteReport:
        missing = self._admit(slot.isolation()).missing
        answer = slot.ask(request, timeout_s)
        if "suite_error" in answer:
            raise SuiteError(answer["suite_error"])
        return _report(answer["report"], missing)

    def _on_turn(self, ticket: Future[Slot], perform: Callable[[Slot], T]) -> T:
        """Perform something when the turn comes; if the runner fails it is replaced, once."""
        try:
            slot = ticket.result()
        except LineClosed:
            raise _closed() from None
        except BaseException:
            self._line.leave(ticket)
            raise
        try:
            try:
                return perform(slot)
            except RunnerFailed:
                self._check_usable()
                return perform(slot)
        except RunnerFailed as error:
            self._check_usable()
            raise InfrastructureError(f"the sandbox's runner failed twice: {error}") from error
        finally:
            self._line.give_back(slot)

    def _admit(self, isolation: IsolationReport) -> IsolationReport:
        """Return what was found, if it is enough for this mode."""
        missing = isolation.missing_required
        if missing and self.mode is Mode.STRICT:
            raise IsolationError(
                f"this machine lacks {', '.join(missing)}, without which code under test is not contained; "
                "use a Linux kernel with Landlock and seccomp, or set TRACEFIX_SANDBOX=degraded "
                "for code that you trust"
            )
        return isolation

    def _job(self, source: str, suite: Suite) -> _Job:
        _check(source, suite)
        run = {
            "source": source,
            "text": suite.text,
            "module": suite.module,
            "limits": asdict(suite.limits),
            "comparisons": None if suite.comparisons is None else sorted(suite.comparisons),
            "support": [[each.name, each.source] for each in suite.support],
        }
        request = json.dumps({"run": run}).encode()
        if len(request) > MAX_FRAME:
            raise LimitsError("source and suite are too large together: most of their text is escapes")
        return _Job(request, key_of(request, self._setup), suite.limits.run_wall_s + _GRACE_S)

    def _remembered(self, job: _Job) -> SuiteReport | None:
        return self._cache.get(job.key) if self._cache is not None else None

    def _check_usable(self) -> None:
        if self._closed:
            raise _closed()
        if self._owner != os.getpid():
            raise SandboxError("this sandbox belongs to the process before the fork; make a new one after it")


def _closed() -> SandboxError:
    return SandboxError("this sandbox is closed; make a new one")


def _default_mode() -> Mode:
    return _mode("TRACEFIX_SANDBOX", os.environ.get("TRACEFIX_SANDBOX") or Mode.STRICT)


def _mode(origin: str, value: Mode | str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise ValueError(f"{origin} is {value!r}; it must be `strict` or `degraded`") from None


def _whole(argument: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(f"{argument} must be a whole number, not {value!r}")
    return value


def _check(source: object, suite: object) -> None:
    if not isinstance(suite, Suite):
        raise LimitsError(f"a suite is a `Suite`, with the text of its tests, not {type(suite).__name__}")
    if not isinstance(source, str):
        raise LimitsError(f"a source is text, not {type(source).__name__}")
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > MAX_SOURCE_BYTES:
        raise LimitsError(f"a source may have {MAX_SOURCE_BYTES:,} bytes, not {size:,}")


def _report(data: dict[str, Any], missing: tuple[str, ...]) -> SuiteReport:
    tests = tuple(TestReport(**test | {"verdict": Verdict(test["verdict"])}) for test in data["tests"])
    return SuiteReport(
        **data | {"tests": tests, "missing_layers": missing, "comparisons": tuple(data["comparisons"])}
    )
