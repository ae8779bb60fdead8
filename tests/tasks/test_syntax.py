"""Whether a source compiles: never an exception, never a warning."""

from __future__ import annotations

import sys
import warnings
from concurrent.futures import ThreadPoolExecutor

import pytest

from tracefix_rl.tasks.syntax import check


def test_a_source_that_compiles_has_no_problem() -> None:
    assert check("x: undefined = 1\n") is None
    assert check("") is None


@pytest.mark.parametrize(
    ("source", "line", "message"),
    [
        ("x = 1\ny = (\n", 2, "SyntaxError: '(' was never closed"),
        ("if x:\npass\n", 2, "IndentationError"),
        ("if x:\n\ty\n        z\n", 3, "TabError"),
        ("x = 1\rreturn 2\r", 2, "outside function"),
        ("x = '\ud800'\n", None, "UnicodeEncodeError"),
        (f"x = {'-' * 50_000}1\n", None, "nested too deeply"),
        (f"x = {'(' * 50_000}\n", 1, "too many nested parentheses"),
        (f"x = 1{'+1' * 30_000}\n", None, "nested too deeply"),
    ],
)
def test_a_problem_names_its_line_and_kind(source: str, line: int | None, message: str) -> None:
    problem = check(source)
    assert problem is not None
    assert problem.line == line
    assert message in problem.message
    assert str(problem) == (f"line {line}: {problem.message}" if line else problem.message)


def test_null_bytes_are_a_problem() -> None:
    assert check("a\0b") is not None


def test_this_package_s_own_future_imports_do_not_apply() -> None:
    # Under `annotations` the walrus in an annotation would be refused.
    assert check("def f(x: (y := int)): pass\n") is None


def test_warnings_are_silent_and_their_filters_are_restored_from_any_thread(
    request: pytest.FixtureRequest,
) -> None:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    request.addfinalizer(lambda: sys.setswitchinterval(interval))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        before = list(warnings.filters)
        with ThreadPoolExecutor(8) as threads:
            outcomes = list(threads.map(check, ["x = '\\d' is 1\n"] * 2_000))
        assert outcomes == [None] * 2_000
        assert list(warnings.filters) == before
