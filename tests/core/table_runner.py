"""A runner for suites whose every line is a Python expression about the source's names.

It answers the episode's protocol honestly and in microseconds: a verdict is a function of source and suite.
"""

from __future__ import annotations

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.task import Split, Task, Tier


class TableRunner:
    """Evaluates each line of a suite in the namespace that the source leaves."""

    def run(self, source: str, suite: Suite) -> SuiteReport:
        cases = suite.text.splitlines()
        names: dict[str, object] = {}
        try:
            exec(compile(source, "program.py", "exec", dont_inherit=True), names)
        except Exception as problem:
            message = f"{type(problem).__name__}: {problem}"
            broken = tuple(TestReport(case, Verdict.ERROR, message) for case in cases)
            return SuiteReport(broken, load_error=message)
        return SuiteReport(tuple(_verdict(case, names) for case in cases))


class FailingRunner:
    """Raises on the calls whose numbers are given, else does what the table runner does."""

    def __init__(self, failing: set[int], error: Exception) -> None:
        self.calls = 0
        self._failing = failing
        self._error = error
        self._runner = TableRunner()

    def run(self, source: str, suite: Suite) -> SuiteReport:
        self.calls += 1
        if self.calls in self._failing:
            raise self._error
        return self._runner.run(source, suite)


def table_task(source: str, solution: str, visible: list[str], held_out: list[str]) -> Task:
    """Make a task of expressions that must hold."""
    return Task(
        name="name_that_tells_the_bug",
        program="table",
        title="A table of values",
        specification="Every value of the table is 1.",
        tier=Tier.EASY,
        split=Split.TRAIN,
        source=source,
        solution=solution,
        visible=Suite("\n".join(visible)),
        held_out=Suite("\n".join(held_out)),
        bugs=(),
    )


def _verdict(case: str, names: dict[str, object]) -> TestReport:
    try:
        passed = bool(eval(case, names))
    except Exception as problem:
        return TestReport(case, Verdict.FAILED, f"{type(problem).__name__}: {problem}")
    if passed:
        return TestReport(case, Verdict.PASSED)
    return TestReport(case, Verdict.FAILED, f"assert {case}", line=1, output="printed by the code\n")
