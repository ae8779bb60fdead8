"""MBPP is read: programs, a sentence of what they do, and each assert as a test."""

from __future__ import annotations

from pathlib import Path

import pytest
from lines import ADDED, write
from verdicts import failed_tests

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.importers import IMPORTERS
from tracefix_rl.tasks.importers.item import Item, Unusable


def read(path: Path, **changed: object) -> Item | Unusable:
    (result,) = IMPORTERS["mbpp"].read(write(path / "items.jsonl", {**ADDED, **changed}))
    return result


def item(path: Path, **changed: object) -> Item:
    result = read(path, **changed)
    assert isinstance(result, Item), result
    return result


def test_what_an_item_is_said_to_be(tmp_path: Path) -> None:
    added = item(tmp_path)
    assert (added.name, added.domain, added.origin) == ("mbpp_12", "mbpp", "MBPP task 12")
    assert (added.license, added.flaw) == ("CC-BY-4.0", None)
    assert added.title == "Add two numbers"
    assert added.specification == "Write a python function to add two numbers."
    assert added.solution == "def added(a, b): \n\treturn a + b\n"


def test_each_assert_is_a_test(sandbox: Sandbox, tmp_path: Path) -> None:
    added = item(tmp_path)
    assert added.tests.count("\ndef test_added_") == 3
    assert failed_tests(sandbox, added.solution, added) == []
    assert failed_tests(sandbox, added.solution.replace("+", "-"), added) == [
        "test_added_1",
        "test_added_2",
        "test_added_3",
    ]


def test_each_test_sets_up_what_it_uses(sandbox: Sandbox, tmp_path: Path) -> None:
    shared = item(
        tmp_path,
        code="class Box:\n    def __init__(self):\n        self.inside = 0\n\ndef filled(box):\n    box.inside += 1\n    return box.inside\n",
        test_setup_code="box = Box()\r\nother = Box();  \r\nif True:\r\n  other.inside = 4",
        test_list=["assert filled(box) == 1", "assert filled(box) == 1", "assert filled(other) == 5"],
        challenge_test_list=["assert filled(Box()) == 1"],
    )
    assert shared.tests.count("box = Box()") == 3
    assert failed_tests(sandbox, shared.solution, shared) == []


def test_tests_use_what_the_program_imports(sandbox: Sandbox, tmp_path: Path) -> None:
    named = item(
        tmp_path,
        code="import math, cmath as c\nfrom fractions import Fraction\nfrom os.path import *\ndef added(a, b):\n    return a + b\n",
        test_list=[
            "assert math.isclose(added(1, 2), 3)",
            "assert added(Fraction(1, 2), 1) == Fraction(3, 2)",
        ],
        challenge_test_list=["assert added('a', basename('a/b')) == 'ab'"],
    )
    assert "cmath" not in named.tests
    assert failed_tests(sandbox, named.solution, named) == []


def test_older_files_have_no_challenges(tmp_path: Path) -> None:
    fields = {name: ADDED[name] for name in ("task_id", "text", "code", "test_list")}
    (result,) = IMPORTERS["mbpp"].read(write(tmp_path / "items.jsonl", fields))
    assert isinstance(result, Item)
    assert result.tests.count("\ndef test_") == 2


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"code": "def added(a, b)"}, "the program does not compile"),
        ({"code": "x\0"}, "the program does not compile"),
        ({"code": ""}, "call no function of the program"),
        ({"text": "Half \ud83d."}, "`text` cannot be written as UTF-8: character 5"),
        ({"text": " "}, "what the program must do"),
        ({"test_list": "assert added(1, 2) == 3"}, "`test_list` should be a list of texts"),
        ({"test_list": [], "challenge_test_list": []}, "call no function"),
        ({"test_list": ["assert added(1, 2) =="]}, "a test does not compile"),
        ({"test_list": ["assert 3 == 3"], "challenge_test_list": []}, "call no function"),
        ({"test_setup_code": "root = ("}, "`test_setup_code` does not compile"),
        ({"test_setup_code": None}, "`test_setup_code` should be a text"),
        ({"task_id": True}, "`task_id` should be a number"),
        ({"task_id": "a-b"}, "`task_id` should be a number"),
    ],
)
def test_what_is_no_item_is_told(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    result = read(tmp_path, **changed)
    assert isinstance(result, Unusable)
    assert told in result.reason
