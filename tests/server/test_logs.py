"""The log: episodes by their ids, and no source text unless somebody asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from live_server import Server, ask, serve

SECRET = "uncommon_name_of_a_variable"
EDIT = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 0, "new_code_block": f"{SECRET} = 1"}


def play(server: Server) -> None:
    """Play an episode in which everything that an agent may say holds the secret, also what makes no sense."""
    with server.socket() as session:
        ask(session, "reset", {"task_id": "task1_easy", "episode_id": "mine"})
        for action in (
            EDIT,
            {"action_type": SECRET, "thought": SECRET},
            {"action_type": "RUN_TESTS", SECRET: SECRET},
        ):
            ask(session, "step", action)
        session.send(SECRET)
        session.recv()
        ask(session, "step", {"action_type": "SUBMIT"})
        ask(session, "reset", {"task_id": SECRET})
        ask(session, "reset", {"task_id": "task2_medium", "episode_id": "other"})
    server.post("/reset", {SECRET: SECRET})


def entries(server: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in server.logged.splitlines()]


def test_entries_are_objects_that_name_the_episode() -> None:
    with serve(TRACEFIX_LOG="json", TRACEFIX_LOG_LEVEL="debug") as server:
        play(server)
    ours = [entry for entry in entries(server) if entry["logger"] == "tracefix_rl.server"]
    assert all(entry["level"] and entry["message"] and entry["timestamp"] for entry in entries(server))
    mine = [entry for entry in ours if entry.get("episode_id") == "mine"]
    assert [entry["action_type"] for entry in mine[1:-1]] == [
        "REPLACE_LINES",
        "UNKNOWN",
        "RUN_TESTS",
        "SUBMIT",
    ]
    assert [entry["step"] for entry in mine[1:-1]] == [1, 2, 3, 4]
    assert mine[0]["task_id"].startswith("t-")
    assert (mine[-1]["stop_reason"], mine[-1]["final_score"], mine[-1]["steps"]) == ("submitted", 0.01, 4)
    other = [entry for entry in ours if entry.get("episode_id") == "other"]
    assert other[-1]["stop_reason"] == "abandoned"
    opened, closed = (entry for entry in ours if "session" in entry)
    assert opened["session"] == closed["session"]
    assert closed["ending"] == "client"


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_source_text_is_logged_at_any_level(form: str) -> None:
    with serve(TRACEFIX_LOG=form, TRACEFIX_LOG_LEVEL="debug") as server:
        play(server)
    assert "mine" in server.logged
    assert SECRET not in server.logged


def test_actions_are_logged_whole_where_that_is_asked_for() -> None:
    with serve(TRACEFIX_LOG="json", TRACEFIX_LOG_LEVEL="debug", TRACEFIX_LOG_ACTIONS="1") as server:
        play(server)
    actions = [entry["action"] for entry in entries(server) if "action" in entry]
    assert actions[0] == EDIT


def test_by_default_steps_and_probes_are_left_out() -> None:
    with serve() as server:
        play(server)
        server.get("/health")
        server.get("/metrics")
        server.get("/tasks?limit=1")
    lines = server.logged.splitlines()
    assert [line for line in lines if "episode mine" in line and "begins" in line]
    assert [line for line in lines if "episode mine ended after 4 steps (submitted), score 0.01" in line]
    assert not [line for line in lines if "step 1" in line or "/health" in line or "/metrics" in line]
    assert [line for line in lines if "GET /tasks" in line]


def test_warnings_alone_are_quiet() -> None:
    with serve(TRACEFIX_LOG_LEVEL="warning") as server:
        play(server)
    assert server.logged == ""
