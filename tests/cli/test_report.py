"""`tracefix report` makes a run's page anew."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tracefix_rl.cli import app


def report(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, arguments)])


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """A run that has not played anything yet."""
    folder = tmp_path / "spring"
    folder.mkdir()
    (folder / "run.json").write_text(json.dumps({"format": 1, "id": "spring", "seed": 7}))
    (folder / "episodes.jsonl").write_text("")
    return folder


def test_the_page_is_in_the_folder_of_the_run(run: Path) -> None:
    result = report(run)
    assert result.exit_code == 0, result.output
    assert f"Wrote {run / 'report.html'}" in result.output
    assert "<h1>spring</h1>" in (run / "report.html").read_text()


def test_or_where_one_wants_it(run: Path, tmp_path: Path) -> None:
    assert report(run, "-o", tmp_path / "page.html").exit_code == 0
    assert (tmp_path / "page.html").exists()
    assert not (run / "report.html").exists()


def test_a_journal_without_a_run_will_do(run: Path) -> None:
    (run / "run.json").unlink()
    assert report(run).exit_code == 0
    assert "<h1>spring</h1>" in (run / "report.html").read_text()
    assert report(run / "episodes.jsonl").exit_code == 0


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("run.json", "{", "run.json is damaged"),
        ("run.json", "[]", "has format None"),
        ("run.json", '{"format": 99}', "has format 99"),
        ("episodes.jsonl", '{"edited": true}\n', "line 1 is not a record as it was written"),
    ],
)
def test_damage_is_named_and_the_old_page_stays(run: Path, name: str, content: str, said: str) -> None:
    (run / "report.html").write_text("old")
    (run / name).write_text(content)
    result = report(run)
    assert result.exit_code == 2
    assert said in result.stderr
    assert (run / "report.html").read_text() == "old"


def test_there_is_no_such_run(run: Path, tmp_path: Path) -> None:
    result = report(tmp_path / "sprin")
    assert result.exit_code == 2
    assert "did you mean spring" in result.stderr


def test_a_page_that_cannot_be_written(run: Path, tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere" / "page.html"):
        result = report(run, "-o", place)
        assert result.exit_code == 2
        assert f"{place} cannot be written" in result.stderr
        assert "name another file with -o" in result.stderr
    assert not [each for each in os.listdir(tmp_path) if each.startswith(".")]
