"""`openenv.yaml` says what is true, and OpenEnv's own validator and discovery agree."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import Result
from live_server import ROOT, Server
from openenv.auto import AutoAction, AutoEnv
from openenv.auto._discovery import reset_discovery
from openenv.cli.__main__ import app
from typer.testing import CliRunner

import tracefix_rl
from tracefix_rl.core import reward
from tracefix_rl.tasks.catalog import Catalog

MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "openenv.yaml").read_text())


def openenv(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_the_package_is_valid() -> None:
    done = openenv("validate", "--level", "static", str(ROOT))
    assert done.exit_code == 0, done.output
    assert "Verdict: PASS" in done.stdout


def test_a_running_server_is_valid(server: Server) -> None:
    done = openenv("validate", "--url", server.url)
    assert done.exit_code == 0, done.output
    assert "Verdict: PASS" in done.stdout
    assert "profile: openenv-http/1.x" in done.stdout


def test_it_names_the_tasks_of_the_catalog(catalog: Catalog) -> None:
    declared = {task["id"]: (task["name"], task["difficulty"]) for task in MANIFEST["tasks"]}
    assert declared == {key: (entry.name, entry.tier) for key, entry in catalog.named().items()}


def test_it_counts_the_tasks_of_the_catalog(catalog: Catalog) -> None:
    counts = {str(split): catalog.count(catalog.choice(split=split)) for split in catalog.splits()}
    assert MANIFEST["validation"]["capabilities"]["declared_task_count"] == counts


def test_its_reward_range_is_that_of_a_step() -> None:
    least = -reward.PROGRESS_WEIGHT - reward.STEP_COST
    least_at_the_end = least + reward.LOWEST_SCORE - reward.INVALID_ACTION_COST
    declared = MANIFEST["validation"]["reward"]
    assert declared["range"] == [min(least, least_at_the_end, reward.LOWEST_RETURN), 1.0]
    assert declared["range"][1] - declared["oracle_tolerance"] == reward.RESOLVED_SCORE
    assert declared["range"][1] - declared["floor_margin"] > reward.LOWEST_SCORE + reward.PARTIAL_WEIGHT


def test_it_has_the_packages_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert MANIFEST["version"] == project["version"]


@pytest.mark.parametrize("name", ["tracefix_rl", "tracefix-rl"])
def test_discovery_finds_the_client(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    reset_discovery()
    assert AutoEnv.get_env_class(name) is tracefix_rl.TraceFixRLEnv
    assert AutoAction.from_env(name) is tracefix_rl.CodeAction


def test_the_public_names_are_there() -> None:
    assert set(tracefix_rl.__all__) <= set(dir(tracefix_rl))
    for name in tracefix_rl.__all__:
        assert getattr(tracefix_rl, name).__name__ == name
    with pytest.raises(AttributeError, match="NoSuchName"):
        _ = tracefix_rl.NoSuchName
