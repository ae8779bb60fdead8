"""What the last action printed, in words an agent can act on."""

from __future__ import annotations

from tracefix_rl.core.context import bounded, printable
from tracefix_rl.core.models import TestResult
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.syntax import SyntaxProblem

ALL_PASSED = "SUCCESS: ALL TESTS PASSED"
"""In the output of RUN_TESTS if and only if every visible test passes."""

_MESSAGE_CHARS = 1_000
_PRINTED_CHARS = 500


def results_of(report: SuiteReport) -> tuple[TestResult, ...]:
    """List the tests of a report as an observation shows them."""
    return tuple(
        TestResult(
            test_name=printable(test.name),
            passed=test.verdict is Verdict.PASSED,
            verdict=test.verdict,
            error_message=_message(test) or None,
        )
        for test in report.tests
    )


def of_run(report: SuiteReport) -> str:
    """Say what RUN_TESTS found: the count first, then every test that did not pass."""
    parts = [f"Tests Passed: {report.passed}/{len(report.tests)}"]
    if report.load_error is not None:
        parts.append(
            f"The source does not load, so no test could run:\n{_bounded_message(report.load_error)}"
        )
    elif report.all_passed:
        parts.append(ALL_PASSED)
    else:
        parts.extend(_failure(test) for test in report.tests if test.verdict is not Verdict.PASSED)
    return bounded("\n\n".join(parts))


def of_score(visible: SuiteReport, held_out: SuiteReport, score: float) -> str:
    """Say what an episode ended with; of the held-out tests only how many passed."""
    return (
        f"Visible tests passed: {visible.passed}/{len(visible.tests)}\n"
        f"Held-out tests passed: {held_out.passed}/{len(held_out.tests)}\n"
        f"Final score: {score:.2f}"
    )


def of_edit(what: str, problem: SyntaxProblem | None) -> str:
    """Say what an edit did and, if so, why the source does not compile now."""
    if problem is None:
        return what
    return bounded(printable(f"{what}\nThe source does not compile: {problem}"))


def failing_line(report: SuiteReport) -> int | None:
    """Return the first line of the source that a load error or a failing test names."""
    if report.load_error is not None:
        return report.load_error_line
    lines = (test.line for test in report.tests if test.verdict is not Verdict.PASSED)
    return next((line for line in lines if line is not None), None)


def _failure(test: TestReport) -> str:
    head = f"{test.verdict.value.upper()} {printable(test.name)}"
    printed = bounded(printable(test.output), _PRINTED_CHARS).rstrip()
    parts = [head, _message(test), f"printed:\n{printed}" if printed else ""]
    return "\n".join(part for part in parts if part)


def _message(test: TestReport) -> str:
    return _bounded_message(test.message) if test.message else ""


def _bounded_message(message: str) -> str:
    return bounded(printable(message), _MESSAGE_CHARS).strip()
