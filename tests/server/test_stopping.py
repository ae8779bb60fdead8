"""A server that is told to stop lets running episodes end, tells whoever is left, and is gone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from live_server import Server, answer, ask, free_port, serve, until
from raw_socket import play_without_reading, upgraded
from signals import has_handler
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from tracefix_rl.sandbox.clock import cpu_seconds
from tracefix_rl.server.connections.patience import READ_S

LONG_S = "600"


@contextmanager
def playing(**environ: str) -> Iterator[tuple[Server, ClientConnection]]:
    """A server with an episode that runs."""
    with serve(**environ) as server, server.socket() as session:
        assert ask(session, "reset", {"task_id": "task1_easy"})["type"] == "observation"
        yield server, session


def is_stopping(session: ClientConnection) -> bool:
    """Whether a session that plays nothing is told so, when it wants to."""
    reply = ask(session, "reset", {"task_id": "task1_easy"})
    return (
        reply["type"] == "error"
        and "the server is stopping and begins no episode" in reply["data"]["message"]
    )


def farewell(session: ClientConnection) -> str:
    """What a session is told before it is closed."""
    reply = answer(session)
    with pytest.raises(ConnectionClosed) as closed:
        session.recv(timeout=30)
    assert closed.value.rcvd is not None
    assert (closed.value.rcvd.code, closed.value.rcvd.reason) == (1001, "stopping")
    message: str = reply["data"]["message"]
    return message


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_running_episode_can_end_and_no_other_begins(number: signal.Signals) -> None:
    with playing(TRACEFIX_GRACE_S=LONG_S) as (server, session), server.socket() as other:
        server.process.send_signal(number)
        until(lambda: is_stopping(other))
        for _ in range(3):
            assert ask(session, "step", {"action_type": "RUN_TESTS"})["type"] == "observation"
        ended = ask(session, "step", {"action_type": "SUBMIT"})["data"]
        assert ended["done"]
        assert ended["observation"]["metadata"]["final_score"] == pytest.approx(0.01)
        assert "the server is stopping" in farewell(session)
        assert "the server is stopping" in farewell(other)
        assert server.process.wait(30) in (0, -number)
        assert "Traceback" not in server.logged


def test_an_episode_that_does_not_end_is_told() -> None:
    with playing(TRACEFIX_GRACE_S="0.2") as (server, session):
        server.process.send_signal(signal.SIGTERM)
        assert "an episode that has not ended is lost" in farewell(session)
        server.process.wait(30)
        assert "1 episodes are given 0.2 s to end" in server.logged


def test_a_client_that_waits_for_a_step_is_told_too() -> None:
    with playing(TRACEFIX_GRACE_S="0") as (server, session):
        action = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 26}
        ask(session, "step", action | {"new_code_block": "import time\ntime.sleep(1)\nwhile True: pass"})
        session.send('{"type": "step", "data": {"action_type": "RUN_TESTS"}}')
        until(lambda: server.get("/metrics")[1].count('action="REPLACE_LINES"'))
        server.process.send_signal(signal.SIGTERM)
        assert "the server is stopping" in farewell(session)
        server.process.wait(30)
        assert "Traceback" not in server.logged


def test_the_same_signal_again_ends_it_at_once() -> None:
    with playing(TRACEFIX_GRACE_S=LONG_S) as (server, session), server.socket() as other:
        server.process.send_signal(signal.SIGTERM)
        until(lambda: is_stopping(other))
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(30)
        with pytest.raises(ConnectionClosed):
            session.recv(timeout=30)


def test_without_an_episode_nobody_is_waited_for() -> None:
    with serve(TRACEFIX_GRACE_S=LONG_S) as server, server.socket() as idle:
        assert ask(idle, "state")["type"] == "state"
        server.process.send_signal(signal.SIGTERM)
        assert "the server is stopping" in farewell(idle)
        server.process.wait(30)


def is_idle(server: Server) -> bool:
    """Whether a server does next to nothing for half a second."""
    before = cpu_seconds(server.process.pid)
    time.sleep(0.5)
    return cpu_seconds(server.process.pid) - before < 0.03


def test_a_client_that_never_reads_is_not_waited_for() -> None:
    with serve() as server, upgraded(server) as client:
        play_without_reading(client)
        until(lambda: is_idle(server))  # only then it waits for the client
        server.process.send_signal(signal.SIGTERM)
        server.process.wait(READ_S / 2)


def test_each_of_several_workers_does_so() -> None:
    with playing(TRACEFIX_GRACE_S=LONG_S, WORKERS="2") as (server, session):
        server.process.send_signal(signal.SIGTERM)
        until(lambda: "episodes are given" in server.logged)
        assert ask(session, "step", {"action_type": "SUBMIT"})["data"]["done"]
        assert "the server is stopping" in farewell(session)
        server.process.wait(30)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_server_that_still_starts_stops_at_once(number: signal.Signals) -> None:
    """Also as the first process of a container, from which the kernel keeps a signal that has no handler."""
    script = Path(sys.executable).with_name("server")
    environ = os.environ | {"HOST": "127.0.0.1", "PORT": str(free_port())}
    with subprocess.Popen([script], env=environ, stderr=subprocess.PIPE, text=True) as starting:
        until(lambda: has_handler(starting.pid, signal.SIGTERM))
        starting.send_signal(number)
        _, said = starting.communicate(timeout=30)
    assert (starting.returncode, said) == (128 + number, "")
