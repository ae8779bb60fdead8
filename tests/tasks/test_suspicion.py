"""Which lines are suspected, and which kinds of mistake."""

from __future__ import annotations

import pytest

from tracefix_rl.sandbox.report import TestReport, Verdict
from tracefix_rl.tasks.repair.clues import kind_weights
from tracefix_rl.tasks.repair.suspicion import line_weights

SOURCE = """\
LIMIT = 3


def one(x):
    return two(x) + LIMIT


def two(x):
    return x


def three(x):
    return x


class Box:
    def __init__(self):
        self.items = []

    def put(self, item):
        self.items.append(item)
"""
TESTS = """\
def helper(x):
    return one(x)


def test_one():
    assert helper(1) == 4


def test_three():
    assert three(1) == 1


def test_box():
    Box().put(3)
"""


def report(name: str, message: str = "") -> TestReport:
    return TestReport(name, Verdict.FAILED if message else Verdict.PASSED, message)


def test_code_that_only_failing_tests_reach_is_suspected_through_helpers_calls_and_constants() -> None:
    weights = line_weights(SOURCE, TESTS, [report("test_one", "wrong"), report("test_three")], "program")
    assert min(weights[line] for line in (1, 5, 9)) > 10 * weights[13]
    assert weights[20] == weights[13]


def test_a_parametrized_test_of_a_class_is_found_by_its_function() -> None:
    weights = line_weights(SOURCE, TESTS, [report("TestBox::test_box[1-2]", "wrong")], "program")
    assert min(weights[line] for line in (18, 21)) > 10 * weights[5]


def test_the_line_that_a_traceback_ends_in_is_suspected_most() -> None:
    message = (
        "program.py:5: in one\n    return two(x) + LIMIT\nprogram.py:9: in two\n    return x\nTypeError: no"
    )
    weights = line_weights(SOURCE, TESTS, [report("test_one", message)], "program")
    assert weights[9] > weights[5] > weights[1]


def test_a_source_that_does_not_parse_has_no_weights() -> None:
    assert line_weights("def f(:\n", TESTS, [report("test_one", "wrong")], "program") == {}


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("TypeError: unsupported operand type(s) for +=: 'int' and 'str'", "wrapped"),
        ("IndexError: list index out of range", "boundary"),
        ("Failed: DID NOT RAISE ValueError", "boundary"),
        ("AssertionError: assert 4 == 5", "one more or less"),
        ("AssertionError: assert ' a' == 'a'", "wrapped"),
        ("AssertionError: assert [2, 1] == [1, 2]", "wrapped"),
        ("AssertionError: assert 3 == 3.5", "arithmetic"),
    ],
)
def test_the_words_of_a_failure_favour_a_kind_of_mistake(message: str, kind: str) -> None:
    assert kind_weights([report("t", message)])[kind] > 1


def test_what_passes_and_what_is_not_understood_favours_nothing() -> None:
    assert kind_weights([report("a"), report("b", "assert <object> == [1, 2...")]) == {}
