"""A small task file, and the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from command import Tracefix
from task_files import NAMES, curated, write
from typer.testing import CliRunner

from tracefix_rl.cli import app


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A task file with a few curated tasks."""
    return write(tmp_path_factory.mktemp("tasks") / "small.tasks", curated(*NAMES))


@pytest.fixture
def tracefix() -> Tracefix:
    """The command line: what it prints, on a wide page, and its exit code."""

    def run(*arguments: str | Path) -> Result:
        return CliRunner().invoke(app, ["tasks", *map(str, arguments)], env={"COLUMNS": "200"})

    return run
