"""`tracefix tasks import` and `from-module` make task files of other people's code and of one's own."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import Tracefix

from tracefix_rl.tasks import Catalog, Split, TaskFile

SPANS = '''

def spans(numbers):
    """Return the first and last of each run of consecutive numbers."""
'''
SOLUTION = """\
    found = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found
"""
CHECK = """
def check(spans):
    assert spans([]) == []
    assert spans([4]) == [[4, 4]]
    assert spans([1, 2, 4]) == [[1, 2], [4, 4]]
    assert spans([5, 4, 3]) == [[3, 5]]
    assert spans([1, 1, 2]) == [[1, 2]]

check(spans)
"""
ROW = {
    "task_id": "Python/0",
    "declaration": SPANS,
    "prompt": SPANS,
    "canonical_solution": SOLUTION,
    "buggy_solution": SOLUTION.replace("number - 1", "number + 1"),
    "bug_type": "operator misuse",
    "failure_symptoms": "incorrect output",
    "test": CHECK,
    "entry_point": "spans",
    "docstring": "Return the first and last of each run of consecutive numbers.",
}
MODULE = f'"""Spans of numbers."""\n{SPANS}{SOLUTION}'
TESTS = """
import pytest
from shop.spans import spans


@pytest.mark.parametrize(
    ("numbers", "expected"), [([], []), ([1], [[1, 1]]), ([1, 2, 4], [[1, 2], [4, 4]]), ([5, 4, 3], [[3, 5]])]
)
def test_spans(numbers, expected):
    assert spans(numbers) == expected


class TestMore:
    def test_twice(self):
        assert spans([1, 1, 2]) == [[1, 2]]

    def test_far_apart(self):
        assert spans([9, 1]) == [[1, 1], [9, 9]]

    def test_wrong(self):
        assert spans([1]) == []
"""


def lines(file: Path, *rows: object) -> Path:
    file.write_text("".join(f"{row if isinstance(row, str) else json.dumps(row)}\n" for row in rows))
    return file


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lines(tmp_path_factory.mktemp("pack") / "pack.jsonl", ROW, '{"task_id": "Python/1", "prom')


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "__init__.py").write_text("import nowhere\n")
    (folder / "spans.py").write_text(MODULE)
    (tmp_path / "test_spans.py").write_text(TESTS)
    return tmp_path


def test_a_data_set_becomes_tasks_and_what_does_not_is_named(
    tracefix: Tracefix, pack: Path, tmp_path: Path
) -> None:
    file = tmp_path / "made" / "pack.tasks"
    done = tracefix("import", "humanevalpack", pack, "-o", file, "--workers", "1")
    assert done.exit_code == 0, done.output
    assert "line 2" in done.stderr
    with TaskFile(file) as tasks:
        task = Catalog(tasks).find("humanevalpack_python_0")
    assert task.solution.endswith(SOLUTION)
    assert task.source == task.solution.replace("number - 1", "number + 1")
    assert [bug.kind for bug in task.bugs] == ["operator misuse"]
    asserts = [line for line in CHECK.splitlines() if "assert" in line]
    assert sum(line.strip() in task.visible.text for line in asserts) in range(1, len(asserts))
    assert sum(line.strip() in task.visible.text + task.held_out.text for line in asserts) == len(asserts)

    shown = json.loads(tracefix("show", task.id, "--file", file, "--json").stdout)
    assert (shown["origin"], shown["license"]) == ("HumanEvalPack Python/0", "MIT")
    assert "license: MIT" in tracefix("show", task.id, "--file", file).stdout
    assert tracefix("check", "--file", file, "--workers", "1").exit_code == 0


def test_the_same_copy_gives_the_same_file(tracefix: Tracefix, pack: Path, tmp_path: Path) -> None:
    files = [tmp_path / "one.tasks", tmp_path / "other.tasks"]
    for file in files:
        assert tracefix("import", "humanevalpack", pack, "-o", file, "--workers", "1").exit_code == 0
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_module_of_a_package_becomes_tasks(tracefix: Tracefix, package: Path) -> None:
    file = package / "own.tasks"
    done = tracefix(
        *("from-module", package / "shop" / "spans.py", "--tests", package / "test_spans.py"),
        *("-o", file, "--license", "BSD-3-Clause", "--most", "6", "--workers", "1"),
    )
    assert done.exit_code == 0, done.output
    assert "TestMore::test_wrong fails on the correct program" in done.stderr
    with TaskFile(file) as tasks:
        catalog = Catalog(tasks)
        entries = catalog.entries()
        loaded = [catalog.load(entry) for entry in entries]
        assert catalog.provenance(entries[0]).license == "BSD-3-Clause"
    assert 1 <= len(entries) <= 6
    assert {entry.split for entry in entries} == {Split.TRAIN}
    assert {task.visible.module for task in loaded} == {"shop.spans"}
    assert {task.solution for task in loaded} == {MODULE}
    assert tracefix("check", "--file", file, "--workers", "1").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("quixbug", "."), "there is no importer 'quixbug'; did you mean quixbugs"),
        (("quixbugs", "nowhere"), "nowhere"),
        (("mbpp", "."), "Is a directory; it should be"),
        (("quixbugs", __file__), "checkout|folder"),
        (("humaneval", __file__), "task_id|JSON"),
    ],
)
def test_what_is_no_data_set_is_refused(
    tracefix: Tracefix, tmp_path: Path, arguments: tuple[str, str], said: str
) -> None:
    done = tracefix("import", *arguments, "-o", tmp_path / "made.tasks")
    assert done.exit_code == 2
    assert re.search(said, done.stderr), done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("module", "said", "code"),
    [
        ("def spans(:\n", "spans.py", 1),
        ("import requests\n\n\ndef spans(numbers):\n    return numbers\n", "--allow requests", 1),
        ("", "spans.py", 1),
        ("def spans(numbers):\n    return 1\n", "no test can be used", 1),
        ("raise RuntimeError('not now')\n", "not now", 1),
    ],
)
def test_a_module_of_which_nothing_can_be_made_is_told(
    tracefix: Tracefix, package: Path, module: str, said: str, code: int
) -> None:
    (package / "shop" / "spans.py").write_text(module)
    file = package / "own.tasks"
    done = tracefix(
        *("from-module", package / "shop" / "spans.py", "--tests", package / "test_spans.py"),
        *("-o", file, "--workers", "1"),
    )
    assert done.exit_code == code, done.output
    assert said in done.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--split", "trian"), "there is no split 'trian'"),
        (("--allow", "nowhere"), "no package 'nowhere' is installed here"),
        (("--allow", "json"), "json is of the standard library"),
        (("--most", "0"), "--most"),
    ],
)
def test_options_that_make_no_sense(
    tracefix: Tracefix, package: Path, options: tuple[str, str], said: str
) -> None:
    done = tracefix(
        *("from-module", package / "shop" / "spans.py", "--tests", package / "test_spans.py"),
        *("-o", package / "own.tasks", *options),
    )
    assert done.exit_code == 2
    assert said in done.stderr
