"""Clients that are silent, slow, or gone: the others play on, and the server recovers."""

from __future__ import annotations

import resource
import socket
import struct
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from live_server import Server, answer, ask, free_port, serve, until
from measured import value_of
from raw_socket import connected, frame, play_without_reading, upgraded
from websockets.exceptions import ConnectionClosed

IDLE_S = 3
MANY = 1_000
HANGING = "while True:\n    pass\n"


@pytest.fixture(scope="module")
def impatient() -> Iterator[Server]:
    """It has one place, so that whoever holds it keeps all others out."""
    with serve(TRACEFIX_IDLE_S=str(IDLE_S), MAX_CONCURRENT_ENVS="1") as server:
        yield server


@pytest.fixture(autouse=True)
def _nobody_is_left(impatient: Server) -> Iterator[None]:
    yield
    until(lambda: value_of(impatient, "tracefix_connections") == 0)
    assert value_of(impatient, "tracefix_sessions") == 0
    assert value_of(impatient, "tracefix_episodes") == 0
    assert "Traceback" not in impatient.logged


def assert_somebody_plays(server: Server) -> None:
    with server.socket() as session:
        reply = ask(session, "reset", {"task_id": "task1_easy"})
        assert reply["type"] == "observation", reply
        assert ask(session, "step", {"action_type": "SUBMIT"})["data"]["done"]


def there_is_room(server: Server) -> bool:
    with server.socket() as session:
        return ask(session, "reset", {"task_id": "task1_easy"})["type"] == "observation"


def replace_all(source: str) -> dict[str, object]:
    return {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 26, "new_code_block": source}


def test_a_session_that_says_nothing_is_told_and_makes_room(impatient: Server) -> None:
    with impatient.socket() as session:
        ask(session, "reset", {"task_id": "task1_easy"})
        reply = answer(session)
        assert reply["type"] == "error"
        assert f"said nothing for {IDLE_S} s" in reply["data"]["message"]
        with pytest.raises(ConnectionClosed) as closed:
            session.recv(timeout=30)
        assert closed.value.rcvd is not None
        assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1001, "idle")
    assert_somebody_plays(impatient)
    assert value_of(impatient, "tracefix_sessions_ended_total", reason="idle") >= 1


def test_a_step_that_takes_longer_than_that_is_answered(impatient: Server) -> None:
    with impatient.socket() as session:
        code = ask(session, "reset", {"task_id": "task1_easy"})["data"]["observation"]["code_dict"]
        hanging = [
            f"{line}\n    while True: pass" if line.startswith("def ") else line for line in code.values()
        ]
        ask(session, "step", replace_all("\n".join(hanging)))
        observation = ask(session, "step", {"action_type": "RUN_TESTS"})["data"]["observation"]
        # Each of them took a second of CPU time, so the step took longer than a session may be idle.
        assert sum(test["verdict"] == "timeout" for test in observation["test_results"]) > IDLE_S
        assert ask(session, "state")["data"]["step_count"] == 2


def test_a_thousand_connections_that_send_nothing(impatient: Server) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        with ExitStack() as stack:
            for _ in range(MANY // 2):
                stack.enter_context(connected(impatient))
            with ThreadPoolExecutor(8) as threads:
                opened = threads.map(lambda _: upgraded(impatient), range(MANY // 2))
                silent = [stack.enter_context(each) for each in opened]
            assert value_of(impatient, "tracefix_connections") == MANY // 2
            assert value_of(impatient, "tracefix_sessions") == 0
            assert impatient.get("/health")[0] == 200
            assert_somebody_plays(impatient)
            # Those that could begin a session are closed; the others hold nothing but a descriptor.
            for each in silent:
                while each.recv(4096):
                    pass
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_client_that_never_reads_loses_its_place(impatient: Server) -> None:
    before = descriptors(impatient)
    with upgraded(impatient) as client:
        play_without_reading(client)
        until(lambda: there_is_room(impatient))
        # The kernel gives the connection up although the client is still there.
        until(lambda: descriptors(impatient) <= before)


def test_it_does_so_under_another_launcher_which_keeps_the_connection() -> None:
    port = free_port()
    command = (sys.executable, "-m", "uvicorn", "server.app:app", "--host", "127.0.0.1", "--port", str(port))
    with (
        serve(command=command, port=port, TRACEFIX_IDLE_S=str(IDLE_S), MAX_CONCURRENT_ENVS="1") as server,
        upgraded(server) as client,
    ):
        play_without_reading(client)
        until(lambda: there_is_room(server))
        assert value_of(server, "tracefix_sessions_ended_total", reason="slow") == 1


def test_a_client_that_vanishes_in_a_step_makes_room_when_the_step_ends(impatient: Server) -> None:
    with upgraded(impatient) as client:
        client.sendall(frame({"type": "reset", "data": {"task_id": "task1_easy"}}))
        client.sendall(frame({"type": "step", "data": replace_all(HANGING)}))
        client.sendall(frame({"type": "step", "data": {"action_type": "RUN_TESTS"}}))
        until(lambda: value_of(impatient, "tracefix_step_seconds_count", action="REPLACE_LINES") >= 1)
        client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # a reset, no goodbye
    until(lambda: there_is_room(impatient))
    assert_somebody_plays(impatient)


def descriptors(server: Server) -> int:
    return len(list(Path(f"/proc/{server.process.pid}/fd").iterdir()))
