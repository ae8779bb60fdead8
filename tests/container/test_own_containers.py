"""Clients that start a container of their own, and what is left of it however they end."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from checkout import ROOT
from engine import docker
from openenv.auto import AutoEnv

from tracefix_rl import CodeAction, TraceFixRLEnv
from tracefix_rl.containers import LABEL, OwnContainer
from tracefix_rl.policies import make_policy
from tracefix_rl.serving import ServerError, own_container

pytestmark = pytest.mark.container

NAMED = ("task1_easy", "task2_medium", "task3_hard")
KILLED = "137"
PATIENCE_S = 180.0
"""For whatever must happen in the end, on a machine that may be busy."""


def containers(owner: int) -> list[str]:
    """Containers, running or not, that a process started."""
    return docker("ps", "--all", "--quiet", f"--filter=label={LABEL}={owner}").split()


def endings(owner: int, since: float) -> list[str]:
    """The exit codes with which such containers ended."""
    only = (
        f"--filter=label={LABEL}={owner}",
        "--filter=event=die",
        "--format={{.Actor.Attributes.exitCode}}",
    )
    return docker("events", f"--since={since:.3f}", f"--until={time.time():.3f}", *only).split()


@pytest.fixture
def nothing_left() -> Iterator[None]:
    """What this process starts must be gone at the end, and must have ended because it was asked to."""
    since = time.time()
    yield
    assert containers(os.getpid()) == []
    assert KILLED not in endings(os.getpid(), since)


async def play(env: TraceFixRLEnv, task: str) -> float:
    """Play a task with the built-in search; return its final score."""
    policy = make_policy("search", seed=0)
    result = await env.reset(task_id=task)
    policy.start(result.observation)
    while not result.done:
        result = await env.step(await policy.act(result.observation))
    score: float = result.observation.metadata["final_score"]
    return score


@pytest.mark.usefixtures("nothing_left")
def test_the_named_tasks_are_played_and_close_leaves_nothing(image: str) -> None:
    async def play_named() -> list[float]:
        env = await TraceFixRLEnv.from_docker_image(image, wait_timeout=PATIENCE_S)
        try:
            assert len(containers(os.getpid())) == 1
            return [await play(env, task) for task in NAMED]
        finally:
            await env.close()

    assert asyncio.run(play_named()) == [0.98] * len(NAMED)


@pytest.mark.usefixtures("nothing_left")
def test_two_at_once_have_a_container_each(image: str) -> None:
    def session(task: str) -> tuple[str, str]:
        env = TraceFixRLEnv.from_docker_image(image, wait_timeout=PATIENCE_S).sync()
        try:
            env.reset(task_id=task)
            return env.base_url, env.step(CodeAction(action_type="VIEW_CODE")).observation.metadata["task_id"]
        finally:
            env.close()

    with ThreadPoolExecutor() as threads:
        played = list(threads.map(session, NAMED[:2]))
    assert len(set(played)) == len({url for url, _ in played}) == 2


@pytest.mark.usefixtures("nothing_left")
def test_openenv_starts_one_for_the_name_of_the_package(image: str) -> None:
    env = AutoEnv.from_env("tracefix_rl", docker_image=image, wait_timeout=PATIENCE_S)
    try:
        assert isinstance(env, TraceFixRLEnv)
        assert env.reset(task_id="task1_easy").observation.code_dict
    finally:
        env.close()


@pytest.mark.usefixtures("nothing_left")
def test_a_space_is_run_from_its_image(image: str) -> None:
    name = "registry.hf.space/tracefix-rl-tests-space:latest"
    docker("tag", image, name)
    try:
        env = TraceFixRLEnv.from_env("tracefix-rl-tests/space", wait_timeout=PATIENCE_S).sync()
        with env:
            assert env.reset(task_id="task1_easy").observation.code_dict
    finally:
        docker("rmi", name)


@pytest.mark.usefixtures("nothing_left")
def test_options_reach_docker_and_variables_the_server(image: str) -> None:
    container = OwnContainer()
    variables = {"MAX_CONCURRENT_ENVS": "1", "SECRET": "do not tell"}
    url = container.start_container(
        image, env_vars=variables, options=["--memory=1g"], wait_timeout=PATIENCE_S
    )
    try:
        container.wait_for_ready(url)
        (found,) = containers(os.getpid())
        assert docker("inspect", "--format={{.HostConfig.Memory}}", found) == str(2**30)
        with TraceFixRLEnv(base_url=url).sync() as first, TraceFixRLEnv(base_url=url).sync() as second:
            first.reset()
            with pytest.raises(RuntimeError, match="CAPACITY_REACHED"):
                second.reset()
        assert not any("do not tell" in line for line in command_lines())
        with pytest.raises(RuntimeError, match="runs already"):
            container.start_container(image)
    finally:
        container.stop_container()
    container.stop_container()


def command_lines() -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            found.append(entry.read_text(errors="replace"))
        except OSError:
            continue
    return found


@pytest.mark.usefixtures("nothing_left")
class TestFailedStarts:
    def test_a_server_that_refuses_says_why(self, image: str) -> None:
        with pytest.raises(RuntimeError, match=r"(?s)ended; the last it said:.*lenient"):
            TraceFixRLEnv.from_docker_image(image, env_vars={"TRACEFIX_SANDBOX": "lenient"}).sync()

    def test_a_server_that_is_too_slow_is_stopped(self, image: str) -> None:
        with pytest.raises(TimeoutError, match=r"did not answer within 0\.01 s"):
            TraceFixRLEnv.from_docker_image(image, wait_timeout=0.01).sync()

    def test_a_port_that_is_taken(self, image: str) -> None:
        with socket.create_server(("127.0.0.1", 0)) as holder:
            port = holder.getsockname()[1]
            with pytest.raises(RuntimeError, match="address already in use"):
                TraceFixRLEnv.from_docker_image(image, port=port).sync()

    def test_no_docker(self, image: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("DOCKER_HOST", "tcp://127.0.0.1:1")
        with (
            pytest.raises(ServerError, match="check its name and that Docker is running"),
            own_container(image),
        ):
            pytest.fail("nothing can be started")


FOREVER = """
    while True:
        {wait}env.reset(task_id="task1_easy")
        {wait}env.step(CodeAction(action_type="RUN_TESTS"))
        print("playing", flush=True)
"""
IMPORTS = """
import asyncio, sys
from tracefix_rl import CodeAction, TraceFixRLEnv
"""
SYNC = (
    IMPORTS
    + "if True:\n    env = TraceFixRLEnv.from_docker_image(sys.argv[1], wait_timeout=180).sync()"
    + FOREVER.format(wait="")
)
ASYNC = (
    IMPORTS
    + "async def main():\n    env = await TraceFixRLEnv.from_docker_image(sys.argv[1], wait_timeout=180)"
    + FOREVER.format(wait="await ")
    + "asyncio.run(main())"
)
BROKEN = SYNC.replace('print("playing", flush=True)', 'raise LookupError("a mistake")')


@contextmanager
def script(*command: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """A process of its own, in a group of its own, as a shell starts it."""
    process = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def starting(process: subprocess.Popen[str]) -> None:
    """Wait until the container is there; its server takes seconds more."""
    until(lambda: bool(containers(process.pid)))


def playing(process: subprocess.Popen[str]) -> None:
    """Wait until an episode is under way."""
    assert process.stdout is not None
    assert process.stdout.readline()


@pytest.mark.parametrize(
    ("program", "moment", "number"),
    [
        pytest.param(SYNC, starting, signal.SIGINT, id="ctrl-c while it starts"),
        pytest.param(SYNC, playing, signal.SIGINT, id="ctrl-c"),
        pytest.param(ASYNC, playing, signal.SIGINT, id="ctrl-c, async"),
        pytest.param(SYNC, playing, signal.SIGTERM, id="told to stop"),
        pytest.param(ASYNC, starting, signal.SIGKILL, id="killed while it starts"),
    ],
)
def test_a_client_that_never_closes_leaves_nothing(
    image: str, program: str, moment: Callable[[subprocess.Popen[str]], None], number: signal.Signals
) -> None:
    since = time.time()
    with script("-c", program, image) as process:
        moment(process)
        os.killpg(process.pid, number)
        process.communicate()
    until(lambda: containers(process.pid) == [])
    (ending,) = endings(process.pid, since)
    assert ending != KILLED


def test_a_mistake_in_the_program_leaves_nothing(image: str) -> None:
    with script("-c", BROKEN, image) as process:
        assert "LookupError: a mistake" in process.communicate()[1]
    until(lambda: containers(process.pid) == [])


def test_the_baseline_script_plays_in_a_container(image: str, tmp_path: Path) -> None:
    results = f"--output={tmp_path / 'results.json'}"
    with script(str(ROOT / "inference.py"), results, "--policy=search", LOCAL_IMAGE_NAME=image) as process:
        stdout, stderr = process.communicate()
    assert process.returncode == 0, stderr
    assert stdout.count("[END] success=true") == len(NAMED)
    assert containers(process.pid) == []


def test_the_baseline_script_leaves_nothing_at_ctrl_c(image: str, tmp_path: Path) -> None:
    many = ("--easy", "--num-tasks=200", f"--output={tmp_path / 'results.json'}", "--policy=search")
    with script(str(ROOT / "inference.py"), *many, LOCAL_IMAGE_NAME=image) as process:
        playing(process)
        os.killpg(process.pid, signal.SIGINT)
        process.communicate()
    assert process.returncode == 130
    assert containers(process.pid) == []
