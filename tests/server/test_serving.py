"""How a server starts, refuses to start, fills up and stops."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import pytest
from live_server import COMMAND, ask, free_port, run_to_exit, serve
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


# Installs a seccomp filter under which Landlock's system calls answer ENOSYS, as on an older kernel.
WITHOUT_LANDLOCK = """
import ctypes, os, struct, sys
LOAD, JUMP_GE, RETURN = 0x20, 0x35, 0x06
FIRST, LAST, ALLOW, ENOSYS = 444, 446, 0x7FFF0000, 0x00050000 | 38
program = b"".join(
    struct.pack("HBBI", *instruction)
    for instruction in [
        (LOAD, 0, 0, 0),
        (JUMP_GE, 0, 2, FIRST),
        (JUMP_GE, 1, 0, LAST + 1),
        (RETURN, 0, 0, ENOSYS),
        (RETURN, 0, 0, ALLOW),
    ]
)
text = ctypes.create_string_buffer(program)
filter = struct.pack("HxxxxxxP", len(program) // 8, ctypes.addressof(text))
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
assert libc.prctl(22, 2, filter, 0, 0) == 0, os.strerror(ctypes.get_errno())
os.execv(sys.argv[1], sys.argv[1:])
"""


def test_an_unknown_sandbox_mode_stops_the_start() -> None:
    done = run_to_exit(PORT=str(free_port()), TRACEFIX_SANDBOX="lenient")
    assert done.returncode == 1
    assert "lenient" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_a_layer_that_it_needs_the_server_refuses_to_start() -> None:
    done = run_to_exit(command=(sys.executable, "-c", WITHOUT_LANDLOCK, *COMMAND), PORT=str(free_port()))
    assert done.returncode == 1
    assert "landlock" in done.stderr.lower()
    assert "Traceback" not in done.stderr


def test_degraded_mode_serves_without_that_layer() -> None:
    command = (sys.executable, "-c", WITHOUT_LANDLOCK, *COMMAND)
    with serve(command=command, TRACEFIX_SANDBOX="degraded") as server:
        assert server.post("/reset", {"task_id": "task1_easy"})[0] == 200


def test_uvicorn_too_refuses_without_that_layer() -> None:
    command = (sys.executable, "-m", "uvicorn", "server.app:app", "--port", str(free_port()))
    done = run_to_exit(command=(sys.executable, "-c", WITHOUT_LANDLOCK, *command))
    assert done.returncode != 0
    assert "landlock" in done.stderr.lower()
