"""HumanEval is read: functions, their docstrings, and each assert of `check` as a test."""

from __future__ import annotations

import ast
import gzip
from pathlib import Path

import pytest
from lines import HALVED, write
from verdicts import failed_tests

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks.importers import IMPORTERS
from tracefix_rl.tasks.importers.item import Item, Unusable


def only(path: Path) -> Item | Unusable:
    (result,) = IMPORTERS["humaneval"].read(path)
    return result


@pytest.fixture
def halved(tmp_path: Path) -> Item:
    item = only(write(tmp_path / "items.jsonl", HALVED))
    assert isinstance(item, Item), item
    return item


def test_what_an_item_is_said_to_be(halved: Item) -> None:
    assert (halved.name, halved.domain, halved.origin) == ("some_7", "humaneval", "Some/7")
    assert (halved.license, halved.flaw) == ("MIT", None)
    assert halved.title == "Halve a number, and round it down"
    assert halved.specification.startswith("Halve a number, and round\nit down. Negative")
    assert halved.specification.endswith(">>> halved(5)\n2")
    assert halved.solution == HALVED["prompt"] + HALVED["canonical_solution"]


def test_each_assert_that_can_fail_is_a_test(halved: Item) -> None:
    tests = [node for node in ast.parse(halved.tests).body if isinstance(node, ast.FunctionDef)]
    assert [test.name for test in tests] == [f"test_halved_{number}" for number in (1, 2, 3, 4)]
    assert "assert halved(5) == 2, 'odd'\n" in halved.tests
    assert "METADATA" not in halved.tests


def test_the_solution_passes_and_others_do_not(sandbox: Sandbox, halved: Item) -> None:
    assert failed_tests(sandbox, halved.solution, halved) == []
    towards_zero = halved.solution.replace("math.floor(number / 2)", "int(number / 2)")
    assert failed_tests(sandbox, towards_zero, halved) == ["test_halved_3"]


def test_a_compressed_file_is_read(tmp_path: Path) -> None:
    plain = write(tmp_path / "items.jsonl", HALVED)
    packed = tmp_path / "items.jsonl.gz"
    packed.write_bytes(gzip.compress(plain.read_bytes()))
    assert only(packed) == only(plain)


def test_a_docstring_may_come_after_an_import(tmp_path: Path) -> None:
    prompt = 'def halved(number):\n    import math\n    """Halve it.\n    """\n'
    test = "def check(f):\n    assert f(4) == 2\n"
    item = only(write(tmp_path / "items.jsonl", {**HALVED, "prompt": prompt, "test": test}))
    assert isinstance(item, Item)
    assert (item.title, item.specification) == ("Halve it", "Halve it.")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"canonical_solution": "return 1"}, "the program does not compile"),
        ({"canonical_solution": "    return '\udc00'\n"}, "`canonical_solution` cannot be written as UTF-8"),
        ({"canonical_solution": "    return 1" + " + 1" * 3000 + "\n"}, ""),
        ({"canonical_solution": None}, "`canonical_solution` should be a text"),
        ({"prompt": "def halved(number):\n"}, "`halved` has no docstring"),
        ({"entry_point": "quartered"}, "no function `quartered`"),
        ({"test": ""}, "no function `check`"),
        ({"test": "def check(candidate):\n    assert"}, "`test` does not compile"),
        ({"test": "def check(candidate):\n    assert True, 'always'\n"}, "no test that could fail"),
        ({"test": "def check():\n    assert halved(4) == 2\n"}, "one parameter"),
        ({"test": "def check(f):\n    assert f(4) == two\n"}, "`two`, which nothing defines"),
        ({"task_id": "../../etc"}, "`task_id` should be like"),
        ({"task_id": 7.5}, "`task_id` should be a text"),
    ],
)
def test_what_is_no_item_is_told(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    result = only(write(tmp_path / "items.jsonl", {**HALVED, **changed}))
    assert isinstance(result, Unusable)
    assert told in result.reason


@pytest.mark.parametrize("field", ["prompt", "canonical_solution", "test", "entry_point"])
def test_a_missing_field_is_told(tmp_path: Path, field: str) -> None:
    fields = {name: value for name, value in HALVED.items() if name != field}
    first, second = IMPORTERS["humaneval"].read(
        write(tmp_path / "items.jsonl", fields, {**HALVED, "task_id": "Some/8"})
    )
    assert first == Unusable("Some/7", f"there is no `{field}`; get the whole data set again")
    assert isinstance(second, Item)
