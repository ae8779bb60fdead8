"""What is true of every task that comes with the package, without running it."""

from __future__ import annotations

import ast
import difflib
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tracefix_rl.tasks import Catalog, Split, Task, Tier, read_curated

ROOT = Path(__file__).resolve().parents[2]
CURATED = read_curated()
TASKS = CURATED.tasks
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def test_there_are_enough() -> None:
    assert len(TASKS) >= 16


def test_every_split_of_the_catalog_has_every_tier() -> None:
    assert set(Catalog.shipped().counts) == {(split, tier) for split in Split for tier in Tier}


def test_most_are_for_training() -> None:
    assert sum(task.split is Split.TRAIN for task in TASKS) > len(TASKS) / 2


def test_splits_share_no_program() -> None:
    splits = defaultdict(set)
    for task in TASKS:
        splits[task.program].add(task.split)
    assert all(len(found) == 1 for found in splits.values())


def test_ids_are_unique_and_neutral() -> None:
    assert len({task.id for task in TASKS}) == len(TASKS)
    assert all(task.id.startswith("t-") and len(task.id) == 14 for task in TASKS)


def test_titles_are_unique() -> None:
    assert [title for title, count in Counter(task.title for task in TASKS).items() if count > 1] == []


def test_the_manifest_names_what_it_was_given() -> None:
    assert {manifest_id: task.name for manifest_id, task in CURATED.named.items()} == {
        "task1_easy": "valid_parentheses_wrong_mapping",
        "task2_medium": "binary_search_off_by_one",
        "task3_hard": "reverse_string_returns_original",
    }


def test_they_are_in_the_shipped_catalog() -> None:
    catalog = Catalog.shipped()
    assert [catalog.find(str(task.name)) for task in TASKS] == list(TASKS)
    assert {key: entry.id for key, entry in catalog.named().items()} == {
        key: task.id for key, task in CURATED.named.items()
    }


def test_nobody_trains_on_what_the_manifest_measures() -> None:
    assert {task.split for task in CURATED.named.values()} == {Split.EVAL}


@each_task
def test_a_name_is_its_program_and_its_bug(task: Task) -> None:
    assert task.name is not None
    assert task.name.startswith(f"{task.program}_")


@each_task
def test_the_specification_speaks_of_every_public_name(task: Task) -> None:
    tree = ast.parse(task.solution)
    public = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]
    assert public
    assert [name for name in public if name not in task.specification] == []


@each_task
def test_source_and_solution_differ_in_the_bugs_only(task: Task) -> None:
    lines = difflib.ndiff(task.source.splitlines(), task.solution.splitlines())
    changed = [line for line in lines if line[0] in "+-"]
    assert 1 <= len(changed) <= 2 * len(task.bugs)
    assert not any("#" in line or '"""' in line for line in changed)


@each_task
def test_suites_ask_different_things(task: Task) -> None:
    visible, held_out = (_asserted(suite.text) for suite in (task.visible, task.held_out))
    assert len(visible & held_out) <= len(held_out) / 4


@each_task
def test_nothing_happens_when_a_suite_is_imported(task: Task) -> None:
    for suite in (task.visible, task.held_out):
        for node in ast.parse(suite.text).body:
            decorators = getattr(node, "decorator_list", [])
            outside = [node] if isinstance(node, ast.Assign) else decorators
            called = {
                ast.unparse(call.func)
                for part in outside
                for call in ast.walk(part)
                if isinstance(call, ast.Call)
            }
            assert called <= {"pytest.mark.parametrize", "FILE.splitlines"}


@each_task
def test_suites_use_no_clock_no_chance_and_no_files(task: Task) -> None:
    for suite in (task.visible, task.held_out):
        imported = {
            name.partition(".")[0]
            for node in ast.walk(ast.parse(suite.text))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        assert imported <= {"program", "pytest"}
        assert not {"open", "tmp_path"} & {
            node.id if isinstance(node, ast.Name) else node.arg
            for node in ast.walk(ast.parse(suite.text))
            if isinstance(node, ast.Name | ast.arg)
        }


def test_pytest_does_not_collect_the_suites() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "tasks"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout + done.stderr


def _asserted(text: str) -> set[str]:
    return {ast.unparse(node) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Assert)}
