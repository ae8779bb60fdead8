"""Running the candidates of one task: each once, and little time for those that hang."""

from __future__ import annotations

from dataclasses import replace

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.running import Runner

TEST_CPU_S = 0.1
"""CPU seconds that a test may take; tests of programs of the library take a few milliseconds."""

HASTY_WALL_S = 0.25
"""Wall seconds of a run: on an idle machine, enough for all tests that pass and one or two that hang."""

PATIENT_WALL_S = 2.0
"""Wall seconds of a run that was too slow, because the machine was busy or the code under test sleeps."""


class QuickRuns:
    """Runs a suite against sources, each once, and looks no further than the first test that hangs.

    Which tests come before it is decided by CPU time and so the same on every machine, idle or busy; how
    many of those after it get their turn is not.

    Args:
        suite: The suite; its limits are lowered, never raised.
        runner: Runs it.
        patience: How many times as long as tests of the library they may take.
    """

    def __init__(self, suite: Suite, runner: Runner, patience: float = 1) -> None:
        self._hasty = _limited(suite, HASTY_WALL_S, patience)
        self._patient = _limited(suite, PATIENT_WALL_S, patience)
        self._runner = runner
        self._reports: dict[str, SuiteReport] = {}

    def run(self, source: str) -> SuiteReport:
        """Return how the tests go; from the first that hangs on, all of them count as hanging.

        Raises:
            SuiteError: If the suite itself cannot be used.
        """
        if source not in self._reports:
            report = self._runner.run(source, self._hasty)
            if _is_cut_short(report):
                report = self._runner.run(source, self._patient)
            self._reports[source] = _up_to_first_hang(report)
        return self._reports[source]


def hangs(report: SuiteReport) -> bool:
    """Whether a test of a run hung."""
    return _first_hang(report) is not None


def _limited(suite: Suite, wall_s: float, patience: float) -> Suite:
    limits = suite.limits
    lower = replace(
        limits,
        test_cpu_s=min(TEST_CPU_S * patience, limits.test_cpu_s),
        run_wall_s=min(wall_s * patience, limits.run_wall_s),
    )
    return replace(suite, limits=lower)


def _is_cut_short(report: SuiteReport) -> bool:
    """Whether the wall clock stopped a run before CPU time had found the first test that hangs."""
    hang = _first_hang(report)
    return hang is not None and "CPU time" not in report.tests[hang].message


def _up_to_first_hang(report: SuiteReport) -> SuiteReport:
    hang = _first_hang(report)
    if hang is None:
        return report
    rest = (TestReport(test.name, Verdict.TIMEOUT, "timeout") for test in report.tests[hang:])
    return replace(report, tests=(*report.tests[:hang], *rest))


def _first_hang(report: SuiteReport) -> int | None:
    timeouts = (number for number, test in enumerate(report.tests) if test.verdict is Verdict.TIMEOUT)
    return next(timeouts, None)
