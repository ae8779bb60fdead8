"""Requests and messages of every kind, made up: each is answered, and the server plays on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from live_server import Server, answer, ask, serve
from schemathesis.checks import not_a_server_error
from websockets.sync.client import ClientConnection

ENOUGH = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
LENGTHY = settings(ENOUGH, max_examples=300)

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
KINDS = st.sampled_from(["reset", "step", "state", "mcp", "RESET", "", "close_"])
NAMES = st.sampled_from(
    "action_type start_line end_line new_code_block thought metadata task_id seed index split difficulty "
    "curriculum max_steps reward_mode injected_state episode_id method".split()
)
DATA = st.dictionaries(NAMES | st.text(max_size=8), VALUES, max_size=5) | VALUES
MESSAGES = st.fixed_dictionaries({"type": KINDS | VALUES}, optional={"data": DATA}) | VALUES


@pytest.fixture(scope="module")
def disturbed() -> Iterator[Server]:
    """A server of its own: what is made up makes much of its log."""
    with serve() as server:
        yield server


def test_no_request_over_http_is_a_failure_of_the_server(disturbed: Server) -> None:
    described = schemathesis.openapi.from_url(f"{disturbed.url}/openapi.json")
    tried = []
    for found in described.get_all_operations():
        operation = found.ok()

        @ENOUGH
        @given(operation.as_strategy())
        def check(case: schemathesis.Case) -> None:
            case.call_and_validate(checks=[not_a_server_error], timeout=60)

        check()
        tried.append(operation.label)
    assert {"POST /reset", "POST /step", "GET /tasks", "GET /history/{episode_id}", "GET /metrics"} <= set(
        tried
    )
    assert "Traceback" not in disturbed.logged
    assert_it_plays(disturbed)


@pytest.fixture(scope="module")
def session(disturbed: Server) -> Iterator[ClientConnection]:
    """A session that goes through all of it."""
    with disturbed.socket() as opened:
        yield opened


@LENGTHY
@given(message=MESSAGES)
def test_any_message_is_answered(session: ClientConnection, message: object) -> None:
    session.send(json.dumps(message))
    assert_is_an_answer(session)


@ENOUGH
@given(message=st.text() | st.binary())
def test_what_is_no_message_is_answered(session: ClientConnection, message: str | bytes) -> None:
    session.send(message)
    assert_is_an_answer(session)


def test_after_all_that_the_session_plays_and_nothing_went_wrong(
    disturbed: Server, session: ClientConnection
) -> None:
    play(session)
    assert_it_plays(disturbed)
    assert "Traceback" not in disturbed.logged


def assert_is_an_answer(session: ClientConnection) -> None:
    reply = answer(session)
    assert reply["type"] in ("observation", "state", "mcp", "error"), reply
    assert "Traceback" not in json.dumps(reply)


def assert_it_plays(server: Server) -> None:
    with server.socket() as session:
        play(session)


def play(session: ClientConnection) -> None:
    assert ask(session, "reset", {"task_id": "task1_easy"})["type"] == "observation"
    assert ask(session, "step", {"action_type": "SUBMIT"})["data"]["done"]
