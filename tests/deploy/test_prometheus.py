"""Prometheus' configuration: what Prometheus would say to it, and whom it asks."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest
import yaml
from deployment import PROMETHEUS, compose


@pytest.fixture
def job() -> dict[str, Any]:
    (only,) = yaml.safe_load(PROMETHEUS.read_text(encoding="utf-8"))["scrape_configs"]
    found: dict[str, Any] = only
    return found


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool, of Prometheus, is not installed")
def test_prometheus_reads_it() -> None:
    done = subprocess.run(
        ("promtool", "check", "config", "--syntax-only", str(PROMETHEUS)),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_it_asks_the_server_of_the_compose_file(job: dict[str, Any]) -> None:
    ((target,),) = (each["targets"] for each in job["static_configs"])
    name, port = target.split(":")
    assert compose()["services"][name]["ports"] == [f"127.0.0.1:{port}:{port}"]
    assert job["metrics_path"] == "/metrics"


def test_it_shows_the_servers_token(job: dict[str, Any]) -> None:
    (secret,) = compose()["services"]["prometheus"]["secrets"]
    assert job["authorization"]["credentials_file"] == f"/run/secrets/{secret}"
    variable = compose()["secrets"][secret]["environment"]
    assert variable in compose()["services"]["server"]["environment"]
