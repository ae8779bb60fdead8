"""`tracefix doctor` tells what holds, what a missing layer lets through, and whether strict would run."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace

import pytest
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.sandbox import IsolationReport, LayerStatus
from tracefix_rl.sandbox.kernel.layers import isolation_report

LAYERS = ["session", "descriptors", "environment", "rlimits", "no_new_privs", "landlock", "seccomp"]


def lacking(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a machine of this one on which a layer is absent."""

    def report(found: list[list[str]]) -> IsolationReport:
        layers = isolation_report(found).layers
        return IsolationReport(
            tuple(
                replace(layer, status=LayerStatus.ABSENT, detail="[not] here")
                if layer.name == name
                else layer
                for layer in layers
            )
        )

    monkeypatch.setattr("tracefix_rl.sandbox.slots.isolation_report", report)


def test_it_names_every_layer_and_what_each_stops() -> None:
    result = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "200"})
    assert result.exit_code == 0, result.output
    assert [line.split()[1] for line in result.output.splitlines() if line.startswith("│")] == LAYERS
    assert result.output.count("active") == len(LAYERS)
    assert "reading tests, solutions, /proc or any other file" in result.output
    assert "contained" in result.output


def test_json() -> None:
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert found["contained"]
    assert found["problems"] == []
    assert found["run_ms"] > 0
    assert [layer["name"] for layer in found["layers"]] == LAYERS
    assert {layer["status"] for layer in found["layers"]} == {"active"}


def test_a_missing_layer_is_told_with_what_it_lets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking("landlock", monkeypatch)
    result = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "200"})
    assert result.exit_code == 1
    assert "lets through: reading tests, solutions" in result.output
    assert "[not] here" in result.output
    assert "the layer landlock does not hold" in result.output
    data = json.loads(CliRunner().invoke(app, ["doctor", "--json"]).output)
    assert not data["contained"]
    assert data["problems"] == ["the layer landlock does not hold"]


def test_a_layer_that_strict_does_without_is_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking("session", monkeypatch)
    result = CliRunner().invoke(app, ["doctor"], env={"COLUMNS": "200"})
    assert result.exit_code == 0
    assert "not required" in result.output


def test_a_sandbox_that_does_not_start_is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracefix_rl.sandbox.slots.runner_command",
        lambda channel, progress, mode: [sys.executable, "-c", "raise SystemExit(1)"],
    )
    result = CliRunner().invoke(app, ["doctor", "--json"])
    assert result.exit_code == 1
    assert "failed twice" in json.loads(result.output)["problems"][0]


def test_help_names_the_commands_and_loads_nothing_heavy() -> None:
    program = (
        "import sys\n"
        "from tracefix_rl.cli import main\n"
        "sys.argv = ['tracefix', '--help']\n"
        "try: main()\n"
        "finally: print(sorted(sys.modules.keys() & {'openenv', 'pytest', 'libcst', 'openai', 'fastapi'}))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "doctor" in done.stdout
    assert done.stdout.splitlines()[-1] == "[]"
