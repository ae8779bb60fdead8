"""`tracefix tasks check` finds nothing in good tasks, and finds bad ones."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from command import Tracefix
from task_files import NAMES, curated, write

from tracefix_rl.tasks import Catalog, Split, Task
from tracefix_rl.tasks.factory.checking import Checked, Findings, draw_sample

ENTRIES = Catalog.shipped().entries()


def harmless(task: Task) -> Task:
    """A task whose source is right: only its syntax tree is another."""
    return replace(task, name=None, source=f"{task.solution}\n\nunused = 0\n")


def test_good_tasks(tracefix: Tracefix, small: Path) -> None:
    result = tracefix("check", "--file", small, "--workers", "2")
    assert result.exit_code == 0, result.output
    assert "4 of 4 tasks checked: 0 refused, 0 with tests that do not end." in result.stdout
    assert "4 of 4 tasks: 0 refused, 0 hang" in result.stderr


def test_planted_tasks_are_refused(tracefix: Tracefix, tmp_path: Path) -> None:
    good, other = curated("slug_lost_strip", "run_length_lost_factor")
    twin = replace(good, name=None, source=f"{good.source}\n# Written on a Monday.\n")
    bad = harmless(other)
    file = write(tmp_path / "bad.tasks", [good, twin, bad])
    result = tracefix("check", "--file", file, "--workers", "1")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert any(
        line.startswith(f"{bad.id} ({bad.program}): no_visible_failure: the source passes") for line in lines
    )
    assert any(line.startswith(f"{twin.id} ({twin.program}): given_away:") for line in lines)
    duplicates = [line for line in lines if ": duplicate_code: " in line]
    assert len(duplicates) == 1
    assert {word.rstrip(":") for word in duplicates[0].split()} >= {good.id, twin.id}
    counts = {line.split()[0]: line.split()[-1] for line in lines if line.strip().endswith("1")}
    assert counts["no_visible_failure"] == counts["duplicate_code"] == counts["given_away"] == "1"


def test_a_sample_of_a_split(tracefix: Tracefix, small: Path) -> None:
    (split,) = {task.split for task in curated("slug_lost_strip")}
    result = tracefix("check", "--file", small, "--sample", "1", "--split", split, "--workers", "1")
    assert result.exit_code == 0, result.output
    count = sum(task.split == split for task in curated(*NAMES))
    assert f"1 of {count} tasks checked" in result.stdout


def test_an_unknown_split(tracefix: Tracefix, small: Path) -> None:
    result = tracefix("check", "--file", small, "--split", "trian")
    assert result.exit_code == 2
    assert "did you mean train?" in result.stderr


def test_a_task_that_was_edited_by_hand(tracefix: Tracefix, small: Path, tmp_path: Path) -> None:
    edited = tmp_path / "edited.tasks"
    edited.write_bytes(small.read_bytes().replace(b"def ", b"dEf ", 1))
    result = tracefix("check", "--file", edited, "--workers", "1")
    assert result.exit_code == 2
    assert f"Error: {edited}: " in result.stderr
    assert "was changed after the file was written; restore it" in result.stderr


def test_ctrl_c_tells_what_was_checked(small: Path) -> None:
    command = [sys.executable, "-c", "from tracefix_rl.cli import main; main()", "tasks", "check"]
    with subprocess.Popen(
        [*command, "--file", str(small), "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        output, errors = process.communicate(timeout=120)
    assert first == "1 of 4 tasks: 0 refused, 0 hang\n"
    assert process.returncode == 130
    assert " of 4 tasks checked: 0 refused" in output
    assert errors.splitlines()[-1].endswith("of 4 tasks were checked.")
    assert "Traceback" not in errors


@pytest.mark.parametrize("split", Split)
def test_a_sample_is_drawn_by_the_seed(split: Split) -> None:
    entries = [entry for entry in ENTRIES if entry.split is split]
    assert draw_sample(entries, 5, seed=1) == draw_sample(entries, 5, seed=1)
    assert draw_sample(entries, 5, seed=1) != draw_sample(entries, 5, seed=2)
    assert draw_sample(entries, None, seed=1) == draw_sample(entries, len(entries) + 1, seed=1) == entries
    assert len(draw_sample(entries, 5, seed=1)) == 5


@pytest.mark.parametrize(
    ("of", "checked", "hanging", "too_often"),
    [
        (100, 100, 5, False),
        (100, 100, 6, True),
        (10_000, 20, 3, False),  # by chance
        (10_000, 20, 8, True),
        (10_000, 0, 0, False),
    ],
)
def test_how_many_may_hang(of: int, checked: int, hanging: int, too_often: bool) -> None:
    findings = Findings(of=of)
    findings.add([Checked(ENTRIES[0], (), hangs=place < hanging) for place in range(checked)])
    assert findings.hang_too_often is too_often
    assert findings.clean is not too_often
