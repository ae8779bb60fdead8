"""What `openenv push` uploads, and what a catalog says of the environment, by OpenEnv's own tools."""

from __future__ import annotations

import json
import os
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from checkout import copy_checkout
from live_server import ROOT
from openenv.cli.__main__ import app
from openenv.cli.commands.push import (
    _load_ignore_patterns,
    _prepare_staging_directory,
    _validate_openenv_directory,
)
from typer.testing import CliRunner

import tracefix_rl

COLORS = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}
LONGEST_SHORT_DESCRIPTION = 60
MANIFEST: dict[str, Any] = yaml.safe_load((ROOT / "openenv.yaml").read_text())


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    return copy_checkout(tmp_path / "checkout")


def test_push_asks_for_nothing_but_a_token(checkout: Path, tmp_path: Path) -> None:
    # The Hub is a port that nobody listens on, so that no token of this machine is used.
    nobody = {"HF_HOME": str(tmp_path / "home"), "HF_ENDPOINT": "http://127.0.0.1:1", "HF_TOKEN": ""}
    done = subprocess.run(
        [sys.executable, "-m", "openenv.cli", "push", str(checkout), "--repo-id", "somebody/tracefix-rl"],
        env=os.environ | nobody | {"COLUMNS": "200"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Found OpenEnv environment: tracefix_rl" in done.stdout
    assert "Not authenticated with Hugging Face" in done.stdout
    assert "authentication failed" in done.stderr


def test_what_is_pushed_is_the_checkout_with_the_page_switched_on(checkout: Path, tmp_path: Path) -> None:
    name, _ = _validate_openenv_directory(checkout)
    staged = tmp_path / "staged"
    patterns = _load_ignore_patterns(checkout, ".gitignore")

    def files(folder: Path) -> dict[str, bytes]:
        found = [path for path in folder.rglob("*") if path.is_file()]
        assert not any(path.is_symlink() for path in found)
        return {str(path.relative_to(folder)): path.read_bytes() for path in found}

    before = {key: value for key, value in files(checkout).items() if not key.startswith(".")}
    (checkout / "inference_results.json").touch()
    (checkout / "runs" / "mine").mkdir(parents=True)
    (checkout / "runs" / "mine" / "episodes.jsonl").touch()
    _prepare_staging_directory(checkout, name, staged, ignore_patterns=patterns)
    after = files(staged)
    assert after.keys() == before.keys()
    assert [key for key in after if after[key] != before[key]] == ["Dockerfile"]
    *_, page, command = after["Dockerfile"].decode().split("\n")[:-1]
    assert (page, command) == ("ENV ENABLE_WEB_INTERFACE=true", 'CMD ["server"]')


def test_the_front_matter_is_that_of_a_space() -> None:
    _, text, _ = (ROOT / "README.md").read_text().split("---\n", 2)
    card = yaml.safe_load(text)
    assert (card["sdk"], card["app_port"], card["base_path"]) == ("docker", MANIFEST["port"], "/web")
    assert "openenv" in card["tags"]
    assert {card["colorFrom"], card["colorTo"]} <= COLORS
    assert len(card["short_description"]) <= LONGEST_SHORT_DESCRIPTION


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    """A catalog of a repository in which this checkout is the one environment."""
    repository = tmp_path / "repository"
    copy_checkout(repository / "envs" / "tracefix_rl")
    git = ("git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-C", str(repository))
    for command in (("init", "--quiet"), ("add", "--all"), ("commit", "--quiet", "--message=all")):
        subprocess.run([*git, *command], check=True)
    made = catalog(
        *(
            "build",
            "--repository",
            str(repository),
            "--repository-uri",
            "https://github.com/somebody/some.git",
        ),
        *("--publisher", "example.org", "--output", str(tmp_path / "catalog.json")),
    )
    assert "complete=true" in made
    assert "warning" not in made
    return tmp_path / "catalog.json"


def catalog(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["catalog", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_card_in_a_catalog_says_what_is_true(snapshot: Path) -> None:
    (entry,) = json.loads(snapshot.read_text())["entries"]
    card = entry["data"]
    assert (card["name"], card["license"]) == ("tracefix_rl", "MIT")
    assert card["framework_requirement"].startswith("openenv>=0.10")
    assert card["manifest_spec_version"] == MANIFEST["spec_version"]
    assert "openenv" in entry["tags"]


@pytest.mark.parametrize("query", ["repair bugs in python", "debugging with held-out tests"])
def test_it_is_found_by_what_people_look_for(snapshot: Path, query: str) -> None:
    done = CliRunner().invoke(app, ["discover", query, "--catalog", str(snapshot)])
    assert done.exit_code == 0, done.output
    assert done.output.startswith("tracefix_rl: ")


def test_the_client_at_the_root_is_the_packages() -> None:
    found = runpy.run_path(str(ROOT / "client.py"))
    assert found["TraceFixRLEnv"] is tracefix_rl.TraceFixRLEnv
