"""A checkout of QuixBugs is read as it is: programs, their tests, and bugs without what surrounds them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from verdicts import failed_tests

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Family
from tracefix_rl.tasks.importers import IMPORTERS
from tracefix_rl.tasks.importers.item import Item, SourceError, Unusable

MIT = """\
Copyright 1999 Nobody

Permission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal in it
without restriction, provided that the above copyright notice and this permission notice shall be included in
all copies.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.
"""

CHOICE = """\
import pytest
{imports}

if pytest.use_correct:
    from correct_python_programs.{name} import {name}
else:
    from python_programs.{name} import {name}

"""

DOUBLE = """

def double(number):
    # Twice.
    return 2 * number


'''
def double(number):
    return number + number
'''
"""
BUGGY_DOUBLE = """def double(number):
    return 3 * number # three?



'''
Doubling
double-it

Input:
    number: An int

Output:
    Twice the number
'''
"""
CASES_TEST = CHOICE.format(name="double", imports="from load_testdata import load_json_testcases") + dedent("""
    testdata = load_json_testcases(double.__name__)


    @pytest.mark.parametrize("input_data,expected", testdata)
    def test_double(input_data, expected):
        if not pytest.run_slow and input_data == [
            10000,
        ]:
            pytest.skip("Slow!")
        assert double(*input_data) == expected
""")

LAST = """def last(node):
    while node.successor is not None:
        node = node.successor
    return node
"""
BUGGY_LAST = """def last(node):
    while node.successor.successor is not None:
        node = node.successor
    return node

'''
Last Node

Output:
    The last node of a list
'''
"""
NODE = """class Node:
    def __init__(self, value=None, successor=None):
        self.value = value
        self.successor = successor
"""
LAST_TEST = CHOICE.format(name="last", imports="from node import Node") + dedent('''
    one = Node(1)
    two = Node(2, one)


    def test1():
        """Case 1: Two nodes"""
        assert last(two) is one


    def test2():
        """Case 2: One node more"""
        one.successor = Node(3)

        assert last(two).value == 3


    def test3():
        assert last(Node(4)).value == 4
''')


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for file, text in {
        "LICENSE": MIT,
        "conftest.py": "import pytest\n",
        "python_programs/double.py": BUGGY_DOUBLE,
        "python_programs/last.py": BUGGY_LAST,
        "python_programs/last_test.py": "from .last import last\n",
        "python_programs/node.py": NODE,
        "correct_python_programs/double.py": DOUBLE,
        "correct_python_programs/last.py": LAST,
        "correct_python_programs/node.py": NODE,
        "python_testcases/node.py": NODE,
        "python_testcases/test_double.py": CASES_TEST,
        "python_testcases/test_last.py": LAST_TEST,
        "json_testcases/double.json": "[[0], 0]\n[2, 4]\n\n[[10000], 20000]\n[[5], 10]\n",
    }.items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text)
    return tmp_path


def read(path: Path) -> dict[str, Item | Unusable]:
    return {result.name: result for result in IMPORTERS["quixbugs"].read(path)}


def item(path: Path, name: str) -> Item:
    result = read(path)[name]
    assert isinstance(result, Item), result
    return result


def reason(path: Path, name: str) -> str:
    result = read(path)[name]
    assert isinstance(result, Unusable)
    return result.reason


def test_programs_come_in_alphabetical_order_and_nothing_else_does(checkout: Path) -> None:
    assert list(read(checkout)) == ["double", "last"]


def test_what_a_program_is_said_to_be(checkout: Path) -> None:
    double = item(checkout, "double")
    assert (double.domain, double.title, double.license) == ("quixbugs", "Doubling", "MIT")
    assert double.origin == "QuixBugs python_programs/double.py"
    assert double.specification.startswith("Doubling\n")
    assert double.specification.endswith("Output:\n    Twice the number")


def test_the_solution_is_without_the_text_at_its_end(checkout: Path) -> None:
    assert item(checkout, "double").solution == "def double(number):\n    # Twice.\n    return 2 * number\n"


def test_the_bug_is_all_that_differs(checkout: Path) -> None:
    flaw = item(checkout, "double").flaw
    assert flaw is not None
    assert flaw.source == "def double(number):\n    # Twice.\n    return 3 * number\n"
    assert (flaw.family, flaw.kind) == (Family.ARITHMETIC, "wrong number")


def test_each_case_is_a_test_and_slow_ones_are_left_out(checkout: Path) -> None:
    tests = ast.parse(item(checkout, "double").tests).body
    functions = [node for node in tests if isinstance(node, ast.FunctionDef)]
    assert [ast.unparse(function.body[-1]) for function in functions] == [
        "assert double(0) == 0",
        "assert double(2) == 4",
        "assert double(5) == 10",
    ]


@pytest.mark.parametrize("name", ["double", "last"])
def test_the_solution_passes_and_the_bug_is_caught(sandbox: Sandbox, checkout: Path, name: str) -> None:
    program = item(checkout, name)
    assert program.flaw is not None
    assert failed_tests(sandbox, program.solution, program) == []
    assert failed_tests(sandbox, program.flaw.source, program) != []


def test_tests_do_not_see_what_others_did_to_what_they_share(sandbox: Sandbox, checkout: Path) -> None:
    last = item(checkout, "last")
    functions = last.tests.split("\n\n\n")
    backwards = "\n\n\n".join([*functions[:2], *reversed(functions[2:])])
    changed = Item(**{name: getattr(last, name) for name in Item.__slots__} | {"tests": backwards})
    assert failed_tests(sandbox, last.solution, changed) == []


def test_outcomes_of_hanoi_are_pairs(checkout: Path) -> None:
    test = CASES_TEST.replace(
        "(double.__name__)\n",
        "(double.__name__)\ntestdata = [[inp, [tuple(x) for x in out]] for inp, out in testdata]\n",
    )
    (checkout / "python_testcases/test_double.py").write_text(test)
    (checkout / "json_testcases/double.json").write_text("[[2, 1], [[1, 3], [2, 3]]]\n")
    assert "assert double(2, 1) == [(1, 3), (2, 3)]\n" in item(checkout, "double").tests


def test_an_approximate_outcome_takes_its_tolerance_from_the_arguments(checkout: Path) -> None:
    test = CASES_TEST.replace("== expected", "== pytest.approx(expected, abs=input_data[-1])")
    (checkout / "python_testcases/test_double.py").write_text(test)
    (checkout / "json_testcases/double.json").write_text("[[2, 0.5], 4]\n")
    tests = item(checkout, "double").tests
    assert tests.startswith("import pytest\n")
    assert "assert double(2, 0.5) == pytest.approx(4, abs=0.5)\n" in tests


@pytest.mark.parametrize(
    "text",
    [None, "All rights reserved.\n", MIT + "\nIt may not be sold. " + "And more conditions follow. " * 50],
)
def test_a_license_is_not_guessed(checkout: Path, text: str | None) -> None:
    (checkout / "LICENSE").unlink()
    if text is not None:
        (checkout / "LICENSE").write_text(text)
    assert item(checkout, "double").license == ""


def remove(file: Path) -> None:
    file.unlink()


def garble(file: Path) -> None:
    file.write_bytes(b"x = '\xff'\n")


def cut_off(file: Path) -> None:
    file.write_text(file.read_text().rstrip()[:-4])


def empty(file: Path) -> None:
    file.write_text("")


def make_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("file", "damage", "told"),
    [
        ("correct_python_programs/double.py", remove, "correct_python_programs/double.py is missing"),
        ("correct_python_programs/double.py", garble, "not UTF-8"),
        ("correct_python_programs/double.py", make_folder, "cannot be read"),
        ("python_programs/double.py", cut_off, "python_programs/double.py does not compile"),
        ("python_programs/double.py", empty, "says what it must do"),
        ("python_testcases/test_double.py", remove, "test_double.py is missing"),
        ("python_testcases/test_double.py", cut_off, "its tests use `expe`, which nothing defines"),
        ("python_testcases/test_double.py", empty, "no test"),
        ("json_testcases/double.json", remove, "json_testcases/double.json is missing"),
        ("json_testcases/double.json", cut_off, "line 5 of json_testcases/double.json is not JSON"),
        ("json_testcases/double.json", empty, "no test"),
    ],
)
def test_a_damaged_program_is_told_and_the_others_are_read(
    checkout: Path, file: str, damage: Callable[[Path], None], told: str
) -> None:
    damage(checkout / file)
    assert told in reason(checkout, "double")
    assert isinstance(read(checkout)["last"], Item)


@pytest.mark.parametrize(
    "case", ["[1, 2, 3]", "7", "[[NaN], 1]", "[" * 100_000, "[[1" + "0" * 5000 + "], 1]"]
)
def test_a_case_that_is_none_is_told(checkout: Path, case: str) -> None:
    (checkout / "json_testcases/double.json").write_text(case + "\n")
    assert reason(checkout, "double")


def test_a_bug_that_is_none_is_told(checkout: Path) -> None:
    text = BUGGY_DOUBLE.replace("3 * number", "2 * number")
    (checkout / "python_programs/double.py").write_text(text)
    assert "the same code" in reason(checkout, "double")


def test_a_choice_of_cases_that_cannot_be_followed_is_told(checkout: Path) -> None:
    test = CASES_TEST.replace("input_data == [\n        10000,\n    ]", "sum(input_data) > 9")
    assert test != CASES_TEST
    (checkout / "python_testcases/test_double.py").write_text(test)
    assert "chooses cases" in reason(checkout, "double")


def test_code_that_is_nested_too_deeply_is_told(checkout: Path) -> None:
    text = BUGGY_DOUBLE.replace("3 * number", "1" + " + number" * 3000)
    (checkout / "python_programs/double.py").write_text(text)
    assert "nested too deeply" in reason(checkout, "double")


def test_what_is_no_checkout_is_refused(checkout: Path, tmp_path: Path) -> None:
    for path in (tmp_path / "nothing", checkout / "LICENSE", checkout / "python_programs"):
        with pytest.raises(SourceError, match="no checkout of QuixBugs: it has no folder python_programs"):
            list(IMPORTERS["quixbugs"].read(path))


def test_a_checkout_without_programs_is_refused(tmp_path: Path) -> None:
    for name in ("python_programs", "correct_python_programs", "python_testcases"):
        (tmp_path / name).mkdir()
    with pytest.raises(SourceError, match="no programs"):
        list(IMPORTERS["quixbugs"].read(tmp_path))
