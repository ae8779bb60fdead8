"""What is told of a task's difficulty, on cases small enough to count by hand."""

from __future__ import annotations

import pytest

from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict
from tracefix_rl.tasks.difficulty.features import Features, bug_lines, features
from tracefix_rl.tasks.operators import Family, Mutation, apply_mutations

SOURCE = '''\
"""A module.

With a docstring.
"""

import math  # line 6


# A comment.
def area(
    radius: float,
) -> float:
    """Return it."""

    text = """two
    lines"""
    return math.pi * radius  # line 17


"a string that nobody reads"
'''


def report(*tests: TestReport, load_error: str | None = None, line: int | None = None) -> SuiteReport:
    return SuiteReport(tests, load_error, line)


def passed(name: str = "a") -> TestReport:
    return TestReport(name, Verdict.PASSED)


def failed(line: int | None = None, verdict: Verdict = Verdict.FAILED) -> TestReport:
    return TestReport("b", verdict, "why", line)


def test_a_silent_wrong_value_names_no_line() -> None:
    told = features(SOURCE, report(passed(), failed(), passed(), failed()), [range(17, 18)])
    assert told == Features(distance=None, code_lines=7, failing_share=0.5, bugs=1)
    assert not told.names_line


@pytest.mark.parametrize(
    ("lines", "bugs", "distance"),
    [
        ([17], [range(17, 18)], 0),
        ([12], [range(15, 18)], 3),
        ([20], [range(15, 18)], 3),
        ([16], [range(15, 18)], 0),
        ([2, 9], [range(12, 13), range(30, 40)], 3),
        ([35, 2], [range(12, 13), range(30, 40)], 0),
    ],
)
def test_the_distance_is_that_of_the_nearest_line_to_the_nearest_bug(
    lines: list[int], bugs: list[range], distance: int
) -> None:
    told = features(SOURCE, report(passed(), failed(), *map(failed, lines)), bugs)
    assert (told.distance, told.names_line, told.bugs) == (distance, True, len(bugs))


def test_a_line_that_a_passing_test_names_does_not_count_and_that_of_a_load_error_does() -> None:
    assert (
        features(SOURCE, report(TestReport("a", Verdict.PASSED, "", 3), failed()), [range(3, 4)]).distance
        is None
    )
    told = features(SOURCE, report(failed(None, Verdict.ERROR), load_error="no", line=5), [range(6, 7)])
    assert (told.distance, told.failing_share) == (1, 1.0)


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("", 0),
        ("x = 1", 1),
        ("x = 1; y = 2\n", 1),
        ("x = (\n\n    1)\n", 2),
        ("\ufeffx = 1\r\n\r\ny = 2\r\n", 2),
        ("if x:\n    'no'\n    # why\n    pass\n", 2),
    ],
)
def test_code_lines_are_those_that_do_something(source: str, lines: int) -> None:
    assert features(source, report(failed()), [range(1, 2)]).code_lines == lines


@pytest.mark.parametrize(
    ("source", "told", "bugs", "words"),
    [
        (SOURCE, report(failed()), [], "at least one"),
        (SOURCE, report(failed()), [range(3, 3)], "at least one"),
        (SOURCE, report(), [range(3, 4)], "no test"),
        ("x = (\n", report(failed()), [range(1, 2)], "repair it"),
    ],
)
def test_what_cannot_be_described_is_refused(
    source: str, told: SuiteReport, bugs: list[range], words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        features(source, told, bugs)


def mutation(first: int, old: tuple[str, ...], new: tuple[str, ...]) -> Mutation:
    return Mutation("op", Family.CALLS, first, first + len(old) - 1, old, new, "what it does")


def test_bugs_are_found_where_they_are_after_all_mutations() -> None:
    original = "a\nb\nc\nd\ne\nf\n"
    changes = [
        mutation(6, ("f\n",), ("F\n",)),
        mutation(2, ("b\n", "c\n"), ()),
        mutation(4, ("d\n",), ("D\n", "DD\n")),
    ]
    buggy = apply_mutations(original, changes).splitlines()
    assert buggy == ["a", "D", "DD", "e", "F"]
    assert bug_lines(changes) == (range(2, 3), range(2, 4), range(5, 6))
