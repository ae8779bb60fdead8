"""Held-out tests: what a reference makes of cases, as tests, and what those tell."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tracefix_rl.sandbox import Sandbox, Suite
from tracefix_rl.tasks import Library
from tracefix_rl.tasks.case import Case, Expression, call, keep, read
from tracefix_rl.tasks.held_out import Example, NotRepeatable, Survey, as_module, record
from tracefix_rl.tasks.held_out.examples import Kept, Raised, Returned
from tracefix_rl.tasks.inputs import cases
from tracefix_rl.tasks.operators import apply_mutations, mutations
from tracefix_rl.tasks.running import sandboxes

REFERENCE = '''
import datetime
from decimal import Decimal
from fractions import Fraction

VALUES = {
    "none": None, "true": True, "whole": -3, "float": 0.1, "infinite": float("inf"), "below": float("-inf"),
    "text": "it's \\"é\\" \\n", "bytes": b"\\x00a", "decimal": Decimal("1.10"), "fraction": Fraction(1, 3),
    "date": datetime.date(2024, 2, 29), "moment": datetime.datetime(2024, 2, 29, 12, 30),
    "time": datetime.time(1, 2), "span": datetime.timedelta(days=-1, seconds=5),
    "list": [], "nested": [{"a": (1, [2.5, None])}, ()], "one": ("only",), "keys": {(1, 2): [3], 4: {5: 6}},
    "set": {"b", "a", "c"}, "frozen": frozenset({1}), "nothing": set(), "sets": [{1, 2}, {"x"}],
    "infinities": [float("inf"), {"a": float("-inf")}],
    "nan": float("nan"), "inner nan": [1, {"a": float("nan")}], "object": object(), "function": len,
    "complex": 1j, "long": "x" * 20_000, "generator": (number for number in [1]),
}


class Refused(ValueError):
    """What the tests can name."""


class _Hidden(Refused):
    """What they cannot."""


class _Own(Exception):
    """What they can name nothing of but `Exception`."""


ERRORS = {
    "key": KeyError("k"), "refused": Refused("no"), "hidden": _Hidden("no"), "own": _Own("no"),
    "stop": StopIteration(), "zero": ZeroDivisionError(),
}


def value(name):
    return VALUES[name]


def fail(name):
    raise ERRORS[name]


class Box:
    def __init__(self, size):
        if size < 0:
            raise Refused(size)
        self.items = [0] * size

    def add(self, item):
        self.items.append(item)

    def pick(self, choose):
        return choose(self.items)
'''
PLAIN = (
    "none true whole float infinite below text bytes decimal fraction date moment time span list nested one "
    "keys set frozen nothing sets infinities"
).split()
NOT_PLAIN = ["nan", "inner nan", "object", "function", "complex", "long", "generator"]
BOX: Case = [
    keep("box", call("Box", 1)),
    call("box.add", 5),
    read("len(box.items)"),
    read("box.items"),
    call("box.pick", Expression("lambda items: max(items)")),
]


@pytest.fixture(scope="module")
def runners() -> Iterator[list[Sandbox]]:
    with sandboxes(count=2) as started:
        yield started


@pytest.fixture(scope="module")
def examples(runners: list[Sandbox]) -> list[Example]:
    return record(REFERENCE, [[call("value", name)] for name in PLAIN], runners)


# Recording


def test_plain_data_of_every_kind_makes_a_test_that_the_reference_passes(
    examples: list[Example], runners: list[Sandbox]
) -> None:
    assert [example.steps for example in examples] == [(call("value", name),) for name in PLAIN]
    for runner in runners:
        report = runner.run(REFERENCE, Suite(as_module(examples, REFERENCE), comparisons=frozenset()))
        assert [test.message for test in report.tests if test.verdict != "passed"] == []
        assert len(report.tests) == len(PLAIN)


def test_each_of_those_tests_tells_another_value(examples: list[Example], runners: list[Sandbox]) -> None:
    other = REFERENCE.replace("return VALUES[name]", 'return "something else"')
    report = runners[0].run(other, Suite(as_module(examples, REFERENCE), comparisons=frozenset()))
    assert report.passed == 0


def test_what_is_no_plain_data_or_too_much_makes_no_example(runners: list[Sandbox]) -> None:
    recorded = record(REFERENCE, [[call("value", name)] for name in [*NOT_PLAIN, "none"]], runners)
    assert [example.steps for example in recorded] == [(call("value", "none"),)]


def test_an_exception_is_told_by_its_nearest_class_that_a_test_can_name(runners: list[Sandbox]) -> None:
    nearest = {
        "key": "KeyError",
        "refused": "Refused",
        "hidden": "Refused",
        "own": "Exception",
        "stop": "StopIteration",
        "zero": "ZeroDivisionError",
    }
    recorded = record(REFERENCE, [[call("fail", name)] for name in nearest], runners)
    assert [example.outcomes for example in recorded] == [(Raised(name),) for name in nearest.values()]
    suite = Suite(as_module(recorded, REFERENCE), comparisons=frozenset())
    assert runners[0].run(REFERENCE, suite).all_passed


def test_a_case_goes_on_after_a_step_that_raises_unless_it_was_to_be_kept(runners: list[Sandbox]) -> None:
    recorded = record(
        REFERENCE,
        [
            [call("fail", "key"), call("value", "whole")],
            [keep("box", call("Box", -1)), call("box.add", 1)],
            BOX,
        ],
        runners,
    )
    assert [example.outcomes for example in recorded] == [
        (Raised("KeyError"), Returned("-3")),
        (Raised("Refused"),),
        (Kept(), Returned("None"), Returned("2"), Returned("[0, 5]"), Returned("5")),
    ]
    assert len(recorded[1].steps) == 1
    suite = Suite(as_module(recorded, REFERENCE), comparisons=frozenset())
    assert runners[0].run(REFERENCE, suite).all_passed


def test_more_cases_than_a_suite_holds_keep_their_order(runners: list[Sandbox]) -> None:
    source = "def same(number):\n    return number\n"
    recorded = record(source, [[call("same", number)] for number in range(130)], runners[:1])
    assert [example.outcomes for example in recorded] == [(Returned(str(number)),) for number in range(130)]


def test_no_cases_give_no_examples(runners: list[Sandbox]) -> None:
    assert record(REFERENCE, [], runners) == []


LETTERS = "def letters(text):\n    return [letter for letter in set(text)]\n"


def test_results_that_depend_on_the_hash_seed_are_told_with_the_case(runners: list[Sandbox]) -> None:
    tried = [[call("letters", "a")], [call("letters", "abcdefghij")]]
    with pytest.raises(
        NotRepeatable, match=r"different results .*`letters\('abcdefghij'\)` gives .*; make it independent"
    ):
        record(LETTERS, tried, runners)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("import nowhere\n\n\ndef same(number):\n    return number\n", "does not load: .*nowhere.*; correct"),
        (
            "def same(number):\n    while True:\n        pass\n",
            r"on `same\(1\)`: timeout: .*; correct it, or",
        ),
        (
            "import os\n\n\ndef same(number):\n    os.abort()\n",
            r"on `same\(1\)`: crashed: .*; correct it, or",
        ),
    ],
    ids=["does not load", "hangs", "crashes"],
)
def test_a_reference_that_cannot_be_tried(source: str, message: str, runners: list[Sandbox]) -> None:
    with pytest.raises(NotRepeatable, match=f"(?s){message}"):
        record(source, [[call("same", 1)]], runners)


# As a module


def test_a_module_imports_no_more_than_its_tests_use(examples: list[Example], runners: list[Sandbox]) -> None:
    def imports(chosen: list[Example]) -> list[str]:
        tree = ast.parse(as_module(chosen, REFERENCE))
        return [ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]

    of = dict(zip(PLAIN, examples, strict=True))
    assert imports([of["none"], of["text"]]) == ["from program import value"]
    assert imports([of["float"]]) == ["import pytest", "from program import value"]
    assert imports([of["date"], of["span"]]) == ["import datetime", "from program import value"]
    assert imports([of["decimal"], of["fraction"]]) == [
        "from decimal import Decimal",
        "from fractions import Fraction",
        "from program import value",
    ]
    raising = record(REFERENCE, [[call("fail", "refused")], BOX], runners)
    assert imports(raising) == ["import pytest", "from program import Box, Refused, fail"]


def test_the_tests_are_numbered(examples: list[Example]) -> None:
    tree = ast.parse(as_module(examples[:3], REFERENCE))
    names = [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]
    assert names == ["test_01", "test_02", "test_03"]


# Survey


@pytest.mark.parametrize("name", ["allocation", "merge_patch"])
def test_the_survey_agrees_with_the_real_tests(name: str, runners: list[Sandbox]) -> None:
    program = Library.shipped().find(name)
    drawn = [case for case, _ in zip(cases(program, 0), range(60), strict=False)]
    known = record(program.source, drawn, runners)
    survey = Survey(program.source, known, runners[0])
    suite = Suite(as_module(known, program.source), comparisons=frozenset())
    found = mutations(program.source)
    told = 0
    for mutation in found[:: max(1, len(found) // 12)]:
        source = apply_mutations(program.source, [mutation])
        report = runners[0].run(source, suite)
        if any(test.verdict in ("timeout", "crashed") for test in report.tests):
            continue
        kills = {number for number, test in enumerate(report.tests) if test.verdict != "passed"}
        assert survey.kills(source) == kills, mutation.description
        told += bool(kills)
    assert told >= 5


SAME = "def same(number):\n    return number\n"


def example(expected: str, number: int = 1) -> Example:
    return Example((call("same", number),), (Returned(expected),))


def test_what_the_reference_itself_does_not_pass_tells_nothing(runners: list[Sandbox]) -> None:
    survey = Survey(SAME, [example("1"), example("2")], runners[0])
    assert survey.kills(SAME) == frozenset()
    assert survey.kills(SAME.replace("return number", "return 5")) == {0}


def test_a_source_that_hangs_or_does_not_load_or_exits_tells_nothing(runners: list[Sandbox]) -> None:
    survey = Survey(SAME, [example("1")], runners[0])
    for body in (
        "    while True:\n        pass\n",
        "    raise SystemExit\n",
        "    __import__('os')._exit(0)\n",
    ):
        assert survey.kills(SAME.replace("    return number\n", body)) == frozenset()
    assert survey.kills("import nowhere\n") == frozenset()


def test_a_case_that_hangs_takes_with_it_those_that_share_its_test_and_no_other(
    runners: list[Sandbox],
) -> None:
    survey = Survey(SAME, [example(str(number), number) for number in range(100)], runners[0])
    wrong = "def same(number):\n    while number == 70:\n        pass\n    return number + 1\n"
    assert survey.kills(wrong) == set(range(50))


def test_what_a_source_prints_tells_nothing(runners: list[Sandbox]) -> None:
    survey = Survey(SAME, [example("1"), example("2", 2)], runners[0])
    printing = SAME.replace("return", "print('words', number)\n    print(1)\n    return")
    assert survey.kills(printing) == frozenset()
    assert survey.kills(printing.replace("return number", "return 1")) == {1}


def test_exceptions_and_floats_are_compared_as_pytest_does(runners: list[Sandbox]) -> None:
    raising = Example((call("same", 1),), (Raised("ValueError"),))
    wrong = "def same(number):\n    raise KeyError\n"
    right = "def same(number):\n    raise UnicodeError\n"
    survey = Survey(right, [raising], runners[0])
    assert survey.kills(right) == frozenset()
    assert survey.kills(wrong) == survey.kills(SAME) == {0}
    floats = Survey("def same(number):\n    return 0.3\n", [example("0.3")], runners[0])
    assert floats.kills("def same(number):\n    return 0.1 + 0.2\n") == frozenset()
    for other in ("0.30001", "'0.3'", "None", "float('inf')", "float('nan')"):
        assert floats.kills(f"def same(number):\n    return {other}\n") == {0}, other
