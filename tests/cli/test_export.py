"""`tracefix export` writes a run in another format, says how to load it, and what is wrong if it cannot."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.trajectories import Journal

sys.path.insert(0, str(Path(__file__).parents[1] / "trajectories"))

from recorded import record


@pytest.fixture(scope="module")
def run(sandbox: Sandbox, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run of two episodes, one of them resolved."""
    folder = tmp_path_factory.mktemp("runs") / "one"
    folder.mkdir()
    solved = record(sandbox, SearchPolicy(0), "task1_easy")
    failed = solved.model_copy(update={"episode_id": "other", "final_score": 0.25})
    with Journal(folder / "episodes.jsonl") as journal:
        journal.append(solved)
        journal.append(failed)
    return folder


def tracefix_export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["export", *map(str, arguments)], env={"COLUMNS": "200"})


def test_it_says_what_it_wrote_and_how_to_load_it(run: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = tracefix_export(run, "--format", "trl", "--only", "resolved", "-o", out)
    assert result.exit_code == 0, result.output
    assert f"Wrote {out}: 1 episode as trl." in result.output
    assert "Left out 1 episode not resolved." in result.output
    assert f'datasets.load_dataset("json", data_files="{out}", split="train")' in result.output
    assert len(out.read_text().splitlines()) == 1


def test_the_line_it_prints_loads_the_export(run: Path, tmp_path: Path) -> None:
    import polars

    result = tracefix_export(run, "--format", "parquet", "-o", tmp_path / 'a "b".parquet')
    line = result.output.splitlines()[-1].strip()
    assert len(eval(line, {"polars": polars})) == 2


def test_json(run: Path, tmp_path: Path) -> None:
    result = tracefix_export(
        run, "--format", "openai", "--min-score", "0.5", "-o", tmp_path / "out", "--json"
    )
    assert result.exit_code == 0
    assert json.loads(result.output) == {
        "format": "openai",
        "path": str(tmp_path / "out"),
        "episodes": 1,
        "left_out": {"with a score below 0.5": 1},
        "load": f'openai.OpenAI().files.create(file=open("{tmp_path / "out"}", "rb"), purpose="fine-tune")',
    }


@pytest.mark.parametrize(
    ("format_name", "told"),
    [
        ("trll", "did you mean trl?"),
        ("nemogym", "did you mean nemo-gym?"),
        ("", "there are trl, openai, openenv"),
    ],
)
def test_an_unknown_format_names_near_ones(run: Path, tmp_path: Path, format_name: str, told: str) -> None:
    result = tracefix_export(run, "--format", format_name, "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_done_is_said_without_a_traceback(run: Path, tmp_path: Path) -> None:
    for arguments, told in [
        ((run.parent / "on", "--format", "trl", "-o", tmp_path / "out"), "did you mean one?"),
        ((run, "--format", "trl", "-o", tmp_path), "name a file"),
        (
            (run, "--format", "trl", "--min-score", "0.99", "-o", tmp_path / "out"),
            "2 with a score below 0.99",
        ),
        ((run, "--format", "trl", "--min-score", "2", "-o", tmp_path / "out"), "0<=x<=1"),
        ((run, "--format", "trl", "--only", "good", "-o", tmp_path / "out"), "resolved"),
    ]:
        result = tracefix_export(*arguments)
        assert result.exit_code == 2
        assert told in result.output
        assert isinstance(result.exception, SystemExit)
    assert list(tmp_path.iterdir()) == []
