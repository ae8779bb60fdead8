"""`/metrics`: what it counts is what happened, whichever worker did it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_server import Server, ask, serve, until
from measured import samples, value_of
from processes_of import descendants
from websockets.sync.client import ClientConnection

from tracefix_rl.tasks.catalog import Catalog


@pytest.fixture(scope="module")
def counted() -> Iterator[Server]:
    with serve() as server:
        yield server


def change(
    server: Server, before: dict[tuple[str, frozenset[tuple[str, str]]], float], name: str, **labels: str
) -> float:
    return value_of(server, name, **labels) - before.get((name, frozenset(labels.items())), 0.0)


def play(session: ClientConnection, solution: str | None = None) -> None:
    observation = ask(session, "reset", {"task_id": "task1_easy"})["data"]["observation"]
    if solution is not None:
        edit = {"start_line": 1, "end_line": len(observation["code_dict"]), "new_code_block": solution}
        ask(session, "step", {"action_type": "REPLACE_LINES", **edit})
    ask(session, "step", {"action_type": "RUN_TESTS"})
    assert ask(session, "step", {"action_type": "SUBMIT"})["data"]["done"]


def test_sessions_and_episodes_are_counted(counted: Server, catalog: Catalog) -> None:
    before = samples(counted)
    with counted.socket() as session:
        play(session)
        play(session, catalog.find("task1_easy").solution)
        ask(session, "reset", {"task_id": "task1_easy"})
        ask(session, "step", {"action_type": "def secret(): pass"})
        assert value_of(counted, "tracefix_sessions") == 1
        assert value_of(counted, "tracefix_episodes") == 1
    until(lambda: value_of(counted, "tracefix_sessions") == 0)

    def counts(outcome: str, resolved: str) -> float:
        labels = {"outcome": outcome, "tier": "easy", "resolved": resolved}
        return change(counted, before, "tracefix_episodes_ended_total", **labels)

    assert counts("submitted", "false") == 1
    assert counts("submitted", "true") == 1
    assert counts("abandoned", "false") == 1
    assert value_of(counted, "tracefix_episodes") == 0
    assert change(counted, before, "tracefix_sessions_ended_total", reason="client") == 1
    assert change(counted, before, "tracefix_reset_seconds_count") == 3
    assert change(counted, before, "tracefix_step_seconds_count", action="SUBMIT") == 2
    assert change(counted, before, "tracefix_step_seconds_count", action="REPLACE_LINES") == 1
    assert change(counted, before, "tracefix_step_seconds_count", action="UNKNOWN") == 1
    assert "secret" not in counted.get("/metrics")[1]


def test_tests_are_counted_by_verdict_once_and_reports_that_are_kept_apart(
    counted: Server, catalog: Catalog
) -> None:
    task = catalog.find("task2_medium")
    before = samples(counted)
    with counted.socket() as session:
        observation = ask(session, "reset", {"task_id": "task2_medium"})["data"]["observation"]
        ask(session, "step", {"action_type": "RUN_TESTS"})
    tests = observation["info"]["tests"]
    ran = {
        verdict: change(counted, before, "tracefix_tests_total", verdict=verdict)
        for verdict in ("passed", "failed")
    }
    assert sum(ran.values()) == tests["visible"] + tests["held_out"]
    assert ran["failed"] > 0
    assert change(counted, before, "tracefix_test_run_seconds_count", cached="false") == 2
    assert change(counted, before, "tracefix_test_run_seconds_count", cached="true") == 1
    assert value_of(counted, "tracefix_cached_reports") >= 2
    assert value_of(counted, "tracefix_cached_bytes") > len(task.source)


def test_a_runner_that_is_replaced_is_counted_and_costs_no_step(counted: Server) -> None:
    before = samples(counted)
    with counted.socket() as session:
        ask(session, "reset", {"task_id": "task3_hard"})
        for child in descendants(counted.process.pid):
            os.kill(child, signal.SIGKILL)
        edit = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 0, "new_code_block": "# new"}
        ask(session, "step", edit)
        reply = ask(session, "step", {"action_type": "RUN_TESTS"})
        assert reply["data"]["observation"]["test_results"]
    assert change(counted, before, "tracefix_runner_restarts_total") >= 1
    assert change(counted, before, "tracefix_test_run_failures_total") == 0


def test_a_full_server_counts_whom_it_refuses() -> None:
    with serve(MAX_CONCURRENT_ENVS="1") as server, server.socket() as first, server.socket() as second:
        ask(first, "state")
        assert ask(second, "state")["data"]["code"] == "CAPACITY_REACHED"
        until(lambda: value_of(server, "tracefix_sessions_ended_total", reason="refused") == 1)
        assert value_of(server, "tracefix_refused_total", reason="capacity") == 1
        assert value_of(server, "tracefix_sessions") == 1


def test_openmetrics_is_spoken_where_it_is_asked_for(counted: Server) -> None:
    asking = {"Accept": "application/openmetrics-text; version=1.0.0"}
    text = Server(counted.url, counted.process, counted.log, asking).get("/metrics")[1]
    assert text.endswith("# EOF\n")


def test_any_worker_answers_for_all_and_forgets_the_present_of_one_that_died(tmp_path: Path) -> None:
    with serve(WORKERS="2", TMPDIR=str(tmp_path)) as server:
        for _ in range(6):
            with server.socket() as session:
                play(session)
        for _ in range(6):
            assert value_of(server, "tracefix_step_seconds_count", action="SUBMIT") == 6
        with server.socket() as session:
            ask(session, "reset", {"task_id": "task1_easy"})
            assert value_of(server, "tracefix_sessions") == 1
            for worker in workers(server):
                os.kill(worker, signal.SIGKILL)
            until(lambda: is_back(server))
        assert value_of(server, "tracefix_sessions") == 0
        assert value_of(server, "tracefix_step_seconds_count", action="SUBMIT") == 6
        assert list(tmp_path.iterdir())
    assert not list(tmp_path.iterdir())


def workers(server: Server) -> list[int]:
    """The processes that answer: those that hold a sandbox."""
    return [
        child
        for child in descendants(server.process.pid)
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def is_back(server: Server) -> bool:
    try:
        return server.get("/health")[0] == 200 and len(workers(server)) == 2
    except OSError:
        return False
