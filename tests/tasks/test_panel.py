"""What a repair costs the panel: the same everywhere, and little where candidates hang."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import pytest

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Limits, Suite
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.panel import BUDGET, HANGS, PANEL, Effort, effort
from tracefix_rl.tasks.quick_runs import HASTY_WALL_S, PATIENT_WALL_S, TEST_CPU_S, QuickRuns

SUITE = Suite(
    "from program import total\n\n\ndef test_none():\n    assert total([]) == 0\n\n\n"
    "def test_some():\n    assert total([1, 2, 3]) == 6\n"
)
RIGHT = (
    "def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result\n"
)
BUGGY = RIGHT.replace("+=", "-=")


class Watched:
    """Runs suites in a sandbox and remembers what it ran."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self.sources: list[str] = []
        self.suites: list[Suite] = []

    def run(self, source: str, suite: Suite) -> SuiteReport:
        self.sources.append(source)
        self.suites.append(suite)
        return self._sandbox.run(source, suite)


class Scripted:
    """Answers every run the same way, in place of a busy machine or a hopeless task."""

    def __init__(self, *reports: SuiteReport) -> None:
        self._reports = reports
        self.suites: list[Suite] = []

    def run(self, source: str, suite: Suite) -> SuiteReport:
        self.suites.append(suite)
        return self._reports[min(len(self.suites), len(self._reports)) - 1]


def report(*verdicts: Verdict, message: str = "why") -> SuiteReport:
    return SuiteReport(
        tuple(
            TestReport(f"test_{number}", verdict, "" if verdict is Verdict.PASSED else message)
            for number, verdict in enumerate(verdicts)
        )
    )


def test_members_differ_and_their_names_tell_them_apart() -> None:
    assert (
        len({member.name for member in PANEL})
        == len({member.guidance for member in PANEL})
        == len(PANEL)
        == 3
    )


def test_a_simple_bug_is_repaired_and_runs_are_shared_but_counted_for_each(sandbox: Sandbox) -> None:
    watched = Watched(sandbox)
    cost = effort(BUGGY, SUITE, watched)
    assert cost.solved == len(PANEL)
    runs = [needed for needed in cost.runs if needed is not None]
    assert min(runs) >= 1
    assert max(Counter(watched.sources).values()) == 1
    assert len(watched.sources) - 1 < sum(runs)
    for source in watched.sources:
        compile(source, "program.py", "exec")


def test_what_passes_already_costs_nothing_and_what_cannot_be_repaired_is_given_up(sandbox: Sandbox) -> None:
    assert effort(RIGHT, SUITE, sandbox) == Effort((0, 0, 0))
    assert effort("def total(:\n", SUITE, sandbox) == Effort((None, None, None))


def test_every_member_has_the_budget_and_no_more() -> None:
    hopeless = Scripted(report(Verdict.FAILED, Verdict.PASSED))
    source = Catalog.shipped().find("calculator_wrong_operators").source
    assert effort(source, SUITE, hopeless) == Effort((None, None, None))
    # Some runs are shared; the members together make no more than theirs and the first.
    assert BUDGET < len(hopeless.suites) <= len(PANEL) * BUDGET + 1


def test_a_suite_that_is_none_is_an_error(sandbox: Sandbox) -> None:
    with pytest.raises(SuiteError):
        effort(BUGGY, Suite("def no_test():\n    pass\n"), sandbox)


EFFORT = """
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.panel import effort
with Sandbox(runners=1) as sandbox:
    for name in ("merge_intervals_shrinks_end", "slug_lost_strip"):
        task = Catalog.shipped().find(name)
        print(effort(task.source, task.visible, sandbox))
"""


def test_the_effort_is_the_same_in_every_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", EFFORT],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout
    assert "Effort(runs=" in runs[0].stdout


# Runs in which tests hang

HANGING = RIGHT.replace("    for item in items:\n", "    while items:\n        item = items[0]\n")


def test_a_test_that_hangs_costs_little_and_ends_what_is_looked_at(sandbox: Sandbox) -> None:
    watched = Watched(sandbox)
    told = QuickRuns(SUITE, watched).run(HANGING)
    assert [test.verdict for test in told.tests] == [Verdict.PASSED, Verdict.TIMEOUT]
    assert {suite.limits.test_cpu_s for suite in watched.suites} == {TEST_CPU_S}
    assert watched.suites[0].limits.run_wall_s == HASTY_WALL_S


def test_what_comes_after_the_first_test_that_hangs_counts_as_hanging() -> None:
    cut = report(
        Verdict.PASSED, Verdict.TIMEOUT, Verdict.PASSED, message="timeout: used its 0.1 s of CPU time"
    )
    told = QuickRuns(SUITE, Scripted(cut)).run(BUGGY)
    assert [test.verdict for test in told.tests] == [Verdict.PASSED, Verdict.TIMEOUT, Verdict.TIMEOUT]
    assert len({test.message for test in told.tests[1:]}) == 1


def test_a_run_that_a_busy_machine_cut_short_is_repeated_with_patience() -> None:
    slow = report(Verdict.PASSED, Verdict.TIMEOUT, message="timeout: the run's 0.25 s were used up")
    runner = Scripted(slow, report(Verdict.PASSED, Verdict.PASSED))
    assert QuickRuns(SUITE, runner).run(BUGGY).all_passed
    assert [suite.limits.run_wall_s for suite in runner.suites] == [HASTY_WALL_S, PATIENT_WALL_S]


def test_code_that_sleeps_is_a_test_that_hangs(sandbox: Sandbox) -> None:
    """The sandbox's own words tell the two clocks apart."""
    sleeping = RIGHT.replace("    result = 0", "    import time\n    time.sleep(9)\n    result = 0")
    watched = Watched(sandbox)
    told = QuickRuns(SUITE, watched).run(sleeping)
    assert [test.verdict for test in told.tests] == [Verdict.TIMEOUT, Verdict.TIMEOUT]
    assert [suite.limits.run_wall_s for suite in watched.suites] == [HASTY_WALL_S, PATIENT_WALL_S]


def test_limits_of_the_suite_that_are_lower_stay() -> None:
    runner = Scripted(report(Verdict.PASSED))
    strict = Limits(test_cpu_s=0.01, run_wall_s=0.02, memory_mb=64)
    QuickRuns(replace(SUITE, limits=strict), runner).run(RIGHT)
    assert runner.suites[0].limits == strict


def test_a_source_that_always_hangs_is_given_up_early() -> None:
    hanging = Scripted(report(Verdict.PASSED, Verdict.TIMEOUT, message="timeout: used its 0.1 s of CPU time"))
    source = Catalog.shipped().find("calculator_wrong_operators").source
    assert effort(source, SUITE, hanging) == Effort((None, None, None))
    assert len(hanging.suites) <= len(PANEL) * HANGS
