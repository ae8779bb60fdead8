"""A server that asks for a token."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from live_server import Server, ask, run_to_exit, serve
from websockets.exceptions import InvalidStatus

from tracefix_rl import TraceFixRLEnv, access
from tracefix_rl.server import settings

TOKEN = "s3cret-t0ken"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Server]:
    with serve(TRACEFIX_TOKEN=TOKEN, TRACEFIX_LOG_LEVEL="debug") as server:
        yield server


def with_header(server: Server, value: str | None) -> Server:
    return replace(server, headers={} if value is None else {"Authorization": value})


BAD = [
    None,
    "",
    TOKEN,
    f"Bearer {TOKEN}x",
    f"Bearer {TOKEN[:-1]}",
    "Bearer",
    f"Basic {TOKEN}",
    "Bearer \xe9\xff",
]


@pytest.mark.parametrize("value", BAD)
def test_without_the_token_there_is_health_and_nothing_else(guarded: Server, value: str | None) -> None:
    asking = with_header(guarded, value)
    assert asking.get("/health") == (200, {"status": "healthy"})
    for path in ("/", "/docs", "/tasks", "/metrics", "/history", "/schema", "/no/such/path", "/health/"):
        status, refusal = asking.get(path)
        assert status == 401, path
        assert "Authorization: Bearer" in refusal["detail"]
    assert asking.post("/reset", {})[0] == 401
    with pytest.raises(InvalidStatus) as refused, asking.socket():
        pass
    assert refused.value.response.status_code == 401


@pytest.mark.parametrize("scheme", ["Bearer", "bearer"])
def test_with_the_token_everything_is_there(guarded: Server, scheme: str) -> None:
    known = with_header(guarded, f"{scheme} {TOKEN}")
    assert known.get("/tasks")[0] == 200
    assert known.post("/reset", {"task_id": "task1_easy"})[0] == 200
    with known.socket() as session:
        assert ask(session, "reset", {"task_id": "task1_easy"})["type"] == "observation"


def test_the_client_shows_the_token_of_its_environment(
    guarded: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(access.TOKEN, raising=False)
    with pytest.raises(ConnectionError, match="401"), TraceFixRLEnv(base_url=guarded.url).sync() as env:
        env.reset()
    monkeypatch.setenv(access.TOKEN, TOKEN)
    with TraceFixRLEnv(base_url=guarded.url).sync() as env:
        assert env.reset(task_id="task1_easy").observation.code_dict
    other = TraceFixRLEnv(base_url=guarded.url, headers={"Authorization": "Bearer other"}).sync()
    with pytest.raises(ConnectionError, match="401"), other as env:
        env.reset()


def test_an_evaluation_shows_it_too(guarded: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-c", "from tracefix_rl.cli import main; main()", "eval", "--policy", "noop"]
    command += ["--server", guarded.url, "--num-tasks", "2", "--output", str(tmp_path / "run")]
    monkeypatch.delenv(access.TOKEN, raising=False)
    refused = subprocess.run(command, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "401" in refused.stderr + refused.stdout
    monkeypatch.setenv(access.TOKEN, TOKEN)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_token_is_not_logged(guarded: Server) -> None:
    with_header(guarded, f"Bearer {TOKEN}").get("/tasks")
    assert "GET /tasks" in guarded.logged
    assert TOKEN not in guarded.logged
    assert TOKEN not in repr(settings.Settings.read({"TRACEFIX_TOKEN": TOKEN}))


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "h\xe9"])
def test_a_token_that_no_header_can_carry_is_refused_without_repeating_it(token: str) -> None:
    with pytest.raises(settings.SettingsError, match=r"^TRACEFIX_TOKEN must be") as refused:
        settings.Settings.read({"TRACEFIX_TOKEN": token})
    assert token not in str(refused.value)


def test_such_a_token_stops_the_start() -> None:
    done = run_to_exit(TRACEFIX_TOKEN="two words")
    assert done.returncode == 2
    assert "two words" not in done.stderr


def test_both_sides_read_one_variable() -> None:
    assert access.TOKEN == settings.TOKEN
