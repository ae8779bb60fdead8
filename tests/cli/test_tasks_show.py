"""`tracefix tasks show` tells what an agent may know, and the rest only when asked."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from command import Tracefix
from task_files import NAMES, curated

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Catalog, Choice, Split, Task, read_curated
from tracefix_rl.tasks.source import count_tests

TASKS = curated(*NAMES)
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


def added_lines(task: Task) -> set[str]:
    """Lines that only the solution has."""
    return set(map(str.strip, task.solution.splitlines())) - set(map(str.strip, task.source.splitlines()))


@each_task
def test_a_task_is_shown_as_an_agent_meets_it(tracefix: Tracefix, small: Path, task: Task) -> None:
    result = tracefix("show", task.id, "--file", small)
    assert result.exit_code == 0, result.output
    for text in (task.title, task.id, task.tier, task.split):
        assert text in result.output
    assert " ".join(task.specification.split()) in " ".join(result.output.split())
    numbered = [f"{number:4}  {line}".rstrip() for number, line in enumerate(task.source.splitlines(), 1)]
    assert "\n".join(numbered) in result.output
    assert all(line.strip() in result.output for line in task.visible.text.splitlines())


@each_task
@pytest.mark.parametrize("flags", [[], ["--json"]], ids=["text", "json"])
def test_without_asking_nothing_is_given_away(
    tracefix: Tracefix, small: Path, task: Task, flags: list[str]
) -> None:
    output = tracefix("show", task.id, "--file", small, *flags).output
    assert task.name not in output
    assert all(line not in output for line in added_lines(task))
    assert all(bug.description not in output and f", {bug.kind}:" not in output for bug in task.bugs)
    held_out = set(re.findall(r"def (test\w+)", task.held_out.text))
    assert not {name for name in held_out if name in output and name not in task.visible.text}


@each_task
def test_the_solution_on_demand(tracefix: Tracefix, small: Path, task: Task) -> None:
    output = tracefix("show", task.name, "--solution", "--file", small).output
    assert task.name in output
    for line in added_lines(task):
        assert re.search(rf"^\+\s*{re.escape(line)}$", output, re.MULTILINE)
    for bug in task.bugs:
        assert f"{bug.family}, {bug.kind}: {bug.description}" in output
    assert f"held-out tests: {count_tests(task.held_out.text)}" in output
    assert "its tier was given" in output


def test_what_was_measured(tracefix: Tracefix) -> None:
    catalog = Catalog.shipped()
    entry = next(each for each in catalog.entries(Choice(split=Split.TRAIN)) if each.name is None)
    output = tracefix("show", entry.id, "--solution").output
    assert f"score: {entry.score:.3f} of 1" in output
    assert output.count("panel member") == len(catalog.measured(entry)["effort"])
    for name in ("distance: ", "code lines: ", "failing share: ", "bugs: "):
        assert name in output


def test_json_has_the_card(tracefix: Tracefix, small: Path) -> None:
    (task,) = curated("slug_lost_strip")
    shown = json.loads(tracefix("show", task.id, "--json", "--file", small).stdout)
    assert shown == {
        "task_id": task.id,
        "title": task.title,
        "specification": task.specification,
        "module": "program",
        "tier": task.tier,
        "split": task.split,
        "visible_tests": task.visible.text,
        "support": {},
        "source": task.source,
        "origin": "TraceFix-RL",
        "license": "MIT",
    }


def test_json_with_the_solution(tracefix: Tracefix, small: Path) -> None:
    (task,) = curated("slug_lost_strip")
    shown = json.loads(tracefix("show", task.id, "--json", "--solution", "--file", small).stdout)
    assert [bug["description"] for bug in shown["bugs"]] == [bug.description for bug in task.bugs]
    assert shown["diff"].startswith("--- buggy\n+++ solution\n@@")
    assert shown["name"] == task.name
    assert shown["measured"] == {}


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("slug_lost_stip", "there is no task 'slug_lost_stip'; did you mean slug_lost_strip?"),
        ("", "there is no task ''; there are "),
        ("t-000", "there is no task 't-000'; "),
    ],
)
def test_an_unknown_task(tracefix: Tracefix, small: Path, key: str, message: str) -> None:
    result = tracefix("show", key, "--file", small)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_tests_are_counted_as_pytest_counts_them(sandbox: Sandbox) -> None:
    for task in read_curated().tasks:
        for suite in (task.visible, task.held_out):
            assert count_tests(suite.text) == len(sandbox.run(task.solution, suite).tests), task.name
