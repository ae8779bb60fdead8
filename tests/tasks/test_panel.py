"""What a repair costs the panel: the place that a real search has it in, and the same everywhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Limits, Suite
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.difficulty.panel import BUDGET, PANEL, Effort, Member, Panel
from tracefix_rl.tasks.difficulty.quick_runs import HASTY_WALL_S, PATIENT_WALL_S, TEST_CPU_S, QuickRuns
from tracefix_rl.tasks.operators import Mutation, apply_mutations, mutations
from tracefix_rl.tasks.repair import RepairSearch
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.source import tree_of

SUITE = Suite(
    "from program import total\n\n\ndef test_none():\n    assert total([]) == 0\n\n\n"
    "def test_some():\n    assert total([1, 2, 3]) == 6\n"
)
RIGHT = (
    "def total(items):\n    result = 0\n    for item in items:\n        result += item\n    return result\n"
)
BUGGY = RIGHT.replace("+=", "-=")

PROGRAM = """
def clamp(value, low, high):
    if value < low:
        return low
    if value > high:
        return high
    return value


def last(items):
    return items[-1]


def area(width, height):
    return width * height + 1
"""
TESTS = Suite(
    """
from program import area, clamp, last


def test_low():
    assert clamp(-3, 0, 5) == 0


def test_high():
    assert clamp(9, 0, 5) == 5


def test_last():
    assert last([1, 2, 3]) == 3


def test_area():
    assert area(2, 5) == 11
"""
)
"""Each bug of the program fails one test, so that a search has nothing to hold on to but the repair."""


def bug(old: str, new: str, source: str = PROGRAM) -> Mutation:
    """The change of one text in a program as a bug."""
    before, after = source.splitlines(keepends=True), source.replace(old, new).splitlines(keepends=True)
    [line] = [number for number, pair in enumerate(zip(before, after, strict=True), 1) if pair[0] != pair[1]]
    family = mutations(RIGHT)[0].family
    return Mutation("by hand", family, line, line, (before[line - 1],), (after[line - 1],), "a change")


LOW = bug("return low", "return high")
HIGH = bug("return high", "return low")
LAST = bug("[-1]", "[0]")
AREA = bug("height + 1", "height")
BEYOND = bug("return items[-1]", "return [each for each in {1: 2} if each][0]")


def panel_of(runner: Runner, source: str = PROGRAM, tests: Suite = TESTS) -> Panel:
    return Panel(source, tests, QuickRuns(tests, runner))


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


def search(source: str, member: Member, sandbox: Sandbox) -> tuple[str, int]:
    """Really search for a repair.

    Returns:
        The first source that passes, or the last that was tried, and the runs after the first.
    """
    # What does not compile costs a run as well, as it costs the panel's members.
    searching = RepairSearch(
        TESTS.text, seed=member.seed, guidance=member.guidance, compiles=lambda source: True
    )
    runs = QuickRuns(TESTS, sandbox)
    needed = 0
    while not (told := runs.run(source)).all_passed and needed < BUDGET:
        searching.learn(source, told.tests)
        candidate = searching.propose()
        if candidate is None:
            break
        source = candidate.source
        needed += 1
    return source, needed


def test_members_do_not_learn_and_their_names_tell_them_apart() -> None:
    names, guidances = ({member.name for member in PANEL}, {member.guidance for member in PANEL})
    assert len(names) == len(guidances) == len(PANEL) == 3
    assert not any(guidance.learning for guidance in guidances)


@pytest.mark.parametrize(
    ("bug", "member"), [(LOW, PANEL[0]), (HIGH, PANEL[0]), (AREA, PANEL[1]), (LAST, PANEL[2])]
)
def test_a_search_comes_to_the_repair_after_as_many_runs(
    bug: Mutation, member: Member, sandbox: Sandbox
) -> None:
    cost = panel_of(sandbox).effort([bug]).runs[PANEL.index(member)]
    found, needed = search(apply_mutations(PROGRAM, [bug]), member, sandbox)
    assert cost is not None
    if tree_of(found) == tree_of(PROGRAM):
        assert needed == cost
    else:  # something else passes the visible tests
        assert needed < cost


def test_a_search_comes_to_the_repair_itself(sandbox: Sandbox) -> None:
    """So that the statement above is not about coincidences alone."""
    found, _ = search(apply_mutations(PROGRAM, [LOW]), PANEL[0], sandbox)
    assert tree_of(found) == tree_of(PROGRAM)


def test_within_counts_the_members_that_need_no_more() -> None:
    cost = Effort((3, None, 40))
    assert [cost.within(budget) for budget in (2, 3, 39, 40, BUDGET)] == [0, 1, 1, 2, 2]


def test_a_source_is_run_once_whatever_is_asked(sandbox: Sandbox) -> None:
    watched = Watched(sandbox)
    panel = panel_of(watched)
    assert panel.effort([LOW]) == panel.effort([LOW])
    assert watched.sources == [apply_mutations(PROGRAM, [LOW])]


def test_no_bug_costs_nothing(sandbox: Sandbox) -> None:
    assert panel_of(sandbox).effort([]) == Effort((0, 0, 0))


@pytest.mark.parametrize("bugs", [(LOW, LAST), (HIGH, AREA), (LAST, AREA)])
def test_bugs_are_repaired_one_after_the_other(bugs: tuple[Mutation, Mutation], sandbox: Sandbox) -> None:
    """The one that a member comes to first costs its place; the other what it costs alone."""
    panel = panel_of(sandbox)
    both = panel.effort(bugs)
    alone = {bug: panel.effort([bug]) for bug in bugs}
    source = apply_mutations(PROGRAM, bugs)
    for number, member in enumerate(PANEL):
        # All that the member tries while nothing makes a difference.
        searching = RepairSearch(
            TESTS.text, seed=member.seed, guidance=member.guidance, compiles=lambda source: True
        )
        searching.learn(source, QuickRuns(TESTS, sandbox).run(source).tests)
        left = {tree_of(apply_mutations(PROGRAM, [bug])): bug for bug in bugs}
        place = 1
        while (candidate := searching.propose()) and tree_of(candidate.source) not in left:
            place += 1
        assert candidate is not None
        rest = alone[left[tree_of(candidate.source)]].runs[number]
        assert rest is not None
        assert both.runs[number] == place + rest


def test_the_order_of_bugs_does_not_matter(sandbox: Sandbox) -> None:
    panel = panel_of(sandbox)
    assert panel.effort([LOW, LAST, AREA]) == panel_of(sandbox).effort([AREA, LAST, LOW])


def test_three_bugs_cost_more_than_the_last_of_them(sandbox: Sandbox) -> None:
    panel = panel_of(sandbox)
    three, one = panel.effort([LOW, LAST, AREA]).runs[0], panel.effort([LAST]).runs[0]
    assert three is not None
    assert one is not None
    assert three > one


@pytest.mark.parametrize("bugs", [(BEYOND,), (LOW, BEYOND)])
def test_what_no_candidate_repairs_is_given_up(bugs: tuple[Mutation, ...], sandbox: Sandbox) -> None:
    assert panel_of(sandbox).effort(bugs) == Effort((None, None, None))


def test_a_repair_beyond_the_budget_is_none(monkeypatch: pytest.MonkeyPatch, sandbox: Sandbox) -> None:
    runs = [each or 0 for each in panel_of(sandbox).effort([LOW]).runs]
    monkeypatch.setattr("tracefix_rl.tasks.difficulty.panel.BUDGET", min(runs))
    cost = panel_of(sandbox).effort([LOW])
    assert cost.runs == tuple(each if each == min(runs) else None for each in runs)


def test_layout_does_not_keep_a_repair_from_being_one(sandbox: Sandbox) -> None:
    """The reference may have parentheses and quotes that no candidate writes."""
    spaced = PROGRAM.replace("width * height + 1", "((width  *  height) + (1))")
    panel = panel_of(sandbox, spaced)
    assert None not in panel.effort([bug("((width  *  height) + (1))", "width * height", spaced)]).runs


def test_a_suite_that_is_none_is_an_error(sandbox: Sandbox) -> None:
    with pytest.raises(SuiteError):
        panel_of(sandbox, tests=Suite("def no_test():\n    pass\n")).effort([LOW])


EFFORT = """
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Library
from tracefix_rl.tasks.operators import mutations
from tracefix_rl.tasks.difficulty.panel import Panel
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns
program = Library.shipped().find("allocation")
found = mutations(program.source)
apart = [found[0], found[len(found) // 2], found[-1]]
with Sandbox(runners=1, hash_seed=1) as sandbox:
    panel = Panel(program.source, program.visible, QuickRuns(program.visible, sandbox))
    for bugs in (apart[:1], apart[:2], apart):
        print(panel.effort(bugs))
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
