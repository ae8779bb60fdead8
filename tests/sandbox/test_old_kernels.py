"""On a kernel without a layer, strict mode refuses and names it; degraded mode runs and reports it each time."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

LAYERS = ("landlock", "seccomp")


def outcome(layer: str, mode: str) -> dict[str, Any]:
    """Use a sandbox in that mode on a kernel without that layer."""
    script = Path(__file__).with_name("old_kernel.py")
    done = subprocess.run(
        [sys.executable, script, layer, mode], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("layer", LAYERS)
def test_strict_refuses_and_names_it(layer: str) -> None:
    found = outcome(layer, "strict")
    assert found["refused"].startswith(f"this machine lacks {layer}, ")
    assert "TRACEFIX_SANDBOX=degraded" in found["refused"]


@pytest.mark.parametrize("layer", LAYERS)
def test_degraded_runs_and_reports_it_in_every_run(layer: str) -> None:
    found = outcome(layer, "degraded")
    assert found["passed"] == [1, 0]
    assert found["missing"] == [[layer], [layer]]


@pytest.mark.parametrize("layer", LAYERS)
def test_the_isolation_report_calls_it_absent_and_the_others_active(layer: str) -> None:
    found = outcome(layer, "degraded")["layers"]
    assert {name for name, status in found.items() if status["status"] == "active"} == found.keys() - {layer}
    assert found[layer]["status"] == "absent"
    assert found[layer]["detail"]
    assert found[layer]["stops"]
