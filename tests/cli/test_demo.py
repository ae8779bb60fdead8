"""`tracefix demo` repairs a bug before one's eyes, on any terminal and on none."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from task_files import curated, write
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.cli.demo import TASK
from tracefix_rl.tasks import Catalog, Split

SEEDS = range(4)


def demo(*arguments: str | Path) -> str:
    """What it prints on 80 columns."""
    result = CliRunner().invoke(app, ["demo", *map(str, arguments)], env={"COLUMNS": "80"})
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_the_seed_it_repairs_the_bug_in_a_few_attempts(seed: int) -> None:
    task = Catalog.shipped().find(TASK)
    output = demo("--seed", str(seed))
    assert "repaired: every visible and held-out test passes, score 0.98" in output
    assert 1 <= output.count("\nattempt ") <= 10
    for line in set(task.solution.splitlines()) - set(task.source.splitlines()):
        assert f"+ {line}" in output
    assert re.search(r"held-out tests  (\d+) of \1 pass", output)
    seconds = re.search(r"time +(\d+\.\d) s", output)
    assert seconds is not None
    assert float(seconds[1]) < 15


def test_what_it_prints_fits_and_names_commands_there_are() -> None:
    output = demo()
    assert max(map(len, output.splitlines())) <= 80
    assert "\x1b" not in output
    for command in ("tracefix play", "tracefix tasks list"):
        assert command in output
        words = command.split()[1:]
        assert CliRunner().invoke(app, [*words, "--help"]).exit_code == 0


def test_its_task_is_one_to_learn_from() -> None:
    entry = Catalog.shipped().entry(TASK)
    task = Catalog.shipped().load(entry)
    assert (entry.split, len(task.bugs)) == (Split.TRAIN, 1)
    assert entry.manifest_id is None
    assert 20 <= len(task.source.splitlines()) <= 40


def test_it_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("it connects")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert "repaired" in demo()


def test_with_other_tasks_it_plays_the_first_easy_one(tmp_path: Path) -> None:
    tasks = curated("invoice_total_drops_term", "calculator_wrong_operators")
    file = write(tmp_path / "own.tasks", tasks)
    assert tasks[0].title in demo("--file", file)


def test_a_task_file_that_is_missing_is_named(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["demo", "--file", str(tmp_path / "missing")])
    assert result.exit_code == 2
    assert "is missing" in result.stderr


@pytest.mark.parametrize("command", ["demo", "play"])
def test_a_reader_that_goes_away_ends_it_without_a_word(command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    program = f"from tracefix_rl.cli import main; import sys; sys.argv[1:] = ['{command}']; main()"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert ended.returncode == 1
    assert ended.stderr == ""
