"""What a task must pass alone, whatever other tasks there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.gate.leaks import find_leaks
from tracefix_rl.tasks.gate.refusals import Refusal, RefusalReason
from tracefix_rl.tasks.gate.stubs import stubs
from tracefix_rl.tasks.running import RUNS, Runner
from tracefix_rl.tasks.source import public_names, tree_of
from tracefix_rl.tasks.task import Task

MOST_HANGING_TESTS = 3
"""Most tests of a suite that may not end. More would make every run take many seconds, and on a busy machine
so long that the run's wall clock decides which of the others get their turn."""

Replay = Callable[[Task, Runner], str | None]
"""Plays a task's repair by an agent's actions: `None` if that resolves it, or what happens instead."""


def check_task(
    task: Task, runner: Runner, *, alone: Sequence[str] = (), replay: Replay | None = None
) -> list[Refusal]:
    """Find everything that keeps a candidate from being a task.

    Args:
        task: The candidate.
        runner: Runs its suites, `RUNS` times each against the solution and the source. One that changes
            the hash seed from run to run also finds verdicts that depend on it.
        alone: If it has several bugs, for each the source in which it is the only one.
        replay: Plays the repair, if that is to be tried.

    Returns:
        What is wrong; empty if the candidate is a task.
    """
    refusals = [*_compare_sources(task), *find_leaks(task)]
    try:
        refusals += _compare_verdicts(task, runner)
        refusals += _look_alone(task, alone, runner)
        refusals += _try_stubs(task, runner)
    except SuiteError as error:
        refusals.append(Refusal(RefusalReason.SUITE_UNUSABLE, str(error)))
    problem = replay(task, runner) if replay is not None and not refusals else None
    return [*refusals, Refusal(RefusalReason.REPAIR_FAILS, problem)] if problem else refusals


def _compare_sources(task: Task) -> Iterator[Refusal]:
    trees = tree_of(task.source), tree_of(task.solution)
    if None not in trees and trees[0] == trees[1]:
        yield Refusal(RefusalReason.SAME_CODE, "the source and the solution have the same syntax tree")


def _compare_verdicts(task: Task, runner: Runner) -> Iterator[Refusal]:
    for label, suite in (("visible", task.visible), ("held-out", task.held_out)):
        reports = [runner.run(task.solution, suite) for _ in range(RUNS)]
        yield from _check_stable(reports, f"the {label} tests of the solution")
        if not all(report.all_passed for report in reports):
            detail = next(_failure(report) for report in reports if not report.all_passed)
            yield Refusal(RefusalReason.SOLUTION_FAILS, f"{label} tests: {detail}")

    visible = [runner.run(task.source, task.visible) for _ in range(RUNS)]
    held_out = [runner.run(task.source, task.held_out) for _ in range(RUNS)]
    yield from _check_stable(visible, "the visible tests of the source")
    yield from _check_stable(held_out, "the held-out tests of the source")

    for report in (visible[0], held_out[0]):
        if report.load_error is not None:
            yield Refusal(RefusalReason.DOES_NOT_LOAD, report.load_error)
            return
        yield from _crashes(report)
        yield from check_hanging(report)
    if visible[0].all_passed:
        yield Refusal(RefusalReason.NO_VISIBLE_FAILURE, "the source passes every visible test")
    if not visible[0].passed:
        yield Refusal(RefusalReason.NO_VISIBLE_PASS, "the source passes no visible test")
    if held_out[0].all_passed:
        yield Refusal(RefusalReason.NO_HELD_OUT_FAILURE, "the source passes every held-out test")


def _check_stable(reports: list[SuiteReport], what: str) -> Iterator[Refusal]:
    first, *others = (report.verdicts for report in reports)
    moved = sorted({name for verdicts in others for name, _ in first.items() ^ verdicts.items()})
    if moved:
        yield Refusal(RefusalReason.UNSTABLE, f"{what} differ from run to run: {', '.join(moved)}")


def _crashes(report: SuiteReport) -> Iterator[Refusal]:
    crashed = [test for test in report.tests if test.verdict is Verdict.CRASHED]
    if crashed:
        yield Refusal(RefusalReason.CRASHES, f"{crashed[0].name}: {crashed[0].message}")


def check_hanging(report: SuiteReport) -> Iterator[Refusal]:
    """Refuse a source with which too many tests of a suite do not end."""
    hanging = sum(test.verdict is Verdict.TIMEOUT for test in report.tests)
    if hanging > MOST_HANGING_TESTS:
        detail = f"{hanging} tests of one suite do not end; at most {MOST_HANGING_TESTS} may"
        yield Refusal(RefusalReason.HANGS, detail)


def _look_alone(task: Task, alone: Sequence[str], runner: Runner) -> Iterator[Refusal]:
    for number, source in enumerate(alone, 1):
        if runner.run(source, task.visible).all_passed:
            detail = f"every visible test passes on the source that has bug {number} alone"
            yield Refusal(RefusalReason.NOT_SEEN_ALONE, detail)


def _try_stubs(task: Task, runner: Runner) -> Iterator[Refusal]:
    """Look for a stub that resolves the task: short of that, the final score is below one half."""
    if tree_of(task.solution) is None:  # which was refused already
        return
    for what, stub in stubs(public_names(task.solution)):
        if _passes(stub, task.visible, runner) and _passes(stub, task.held_out, runner):
            yield Refusal(RefusalReason.STUB_PASSES, f"a module that {what} passes every test")


def _passes(source: str, suite: Suite, runner: Runner) -> bool:
    return runner.run(source, suite).all_passed


def _failure(report: SuiteReport) -> str:
    if report.load_error is not None:
        return report.load_error
    failed = (test for test in report.tests if test.verdict is not Verdict.PASSED)
    return "; ".join(f"{test.name}: {test.message}" for test in failed) or "there are none"
