"""What a candidate must pass before it is a task: the first gate, which one task can pass alone."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.task import Task

RUNS = 3
"""How often every suite runs; the verdicts must agree."""

_TELLING_LETTERS = 4
"""Shorter words of a name (`by`, `one`) tell nothing and occur everywhere."""


class Runner(Protocol):
    """Runs suites; a sandbox is one."""

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source.

        Raises:
            SuiteError: If the suite itself cannot be used.
        """


class RefusalReason(StrEnum):
    """Why a candidate is no task."""

    SUITE_UNUSABLE = "suite_unusable"
    """A test module does not load or has no tests."""
    SOLUTION_FAILS = "solution_fails"
    """The solution does not pass every visible and held-out test."""
    DOES_NOT_LOAD = "does_not_load"
    """The source does not compile or import."""
    SAME_CODE = "same_code"
    """The source is the solution, but for comments and layout."""
    NO_VISIBLE_FAILURE = "no_visible_failure"
    NO_VISIBLE_PASS = "no_visible_pass"
    NO_HELD_OUT_FAILURE = "no_held_out_failure"
    UNSTABLE = "unstable"
    """Runs of one suite against one source gave different verdicts."""
    GIVEN_AWAY = "given_away"
    """A comment, a docstring, the title, the name of a test or of the task tells the bug."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing that keeps a candidate from being a task.

    Args:
        reason: What kind of thing.
        detail: What exactly, in words.
    """

    reason: RefusalReason
    detail: str


def check_task(task: Task, runner: Runner) -> list[Refusal]:
    """Find everything that keeps a candidate from being a task.

    Args:
        task: The candidate.
        runner: Runs its suites, `RUNS` times each against the solution and the source. One that changes
            the hash seed from run to run also finds verdicts that depend on it.

    Returns:
        What is wrong; empty if the candidate is a task.
    """
    refusals = [*_compare_sources(task), *_find_leaks(task)]
    try:
        refusals += _compare_verdicts(task, runner)
    except SuiteError as error:
        refusals.append(Refusal(RefusalReason.SUITE_UNUSABLE, str(error)))
    return refusals


def _compare_sources(task: Task) -> Iterator[Refusal]:
    trees = _tree(task.source), _tree(task.solution)
    if None not in trees and trees[0] == trees[1]:
        yield Refusal(RefusalReason.SAME_CODE, "the source and the solution have the same syntax tree")


def _find_leaks(task: Task) -> Iterator[Refusal]:
    for text in sorted(_prose(task.source) - _prose(task.solution)):
        yield Refusal(RefusalReason.GIVEN_AWAY, f"only the source says {text!r}")
    if any(task.name in text for text in (task.title, task.specification, task.source, task.visible.text)):
        yield Refusal(RefusalReason.GIVEN_AWAY, f"a text that an agent reads has the name {task.name}")
    for word in sorted(_telling_words(task) & _public_words(task)):
        yield Refusal(
            RefusalReason.GIVEN_AWAY,
            f"the title or a visible test has the word {word!r}, which tells the bug in the name {task.name}",
        )


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


def _failure(report: SuiteReport) -> str:
    if report.load_error is not None:
        return report.load_error
    failed = (test for test in report.tests if test.verdict is not Verdict.PASSED)
    return "; ".join(f"{test.name}: {test.message}" for test in failed) or "there are none"


def _tree(source: str) -> str | None:
    try:
        return ast.dump(ast.parse(source))
    except (SyntaxError, ValueError):
        return None


def _prose(source: str) -> set[str]:
    """Collect the comments and docstrings; of a source that cannot be read, what comes before the error."""
    found = set()
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                found.add(token.string)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                found.add(ast.get_docstring(node) or "")
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass
    return found - {""}


def _telling_words(task: Task) -> set[str]:
    """Words that the task's name adds to its program's: they say what the bug is."""
    return {word for word in _words(task.name) - _words(task.program) if len(word) >= _TELLING_LETTERS}


def _public_words(task: Task) -> set[str]:
    return _words(task.title).union(*map(_words, re.findall(r"\bdef (test\w*)", task.visible.text)))


def _words(text: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", text.lower()))
