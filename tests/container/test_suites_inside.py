"""The attacks, and the tests of the layers, inside the image: what holds on this machine must hold there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT
from engine import PROFILES

pytestmark = pytest.mark.container

TESTS = (
    "tests/exploits",
    *(f"tests/sandbox/test_{name}.py" for name in ("layers", "layer_filters", "layer_limits")),
    *(f"tests/sandbox/test_{name}.py" for name in ("limits", "lifecycle", "load")),
)
ONLY_TESTS_NEED = ("hypothesis", "sortedcontainers", "pytest-xdist", "execnet")


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the tests import and the image has not, in the locked versions."""
    folder = tmp_path_factory.mktemp("tools")
    export = ("export", "--frozen", "--only-dev", "--no-emit-project", "--no-hashes")
    locked = uv(*export).splitlines()
    wanted = [line for line in locked if line.partition("==")[0] in ONLY_TESTS_NEED]
    assert len(wanted) == len(ONLY_TESTS_NEED)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    uv("pip", "install", f"--python-version={version}", f"--target={folder}", *wanted)
    folder.chmod(0o755)  # the user inside is another
    return folder


def uv(*arguments: str) -> str:
    done = subprocess.run(
        ["uv", "--quiet", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("profile", PROFILES)
def test_they_pass_inside(image: str, tools: Path, profile: tuple[str, ...]) -> None:
    mounts = [
        f"--volume={ROOT / 'tests'}:/checks/tests:ro",
        f"--volume={ROOT / 'pyproject.toml'}:/checks/pyproject.toml:ro",
        f"--volume={tools}:/tools:ro",
    ]
    environment = ["--env=PYTHONPATH=/tools", "--env=HYPOTHESIS_STORAGE_DIRECTORY=/tmp/hypothesis"]
    run = ["docker", "run", "--rm", "--network=none", "--init", "--workdir=/checks"]
    pytest_ = ["python", "-m", "pytest", "-p", "no:cacheprovider", "-n", "auto", "--dist", "loadfile"]
    command = [*run, *profile, *mounts, *environment, image, *pytest_, *TESTS]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
