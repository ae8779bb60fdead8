"""What the image is made of, how it starts and how it stops."""

from __future__ import annotations

import asyncio
import json
import time
import tomllib
from signal import SIGTERM
from typing import Any

import pytest
from checkout import ROOT
from engine import (
    PROFILES,
    START_S,
    WITHOUT_A_FOLDER,
    answers,
    base_image,
    docker,
    logs,
    running,
    score_of_submitting_at_once,
    starting,
)
from openenv.core.containers.runtime._server_config import parse_openenv_app_field
from signals import has_handler

from tracefix_rl.health import is_healthy

pytestmark = pytest.mark.container

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]


@pytest.fixture(scope="module")
def config(image: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(docker("image", "inspect", "--format={{json .Config}}", image))
    return found


def inside(image: str, program: str) -> str:
    """What a shell prints in a container of the image."""
    return docker("run", "--rm", "--network=none", "--entrypoint=sh", image, "-c", program)


def test_it_says_what_it_is(config: dict[str, Any]) -> None:
    known = "org.opencontainers.image."
    labels = {
        key.removeprefix(known): value for key, value in config["Labels"].items() if key.startswith(known)
    }
    assert labels["version"] == PROJECT["version"]
    assert labels["licenses"] == PROJECT["license"]
    assert labels["base.name"] == base_image()
    assert {"title", "description"} <= labels.keys()


def test_it_asks_for_no_rights_no_volume_and_one_port(config: dict[str, Any]) -> None:
    assert config["User"] == "1000:1000"
    assert not config.get("Volumes")
    assert list(config["ExposedPorts"]) == ["8000/tcp"]
    assert (config.get("Entrypoint"), config["Cmd"]) == (None, ["server"])


def test_the_health_check_is_patient_at_the_start(config: dict[str, Any]) -> None:
    check = config["Healthcheck"]
    assert check["StartPeriod"] >= 30e9
    assert check["Timeout"] < check["Interval"]


def test_it_holds_the_installed_package_and_nothing_that_built_it(image: str) -> None:
    assert inside(image, "ls -A /app").split() == [".venv", "env"]
    assert inside(image, "ls -A /app/env").split() == ["README.md", "openenv.yaml"]
    assert inside(image, "ls -d /source; command -v uv; ls /app/.venv/bin | grep -x pip; true") == ""
    located = inside(image, 'python -c "import tracefix_rl; print(tracefix_rl.__file__)"')
    assert located.startswith("/app/.venv/lib/")


def test_nobody_but_root_may_change_it(image: str) -> None:
    writable = r"find /app ! -type l \( ! -user root -o -perm /022 \)"
    assert inside(image, writable) == ""


def test_a_provider_that_reads_the_manifest_finds_the_application(image: str) -> None:
    application = parse_openenv_app_field(inside(image, "cat /app/env/openenv.yaml"))
    assert application
    imported = f"from uvicorn.importer import import_from_string as get; print(get('{application}').title)"
    assert inside(image, f'python -c "{imported}"') == "TraceFix-RL"


@pytest.mark.parametrize("profile", [*PROFILES, pytest.param(WITHOUT_A_FOLDER, id="nothing to write to")])
def test_it_becomes_healthy_and_ends_when_told_to(image: str, profile: tuple[str, ...]) -> None:
    with running(image, *profile) as container:
        deadline = time.monotonic() + START_S
        while (state := health_of(container.name)) != "healthy":
            assert state == "starting", logs(container)
            assert time.monotonic() < deadline, logs(container)
            time.sleep(0.2)
        assert asyncio.run(score_of_submitting_at_once(container.url)) == 0.01
        docker("stop", "--time=60", container.name)
        assert (
            docker("inspect", "--format={{.State.ExitCode}} {{.State.OOMKilled}}", container.name)
            == "0 false"
        )


def test_it_ends_when_told_to_while_it_starts(image: str) -> None:
    """Also without `--init`, where the server is the first process."""
    with starting(image) as container:
        first = int(docker("inspect", "--format={{.State.Pid}}", container.name))
        deadline = time.monotonic() + START_S
        while not has_handler(first, SIGTERM):
            assert time.monotonic() < deadline, logs(container)
            time.sleep(0.02)
        assert not is_healthy(container.url)
        docker("stop", "--time=60", container.name)
        assert docker("inspect", "--format={{.State.ExitCode}}", container.name) == "143"


def health_of(name: str) -> str:
    return docker("inspect", "--format={{.State.Health.Status}}", name)


def test_the_health_check_fails_when_nobody_answers(image: str, config: dict[str, Any]) -> None:
    _, *command = config["Healthcheck"]["Test"]
    assert not answers("run", "--rm", "--network=none", image, *command)
