"""A game that is typed into a pipe."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from piped import Play
from typer.testing import CliRunner

from tracefix_rl.cli import app


@pytest.fixture
def play() -> Play:
    """The command, with its input from a pipe."""

    def run(task: str, *typed: str, options: tuple[str | Path, ...] = (), width: int = 100) -> Result:
        return CliRunner().invoke(
            app,
            ["play", task, *map(str, options)],
            input="".join(f"{line}\n" for line in typed),
            env={"COLUMNS": str(width)},
        )

    return run
