"""The trusted side: a long-lived process that runs suites and owns the verdicts.

It never imports the code under test. Its owner sends one JSON object a frame and gets one back:

    {"run": {...}}      ->  {"report": {...}} | {"suite_error": text} | {"infrastructure_error": text}
                            with `"stuck_at": n` if an earlier runner never came to an end with test n
    {"isolation": {}}   ->  {"layers": [[name, status, detail], ...]}

It ends when its owner closes the channel or dies.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import resource
import select
import signal
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from typing import Any

from tracefix_rl.sandbox import lockdown
from tracefix_rl.sandbox.clock import Alarm, Clock
from tracefix_rl.sandbox.collection import CompiledSuite, Pytest, Test
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.failure import Failure, FailureWriter
from tracefix_rl.sandbox.halt import Halt, Lost
from tracefix_rl.sandbox.limits import Limits, Suite
from tracefix_rl.sandbox.printed import Printed, reissue
from tracefix_rl.sandbox.progress import Progress
from tracefix_rl.sandbox.protocol import SocketWire, frame
from tracefix_rl.sandbox.proxy import Conversation, ModuleProxy
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.sandbox.shared_state import SharedState
from tracefix_rl.sandbox.wording import BYTE_ORDER_MARK, tidy
from tracefix_rl.sandbox.workers import Zygote

MEMORY_MB = 1024
"""Megabytes a runner may allocate beyond what it starts with."""
_STUCK = "what the test computes from returned values does not end, and nothing could interrupt it"
MAX_REPORT_CHARACTERS = 500_000
"""Most characters of messages and printed text in a report: even escaped they fit into one frame."""


class Run:
    """One run of a suite against a source: a worker, and a fresh one whenever it ends.

    Args:
        host: Collects the suite.
        zygote: Forks the workers.
        alarm: Interrupts a test that keeps this process busy.
        progress: Where it is written which test is being run.
        compiled: The suite.
        source: The source under test.
    """

    def __init__(
        self,
        host: Pytest,
        zygote: Zygote,
        alarm: Alarm,
        progress: Progress,
        compiled: CompiledSuite,
        source: str,
    ) -> None:
        self._host = host
        self._progress = progress
        self._alarm = alarm
        self._zygote = zygote
        self._compiled = compiled
        self._suite = compiled.suite
        self._source = source
        self._writer = FailureWriter(compiled.suite, source)
        self._clock = Clock(compiled.suite.limits)
        self._reports: dict[str, TestReport] = {}
        self._load_failure: Failure | None = None
        self._printed: list[str] = []
        self._printable = int(compiled.suite.limits.output_bytes)

    def give_up(self, number: int) -> None:
        """Run no test from that number on: it kept an earlier runner busy for ever.

        Args:
            number: Number of the test, from 1; 0 to run none at all.
        """
        names = self._compiled.names[max(0, number - 1) :]
        self._conclude(names, Verdict.TIMEOUT, Failure(f"timeout: {_STUCK}"))

    def report(self) -> SuiteReport:
        """Run every test; return one verdict for each."""
        started = time.monotonic()
        while len(self._reports) < len(self._compiled.names):
            self._attempt()
        failure = self._load_failure
        return SuiteReport(
            tests=shortened([self._reports[name] for name in self._compiled.names]),
            load_error=failure.message if failure else None,
            load_error_line=failure.line if failure else None,
            duration_s=time.monotonic() - started,
        )

    @property
    def _remaining(self) -> list[str]:
        return [name for name in self._compiled.names if name not in self._reports]

    def _attempt(self) -> None:
        """Run the remaining tests in one worker, until it ends."""
        if self._clock.run_is_over:
            self._conclude(self._remaining, Verdict.TIMEOUT, Failure(self._clock.run_over_reason))
            return
        worker = self._zygote.worker(self._suite.limits)
        worker.obey(self._clock)
        conversation = Conversation(worker, self._show)
        try:
            with self._measured(conversation, worker.pid):
                mirror = self._load(conversation)
            if mirror is not None:
                self._collect_and_run(conversation, worker.pid, ModuleProxy(self._suite.module, mirror))
        except Lost:
            raise
        except Halt as halt:  # of an alarm that rang between two tests
            self._conclude(self._remaining, halt.verdict, Failure(halt.reason))
        finally:
            worker.close()

    def _load(self, conversation: Conversation) -> Any:
        """Load the source; `None` if that failed, which decides every remaining test."""
        verdict = Verdict.ERROR
        try:
            source = self._source.removeprefix(BYTE_ORDER_MARK)
            return conversation.load(self._suite.module, self._writer.file, source)
        except Halt as halt:
            verdict, self._load_failure = _verdict_of(halt), Failure(f"while loading: {halt.reason}")
        except Exception as error:
            self._load_failure = self._writer.describe(error)
        self._conclude(self._remaining, verdict, self._load_failure)
        return None

    def _collect_and_run(self, conversation: Conversation, pid: int, module: ModuleProxy) -> None:
        with ExitStack() as stack:
            tests: Mapping[str, Test] = {}
            failure = None
            try:
                with self._measured(conversation, pid):
                    try:
                        tests = stack.enter_context(self._host.tests(self._compiled, module))
                    except SuiteError as error:
                        failure = self._writer.describe(error.__cause__ or error)
            except Halt as halt:
                failure = Failure(f"while the tests were imported: {halt.reason}")
                self._conclude(self._remaining, _verdict_of(halt), failure)
                return
            if failure is None:
                self._run_tests(conversation, pid, tests)
            else:
                self._conclude(self._remaining, Verdict.ERROR, failure)

    def _run_tests(self, conversation: Conversation, pid: int, tests: Mapping[str, Test]) -> None:
        remaining = self._remaining
        for name, after in zip(remaining, [*remaining[1:], None], strict=True):
            if self._clock.run_is_over:
                return
            self._progress.test = self._compiled.names.index(name) + 1
            test = tests.get(name)
            if test is None:
                self._conclude(
                    [name], Verdict.MISSING, Failure("the test was not collected with this source")
                )
                continue
            self._reports[name] = self._run_test(conversation, pid, name, test, tests.get(after or ""))
            halt = conversation.halt
            if halt is not None:
                if halt.whole_run:
                    self._conclude(self._compiled.names, halt.verdict, Failure(halt.reason))
                return

    def _run_test(
        self,
        conversation: Conversation,
        pid: int,
        name: str,
        test: Test,
        following: Test | None,
    ) -> TestReport:
        self._printed.clear()
        self._printable = int(self._suite.limits.output_bytes)
        verdict, failure = Verdict.PASSED, Failure("")
        # How a test treats warnings ends with it, and none is printed.
        with self._measured(conversation, pid), warnings.catch_warnings(record=True):
            stage = Verdict.ERROR
            try:
                test.set_up()
                stage = Verdict.FAILED
                test.call()
            except BaseException as error:
                verdict, failure = stage, self._describe(error)
            try:
                test.tear_down(following)
            except BaseException as error:
                if verdict is Verdict.PASSED:
                    verdict, failure = Verdict.ERROR, self._describe(error)
        # Whatever the test made of it: a halt decides.
        if conversation.halt is not None:
            verdict, failure = _verdict_of(conversation.halt), Failure(conversation.halt.reason)
        return TestReport(name, verdict, failure.message, failure.line, tidy("".join(self._printed)))

    def _describe(self, error: BaseException) -> Failure:
        return Failure(error.reason) if isinstance(error, Halt) else self._writer.describe(error)

    def _show(self, printed: Printed) -> None:
        out, err = self._within_limit(printed.out), self._within_limit(printed.err)
        if out:
            sys.stdout.write(out)
        # Only to a test that captures it: otherwise it is where this process reports what went wrong with it.
        if err and sys.stderr is not sys.__stderr__:
            sys.stderr.write(err)
        reissue(printed.warnings, self._writer.file)

    def _within_limit(self, text: str) -> str:
        # Counted here as well: the worker that keeps to the limit may have been replaced by its code.
        # Also made writable: else a lone surrogate would be a ValueError of ours, inside the test.
        text = text[: max(0, self._printable)].encode("utf-8", "backslashreplace").decode()
        self._printable -= len(text)
        if text:
            self._printed.append(text)
        return text

    def _conclude(self, names: list[str] | tuple[str, ...], verdict: Verdict, failure: Failure) -> None:
        for name in names:
            self._reports[name] = TestReport(name, verdict, failure.message, failure.line)

    @contextmanager
    def _measured(self, conversation: Conversation, pid: int) -> Iterator[None]:
        """Hold what follows to a test's limits, also where it is this process that works."""
        limit = self._suite.limits.test_wall_s
        self._clock.start_test(pid)
        halt = Halt(Verdict.TIMEOUT, f"timeout: took more than {limit:g} s")
        with self._alarm.after(limit + 1, lambda: conversation.stop(halt)):
            yield


def shortened(reports: list[TestReport]) -> tuple[TestReport, ...]:
    """Return the reports, their texts cut to equal shares if they are too much for one answer."""
    if sum(len(report.message) + len(report.output) for report in reports) <= MAX_REPORT_CHARACTERS:
        return tuple(reports)
    share = MAX_REPORT_CHARACTERS // (2 * len(reports))
    return tuple(
        replace(report, message=report.message[:share], output=report.output[:share]) for report in reports
    )


def _verdict_of(halt: Halt) -> Verdict:
    if isinstance(halt, Lost):
        raise halt
    return halt.verdict


class Runner:
    """Answers its owner.

    Args:
        strict: Whether workers must have every required layer.
        hash_seed: `PYTHONHASHSEED` of the workers.
        progress: Where it writes which test it is at.
    """

    def __init__(self, strict: bool, hash_seed: int, progress: Progress) -> None:
        self._progress = progress
        self._zygote = Zygote(strict, hash_seed)
        self._host = Pytest()
        self._alarm = Alarm()
        self._last_limits: Limits | None = None
        self._shared_state = SharedState()
        self._shared_state.restore()
        # What is there now stays: collecting it again and again would cost milliseconds.
        gc.collect()
        gc.freeze()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Perform a request."""
        ((kind, body),) = request.items()
        try:
            if kind == "isolation":
                return {"layers": self._zygote.layers(body["memory_mb"])}
            suite = Suite(body["text"], body["module"], Limits(**body["limits"]))
            report = self._run(self._compile(suite), body["source"], body.get("stuck_at"))
        except SuiteError as error:
            return {"suite_error": str(error)}
        except Lost as loss:
            return {"infrastructure_error": loss.reason}
        finally:
            self._shared_state.restore()
        self._last_limits = suite.limits
        return {"report": report.as_dict()}

    def _run(self, compiled: CompiledSuite, source: str, stuck_at: int | None) -> SuiteReport:
        self._progress.test = 0
        run = Run(self._host, self._zygote, self._alarm, self._progress, compiled, source)
        if stuck_at is not None:
            run.give_up(stuck_at)
        return run.report()

    def prepare(self) -> None:
        """Fork a worker for the next run, which is likely to have the limits of the last."""
        if self._last_limits is not None:
            with suppress(Lost):
                self._zygote.prepare(self._last_limits)

    def _compile(self, suite: Suite) -> CompiledSuite:
        limit = suite.limits.test_wall_s
        late = SuiteError(f"the suite cannot be collected: importing it took more than {limit:g} s")
        with self._alarm.after(limit, lambda: late):
            return self._host.compile(suite)


def serve(channel: int, runner: Runner) -> None:
    """Answer requests on `channel` until it closes."""
    wire = SocketWire(channel)
    while True:
        try:
            request = json.loads(wire.receive())
        except EOFError:
            return
        wire.send(frame(json.dumps(runner.answer(request)).encode()))
        runner.prepare()


def end_with_owner(channel: int) -> None:
    """End this process, whatever it is doing, as soon as the other end of `channel` closes."""

    def look(signum: int, stack: object) -> None:
        watch = select.poll()  # its own: another signal may come while this one is being looked at
        watch.register(channel, select.POLLHUP)
        if watch.poll(0):
            os._exit(0)

    signal.signal(signal.SIGIO, look)
    fcntl.fcntl(channel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(channel, fcntl.F_SETFL, fcntl.fcntl(channel, fcntl.F_GETFL) | os.O_ASYNC)


def bound_memory(megabytes: int) -> None:
    """Let this process have so much more data: what the tests make of returned values may be of any size."""
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = lockdown.MemoryGauge().read().data + (megabytes << 20)
    resource.setrlimit(
        resource.RLIMIT_DATA, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard)
    )


def main() -> None:
    """Run a runner: `argv` holds the descriptors of its channel and its progress, and the mode."""
    channel, progress, mode = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Warnings of the code under test are for a test that listens, which puts a list in this place.
    warnings.showwarning = lambda *args, **kwargs: None
    end_with_owner(channel)
    hash_seed = int(os.environ["PYTHONHASHSEED"])
    runner = Runner(mode == "strict", hash_seed, Progress(progress))
    bound_memory(MEMORY_MB)
    serve(channel, runner)


if __name__ == "__main__":
    main()
