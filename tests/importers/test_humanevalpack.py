"""HumanEvalPack is read: as HumanEval, and the bug of each function."""

from __future__ import annotations

from pathlib import Path

import pytest
from lines import HALVED, write
from verdicts import failed_tests

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Family
from tracefix_rl.tasks.importers import IMPORTERS
from tracefix_rl.tasks.importers.item import Item, Unusable

BUGGY = {
    **HALVED,
    "task_id": "Python/7",
    "test": HALVED["test"].replace("candidate", "halved") + "\ncheck(halved)",
    "buggy_solution": "    # Look here!\n    return math.floor(number / 3)\n",
    "bug_type": "value misuse",
    "failure_symptoms": "incorrect output",
    "docstring": "Halve a number.",
}


def read(path: Path, **changed: object) -> Item | Unusable:
    (result,) = IMPORTERS["humanevalpack"].read(write(path / "items.jsonl", {**BUGGY, **changed}))
    return result


def test_the_bug_comes_with_the_solutions_comments(tmp_path: Path) -> None:
    item = read(tmp_path)
    assert isinstance(item, Item)
    assert (item.name, item.domain, item.license) == ("python_7", "humanevalpack", "MIT")
    assert item.origin == "HumanEvalPack Python/7"
    assert item.flaw is not None
    assert item.flaw.source == item.solution.replace("/ 2)", "/ 3)")
    assert (item.flaw.family, item.flaw.kind) == (Family.ARITHMETIC, "value misuse")


def test_the_solution_passes_and_the_bug_is_caught(sandbox: Sandbox, tmp_path: Path) -> None:
    item = read(tmp_path)
    assert isinstance(item, Item)
    assert item.flaw is not None
    assert failed_tests(sandbox, item.solution, item) == []
    assert failed_tests(sandbox, item.flaw.source, item) != []


@pytest.mark.parametrize("kind", ["variable misuse", "function misuse"])
def test_types_that_are_of_one_family_decide_it(tmp_path: Path, kind: str) -> None:
    item = read(tmp_path, bug_type=kind)
    assert isinstance(item, Item)
    assert item.flaw is not None
    assert (item.flaw.family, item.flaw.kind) == (Family.NAMES, kind)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"buggy_solution": HALVED["canonical_solution"]}, "the same code"),
        ({"buggy_solution": "    return ("}, "the version with the bug does not compile"),
        ({"buggy_solution": ["    return 1"]}, "`buggy_solution` should be a text"),
        ({"bug_type": 3}, "`bug_type` should be a text"),
    ],
)
def test_a_bug_that_is_none_is_told(tmp_path: Path, changed: dict[str, object], told: str) -> None:
    result = read(tmp_path, **changed)
    assert isinstance(result, Unusable)
    assert result.name == "Python/7"
    assert told in result.reason
