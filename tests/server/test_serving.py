"""How a server starts, refuses to start, fills up and stops."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import pytest
from live_server import COMMAND, ROOT, ask, free_port, run_to_exit, serve
from processes_of import descendants

from tracefix_rl import CodeAction, TraceFixRLEnv
from tracefix_rl.server.settings import Settings, SettingsError


def test_settings_have_defaults_and_are_read() -> None:
    assert Settings.read({}) == Settings(host="0.0.0.0", port=8000, workers=1, max_concurrent_envs=256)
    assert Settings.read({"HOST": "", "PORT": ""}) == Settings()
    given = {"HOST": "127.0.0.1", "PORT": "9", "WORKERS": "2", "MAX_CONCURRENT_ENVS": "3"}
    assert Settings.read(given) == Settings("127.0.0.1", 9, 2, 3)


@pytest.mark.parametrize("name", ["PORT", "WORKERS", "MAX_CONCURRENT_ENVS"])
@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "1000000"])
def test_a_setting_of_no_use_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=rf"^{name} must be a whole number from 1 to \d+, not '{value}'$"):
        Settings.read({name: value})


def test_a_bad_setting_stops_the_start() -> None:
    done = run_to_exit(WORKERS="many")
    assert done.returncode == 2
    assert "WORKERS" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_port_that_is_taken_is_one_clear_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        port = str(holder.getsockname()[1])
        done = run_to_exit(PORT=port)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert port in done.stderr
    assert "address already in use" in done.stderr


def test_a_full_server_says_so_and_a_closed_session_makes_room() -> None:
    # Started as a hosted Space is: by uvicorn, from the repository's root, with the web page on.
    port = free_port()
    command = (sys.executable, "-m", "uvicorn", "server.app:app", "--host", "127.0.0.1", "--port", str(port))
    with serve(command=command, port=port, MAX_CONCURRENT_ENVS="1", ENABLE_WEB_INTERFACE="true") as server:
        with server.socket() as first:
            assert ask(first, "reset", {"task_id": "task1_easy"})["type"] == "observation"
            with (
                TraceFixRLEnv(base_url=server.url).sync() as second,
                pytest.raises(RuntimeError, match=r"1/1 sessions active.*CAPACITY_REACHED"),
            ):
                second.reset()
            assert ask(first, "step", {"action_type": "VIEW_CODE"})["type"] == "observation"
        with TraceFixRLEnv(base_url=server.url).sync() as third:
            assert third.reset().observation.code_dict
        assert server.get("/web/")[0] == 200


def test_several_workers_serve_and_leave_nothing_behind() -> None:
    with serve(WORKERS="2") as server:
        for _ in range(4):
            with TraceFixRLEnv(base_url=server.url).sync() as env:
                env.reset(task_id="task1_easy")
                assert env.step(CodeAction(action_type="RUN_TESTS")).observation.test_results
        children = descendants(server.process.pid)
        assert len(children) > 2
    deadline = time.monotonic() + 10
    while left := [child for child in children if Path(f"/proc/{child}").exists()]:
        assert time.monotonic() < deadline, left
        time.sleep(0.01)


def on_an_old_kernel(layer: str, *command: str) -> tuple[str, ...]:
    """A command that is run as on a kernel without a layer."""
    launcher = (
        "import os, sys, old_kernel; old_kernel.remove(sys.argv[1]); os.execv(sys.argv[2], sys.argv[2:])"
    )
    start = f"import sys; sys.path.append({str(ROOT / 'tests' / 'sandbox')!r}); {launcher}"
    return (sys.executable, "-c", start, layer, *command)


def test_an_unknown_sandbox_mode_stops_the_start() -> None:
    done = run_to_exit(PORT=str(free_port()), TRACEFIX_SANDBOX="lenient")
    assert done.returncode == 1
    assert "lenient" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_without_a_layer_that_it_needs_the_server_refuses_to_start(layer: str) -> None:
    done = run_to_exit(command=on_an_old_kernel(layer, *COMMAND), PORT=str(free_port()))
    assert done.returncode == 1
    assert f"this machine lacks {layer}" in done.stderr
    assert "TRACEFIX_SANDBOX=degraded" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("layer", ["landlock", "seccomp"])
def test_degraded_mode_serves_without_that_layer_and_says_so(layer: str) -> None:
    with serve(command=on_an_old_kernel(layer, *COMMAND), TRACEFIX_SANDBOX="degraded") as server:
        assert server.post("/reset", {"task_id": "task1_easy"})[0] == 200
        assert f"WARNING the sandbox lacks {layer}" in server.logged


def test_uvicorn_too_refuses_without_that_layer() -> None:
    command = (sys.executable, "-m", "uvicorn", "server.app:app", "--port", str(free_port()))
    done = run_to_exit(command=on_an_old_kernel("landlock", *command))
    assert done.returncode != 0
    assert "landlock" in done.stderr.lower()


@pytest.mark.parametrize("workers", ["1", "2"])
def test_nothing_has_to_be_writable(tmp_path: Path, workers: str) -> None:
    nowhere = str(tmp_path / "no" / "such" / "folder")
    # Python falls back to these, and would find them writable here.
    hide = f"import tempfile; tempfile._candidate_tempdir_list = lambda: [{nowhere!r}]; "
    run = "import runpy; runpy.run_module('tracefix_rl.server.app', run_name='__main__', alter_sys=True)"
    with serve(command=(sys.executable, "-c", hide + run), TMPDIR=nowhere, WORKERS=workers) as server:
        with server.socket() as session:
            assert ask(session, "reset", {"task_id": "task1_easy"})["type"] == "observation"
            assert ask(session, "step", {"action_type": "RUN_TESTS"})["data"]["observation"]["test_results"]
        assert server.get("/metrics")[0] == 200
        assert ("no folder for metrics" in server.logged) == (workers == "2")
