"""One run of a suite against a source, and the verdicts it comes to."""

from __future__ import annotations

import functools
import sys
import time
import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from tracefix_rl.sandbox.clock import Alarm, Clock
from tracefix_rl.sandbox.comparisons import Comparisons
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.halt import Halt, Lost
from tracefix_rl.sandbox.printed import NOTHING, Printed, reissue
from tracefix_rl.sandbox.progress import Progress
from tracefix_rl.sandbox.proxy import Conversation, ModuleProxy
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.sandbox.suites.collection import CompiledSuite, Pytest, Test
from tracefix_rl.sandbox.suites.failure import Failure, FailureWriter
from tracefix_rl.sandbox.suites.wording import BYTE_ORDER_MARK, tidy
from tracefix_rl.sandbox.workers import Zygote

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
        self._numbers = {name: number for number, name in enumerate(compiled.names, start=1)}
        self._reports: dict[str, TestReport] = {}
        self._comparisons = Comparisons(compiled.suite.comparisons)
        self._load_failure: Failure | None = None
        self._printed: list[str] = []
        self._printable = int(compiled.suite.limits.output_bytes)

    def give_up(self, number: int) -> None:
        """Run no test from that number on: it kept an earlier runner busy for ever.

        Args:
            number: Number of the test, from 1.
        """
        self._conclude(self._compiled.names[number - 1 :], Verdict.TIMEOUT, Failure(f"timeout: {_STUCK}"))

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
            comparisons=self._comparisons.made,
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
        conversation = Conversation(worker, self._comparisons, self._show)
        try:
            self._start_clock(conversation, worker.pid)
            mirror = self._load(conversation)
            if mirror is not None:
                self._collect_and_run(conversation, worker.pid, self._proxies(conversation, mirror))
        except Lost:
            raise
        except Halt as halt:  # of an alarm that rang between two tests
            self._conclude(self._remaining, halt.verdict, Failure(halt.reason))
        finally:
            self._alarm.clear()
            worker.close()

    def _load(self, conversation: Conversation) -> Any:
        """Load the source; `None` if that failed, which decides every remaining test."""
        verdict = Verdict.ERROR
        try:
            source = self._source.removeprefix(BYTE_ORDER_MARK)
            support = {each.name: each.source.removeprefix(BYTE_ORDER_MARK) for each in self._suite.support}
            return conversation.load(self._suite.module, self._writer.file, source, support)
        except Halt as halt:
            verdict, self._load_failure = _verdict_of(halt), Failure(f"while loading: {halt.reason}")
        except Exception as error:
            self._load_failure = self._writer.describe(error)
        self._conclude(self._remaining, verdict, self._load_failure)
        return None

    def _proxies(self, conversation: Conversation, mirror: Any) -> dict[str, ModuleProxy]:
        """What the tests get as the modules under test."""
        proxies = {
            each.name: ModuleProxy(each.name, functools.partial(conversation.imported, each.name))
            for each in self._suite.support
        }
        return {self._suite.module: ModuleProxy(self._suite.module, lambda: mirror), **proxies}

    def _collect_and_run(
        self, conversation: Conversation, pid: int, modules: Mapping[str, ModuleProxy]
    ) -> None:
        with ExitStack() as stack:
            tests: Mapping[str, Test] = {}
            failure = None
            self._start_clock(conversation, pid)
            try:
                try:
                    tests = stack.enter_context(self._host.tests(self._compiled, modules))
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
            self._progress.test = self._numbers[name]
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
        self._start_clock(conversation, pid)
        # How a test treats warnings ends with it, and none is printed.
        with warnings.catch_warnings(record=True):
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
        if printed is NOTHING:
            return
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

    def _start_clock(self, conversation: Conversation, pid: int) -> None:
        """Hold what follows to a test's limits, also where it is this process that works."""
        limit = self._suite.limits.test_wall_s
        self._clock.start_test(pid)
        self._alarm.set(
            limit + 1,
            lambda: conversation.stop(Halt(Verdict.TIMEOUT, f"timeout: took more than {limit:g} s")),
        )


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
