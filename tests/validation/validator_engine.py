"""The container engine as OpenEnv's validator uses it, also where no registry can be reached."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from live_server import ROOT, free_port
from openenv.validation.providers._netns import HELPER_IMAGE

PULL_S = 300
START_S = 30.0

_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def docker(*arguments: str, timeout_s: float = 600) -> subprocess.CompletedProcess[str]:
    """Run a command of the engine's client."""
    return subprocess.run(
        ["docker", *arguments], capture_output=True, text=True, timeout=timeout_s, check=False
    )


def skip_without_engine() -> None:
    """Skip if no engine answers."""
    if shutil.which("docker") is None or docker("info", timeout_s=60).returncode:
        pytest.skip("no container engine answers `docker info`")


def copy_of_the_package(folder: Path) -> Path:
    """The files of a clone: the validator refuses a tree that changes while it looks, as one under test does."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def helper_image(folder: Path) -> Iterator[str]:
    """Name an image for the validator's network helper by its digest: OpenEnv's, or a stand-in.

    An image has a digest once it was in a registry, so the stand-in is pushed to one that runs only for that.
    """
    if (
        not docker("image", "inspect", HELPER_IMAGE).returncode
        or not docker("pull", "--quiet", HELPER_IMAGE, timeout_s=PULL_S).returncode
    ):
        yield HELPER_IMAGE
        return
    if shutil.which("docker-registry") is None:
        pytest.skip(
            f"OpenEnv's helper image {HELPER_IMAGE} cannot be pulled, and no docker-registry is installed "
            "that could give another image a digest (Debian's package docker-registry)"
        )
    found = re.search(r"python:[\w.-]+", (ROOT / "Dockerfile").read_text())
    assert found is not None
    with _registry(folder) as address:
        tag = f"{address}/tracefix-network-helper"
        _done(docker("tag", found[0], tag))
        _done(docker("push", "--quiet", tag))
        digests = json.loads(_done(docker("image", "inspect", "--format", "{{json .RepoDigests}}", tag)))
    (pinned,) = [digest for digest in digests if digest.startswith(tag)]
    try:
        yield pinned
    finally:
        docker("image", "rm", tag, pinned)


@contextmanager
def _registry(folder: Path) -> Iterator[str]:
    """Run a registry; the engine takes one on the loopback device without a certificate."""
    address = f"127.0.0.1:{free_port()}"
    settings = folder / "registry.yml"
    settings.write_text(
        json.dumps(
            {
                "version": 0.1,
                "log": {"level": "error"},
                "storage": {"filesystem": {"rootdirectory": str(folder / "registry")}},
                "http": {"addr": address, "secret": "of nobody"},
            }
        )
    )
    with (folder / "registry.log").open("wb") as log:
        process = subprocess.Popen(
            ["docker-registry", "serve", str(settings)], stdout=log, stderr=subprocess.STDOUT
        )
    try:
        _wait_for(f"http://{address}/v2/", process)
        yield address
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with _OPENER.open(url, timeout=5):
                return
        except (OSError, urllib.error.URLError):
            time.sleep(0.05)
    pytest.fail(f"the registry did not start (exit code {process.poll()})")


def _done(process: subprocess.CompletedProcess[str]) -> str:
    assert process.returncode == 0, process.stderr
    return process.stdout
