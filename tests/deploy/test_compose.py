"""The compose file: what Compose would say to it, and what it promises."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from deployment import COMPOSE, PROMETHEUS, ROOT, compose


def test_it_fits_the_compose_specification() -> None:
    command = (sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec")
    done = subprocess.run((*command, str(COMPOSE)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def configured(**environ: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "TRACEFIX_TOKEN"}
    return subprocess.run(
        ("docker", "compose", "-f", str(COMPOSE), "config", "--format", "json"),
        env=kept | environ,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def _plugin() -> None:
    """Skips where there is no Compose; it needs no engine to read a file."""
    try:
        subprocess.run(("docker", "compose", "version"), capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("docker compose is not installed")


@pytest.mark.usefixtures("_plugin")
def test_compose_reads_it() -> None:
    done = configured(TRACEFIX_TOKEN="a" * 32)
    assert done.returncode == 0, done.stderr
    server = json.loads(done.stdout)["services"]["server"]
    assert server["environment"]["TRACEFIX_TOKEN"] == "a" * 32
    assert server["build"]["context"] == str(ROOT)


@pytest.mark.usefixtures("_plugin")
def test_compose_asks_for_a_token() -> None:
    done = configured()
    assert done.returncode != 0
    assert "TRACEFIX_TOKEN" in done.stderr


def test_the_server_has_no_rights_and_writes_only_to_tmp() -> None:
    server = compose()["services"]["server"]
    assert server["read_only"] is True
    assert server["cap_drop"] == ["ALL"]
    assert server["security_opt"] == ["no-new-privileges:true"]
    assert [each.split(":")[0] for each in server["tmpfs"]] == ["/tmp"]
    assert {"cpus", "mem_limit", "pids_limit"} <= server.keys()


def test_nothing_is_open_to_other_machines() -> None:
    for service in compose()["services"].values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_the_server_ends_by_itself_before_it_is_killed() -> None:
    server = compose()["services"]["server"]
    assert float(server["environment"]["TRACEFIX_GRACE_S"]) < float(server["stop_grace_period"].rstrip("s"))


def test_prometheus_is_given_its_file() -> None:
    mounted = [each.split(":")[0] for each in compose()["services"]["prometheus"]["volumes"]]
    assert f"./{PROMETHEUS.name}" in mounted
