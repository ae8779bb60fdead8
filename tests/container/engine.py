"""The engine, the image of this checkout, and containers of it."""

from __future__ import annotations

import re
import subprocess
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from checkout import ROOT

from tracefix_rl import CodeAction, TraceFixRLEnv
from tracefix_rl.health import is_healthy

TAG = "tracefix-rl:tests"
START_S = 120.0

DEFAULT: tuple[str, ...] = ()
"""As `docker run` starts a container if nothing is said; the image says who its user is."""
HARDENED = (
    "--user=65532:65532",
    "--read-only",
    "--cap-drop=ALL",
    "--security-opt=no-new-privileges",
    "--pids-limit=256",
    "--tmpfs=/tmp:rw,noexec,nosuid,nodev,mode=1777",
)
WITHOUT_A_FOLDER = HARDENED[:-1]
"""Nothing can be written anywhere."""
PROFILES = [pytest.param(DEFAULT, id="default"), pytest.param(HARDENED, id="hardened")]


@dataclass(frozen=True)
class Container:
    """A running container."""

    name: str
    url: str


def docker(*arguments: str) -> str:
    """Run a command of Docker and return what it prints; an error has what it complained of."""
    done = subprocess.run(["docker", *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"docker {' '.join(arguments)}\n{done.stdout}{done.stderr}"
    return done.stdout.strip()


def answers(*arguments: str) -> bool:
    """Tell whether a command of Docker succeeds."""
    return subprocess.run(["docker", *arguments], capture_output=True, check=False).returncode == 0


def need_engine() -> None:
    """Skip the test where no image can be built."""
    try:
        if not answers("info"):
            pytest.skip("no container engine answers `docker info`")
    except FileNotFoundError:
        pytest.skip("there is no container engine: no command `docker`")
    base = base_image()
    if not answers("image", "inspect", base) and not answers("pull", "--quiet", base):
        pytest.skip(f"the image {base} is not here and cannot be pulled")


def base_image() -> str:
    """What the image is built upon."""
    named = re.search(r"^ARG BASE_IMAGE=(\S+)$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)
    assert named
    return named[1]


@contextmanager
def running(image: str, *options: str, command: tuple[str, ...] = ()) -> Iterator[Container]:
    """Run a container until the block is left; its server answers."""
    with starting(image, *options, command=command) as container:
        _wait_until_healthy(container)
        yield container


@contextmanager
def starting(image: str, *options: str, command: tuple[str, ...] = ()) -> Iterator[Container]:
    """Run a container until the block is left; its server need not answer yet."""
    name = f"tracefix-rl-tests-{uuid.uuid4().hex}"
    try:
        docker("run", "--detach", f"--name={name}", "--publish=127.0.0.1::8000", *options, image, *command)
        yield Container(name, f"http://{docker('port', name, '8000/tcp').splitlines()[0]}")
    finally:
        answers("rm", "--force", "--volumes", name)


def _wait_until_healthy(container: Container) -> None:
    deadline = time.monotonic() + START_S
    while not is_healthy(container.url):
        runs = docker("inspect", "--format={{.State.Running}}", container.name) == "true"
        if not runs or time.monotonic() > deadline:
            pytest.fail(f"the server does not answer:\n{logs(container)}")
        time.sleep(0.1)


def logs(container: Container) -> str:
    """What the container said."""
    done = subprocess.run(["docker", "logs", container.name], capture_output=True, text=True, check=True)
    return done.stdout + done.stderr


async def score_of_submitting_at_once(url: str) -> float:
    """Play the shortest episode there is."""
    async with TraceFixRLEnv(base_url=url) as env:
        await env.reset(task_id="task1_easy")
        result = await env.step(CodeAction(action_type="SUBMIT"))
        assert result.done
        score: float = result.observation.metadata["final_score"]
        return score
