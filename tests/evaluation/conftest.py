"""The command in this process, and the scripted endpoint."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import Result
from processes_of_eval import OWN, Evaluate
from typer.testing import CliRunner

from tracefix_rl.cli import app

sys.path.insert(0, str(Path(__file__).parents[1] / "policies"))


@pytest.fixture
def evaluate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluate:
    """`tracefix eval` in this process, in an empty folder, with nothing of this machine's configuration."""
    monkeypatch.chdir(tmp_path)
    for name in OWN:
        monkeypatch.setenv(name, "")  # so that what the command sets is taken back as well

    def run(*arguments: str | Path, **variables: str) -> Result:
        return CliRunner().invoke(app, ["eval", *map(str, arguments)], env={"COLUMNS": "200", **variables})

    return run
