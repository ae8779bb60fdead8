"""`tracefix tasks list` and `stats` tell which tasks there are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from command import Tracefix
from task_files import NAMES, curated

from tracefix_rl.tasks import Catalog, Choice, Family, Split, Tier


def test_every_task_has_a_line(tracefix: Tracefix, small: Path) -> None:
    result = tracefix("list", "--file", small)
    assert result.exit_code == 0, result.output
    for task in curated(*NAMES):
        (line,) = [line for line in result.output.splitlines() if task.id in line]
        assert all(word in line for word in (task.title, "curated", task.split, task.tier, task.name or ""))
    assert f"1 to {len(NAMES)} of {len(NAMES)} tasks." in result.output


@pytest.mark.parametrize(
    ("flags", "choice"),
    [
        (("--split", "eval"), Choice(split=Split.EVAL)),
        (("--tier", "hard"), Choice(tier=Tier.HARD)),
        (("--bug-family", "names"), Choice(bug_family=Family.NAMES)),
        (("--split", "train", "--tier", "easy"), Choice(split=Split.TRAIN, tier=Tier.EASY)),
    ],
)
def test_filters_on_the_shipped_tasks(tracefix: Tracefix, flags: tuple[str, ...], choice: Choice) -> None:
    catalog = Catalog.shipped()
    listed = json.loads(tracefix("list", "--json", "--limit", "7", *flags).stdout)
    assert listed["total"] == catalog.count(choice)
    assert [each["id"] for each in listed["tasks"]] == [each.id for each in catalog.entries(choice, 0, 7)]


def test_tasks_of_a_program(tracefix: Tracefix, small: Path) -> None:
    (task,) = curated("slug_lost_strip")
    listed = json.loads(tracefix("list", "--json", "--program", task.program, "--file", small).stdout)
    assert [each["id"] for each in listed["tasks"]] == [task.id]


def test_pages_follow_each_other(tracefix: Tracefix, small: Path) -> None:
    first = tracefix("list", "--limit", "3", "--file", small)
    assert "The next ones: --start 3." in first.output
    pages = [
        json.loads(tracefix("list", "--json", "--start", start, "--limit", "3", "--file", small).stdout)
        for start in ("0", "3", "6")
    ]
    ids = [each["id"] for page in pages for each in page["tasks"]]
    assert sorted(ids) == sorted(task.id for task in curated(*NAMES))
    beyond = tracefix("list", "--start", "99", "--file", small)
    assert (beyond.exit_code, beyond.output) == (0, "There are 4 such tasks; choose a --start below that.\n")


def test_a_choice_that_leaves_nothing(tracefix: Tracefix, small: Path) -> None:
    (task,) = curated("slug_lost_strip")
    other = next(split for split in Split if split != task.split)
    result = tracefix("list", "--program", task.program, "--split", other, "--file", small)
    assert result.exit_code == 0
    assert result.output.startswith("There is no such task")


def test_a_list_tells_no_family(tracefix: Tracefix, small: Path) -> None:
    listed = json.loads(tracefix("list", "--json", "--file", small).stdout)
    assert all("families" not in each and "bugs" not in each for each in listed["tasks"])


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--tier", "esay"), "there is no difficulty 'esay'; did you mean easy?"),
        (("--split", "trian"), "there is no split 'trian'; did you mean train?"),
        (("--bug-family", "name"), "there is no bug_family 'name'; did you mean names?"),
        (("--program", "slugs"), "there is no program 'slugs'; did you mean slug"),
        (("--limit", "0"), "Invalid value for '--limit'"),
        (("--start", "-1"), "Invalid value for '--start'"),
    ],
)
def test_unknown_values(tracefix: Tracefix, small: Path, flags: tuple[str, ...], message: str) -> None:
    result = tracefix("list", *flags, "--file", small)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_stats_count_every_task(tracefix: Tracefix) -> None:
    catalog = Catalog.shipped()
    counts = json.loads(tracefix("stats", "--json").stdout)
    assert counts["tasks"] == len(catalog)
    assert counts["programs"] == len(catalog.programs)
    assert {
        (split, tier): count for split, tiers in counts["splits"].items() for tier, count in tiers.items()
    } == {(split, tier): catalog.counts.get((split, tier), 0) for split in Split for tier in Tier}
    assert counts["domains"] == Counter(entry.domain for entry in catalog.entries())
    assert sum(counts["bugs"].values()) == len(catalog)
    for family, count in counts["bug_families"].items():
        assert count == catalog.count(Choice(bug_family=Family(family)))
    assert counts["about"] == catalog.about


def test_stats_in_tables(tracefix: Tracefix) -> None:
    result = tracefix("stats")
    about = Catalog.shipped().about
    assert result.exit_code == 0
    assert f"Measured by panel {about['panel_version']}: medium from score {about['medium_from']}" in (
        result.output
    )


@pytest.mark.parametrize("command", [["list"], ["stats"], ["show", "task1_easy"], ["check"], ["gallery"]])
def test_a_file_that_cannot_be_used(
    tracefix: Tracefix, small: Path, tmp_path: Path, command: list[str]
) -> None:
    truncated = tmp_path / "truncated.tasks"
    truncated.write_bytes(small.read_bytes()[:-4096])
    longer = tmp_path / "longer.tasks"
    longer.write_bytes(small.read_bytes() + b"more")
    text = tmp_path / "notes.tasks"
    text.write_text("no database, and longer than the header of one would be\n" * 50)
    for file, reason in (
        (
            tmp_path / "nowhere.tasks",
            "is missing; name a task file, or build one with `tracefix tasks build`",
        ),
        (truncated, "is truncated, or more was written to its end; restore it, or build it again"),
        (longer, "is truncated, or more was written to its end; restore it, or build it again"),
        (text, "is no task file; name a task file"),
    ):
        result = tracefix(*command, "--file", file)
        assert result.exit_code == 2
        assert f"Error: {file}: {reason}" in result.stderr
        assert result.stdout == ""


def test_the_file_may_be_named_by_the_environment(small: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from tracefix_rl.cli import main; main()", "tasks", "list", "--json"],
        env=os.environ | {"TRACEFIX_TASKS": str(small)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout)["total"] == len(NAMES)


def test_looking_at_tasks_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from tracefix_rl.cli import app\n"
        "for command in (['list'], ['stats'], ['show', 'task1_easy', '--solution']):\n"
        "    app(['tasks', *command], standalone_mode=False)\n"
        "print(sorted(sys.modules.keys() & {'openenv', 'pytest', 'libcst', 'fastapi'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
