"""What is wrong gets a clear answer, costs nothing, and leaves the session usable."""

from __future__ import annotations

import json
from typing import Any

import pytest
from live_server import ROOT, answer, ask
from websockets.sync.client import ClientConnection


def refused(reply: dict[str, Any]) -> str:
    """The text of an error, which never tells where the server lives."""
    assert reply["type"] == "error", reply
    message: str = reply["data"]["message"]
    assert str(ROOT) not in message
    assert "site-packages" not in message
    return message


def start(session: ClientConnection, **options: Any) -> dict[str, Any]:
    reply = ask(session, "reset", {"task_id": "task1_easy", **options})
    assert reply["type"] == "observation", reply
    observation: dict[str, Any] = reply["data"]["observation"]
    return observation


def test_a_step_before_reset_is_refused(session: ClientConnection) -> None:
    assert "reset" in refused(ask(session, "step", {"action_type": "VIEW_CODE"}))
    assert start(session)["step_count"] == 0


def test_a_step_after_the_end_is_refused_and_changes_nothing(session: ClientConnection) -> None:
    start(session)
    ask(session, "step", {"action_type": "SUBMIT"})
    ended = ask(session, "state")
    assert "reset" in refused(ask(session, "step", {"action_type": "VIEW_CODE"}))
    assert ask(session, "state") == ended
    assert start(session)["step_count"] == 0


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"task_id": "task1_esay"}, "task1_easy"),
        ({"task_name": "binary_search_off_by_two"}, "binary_search_off_by_one"),
        ({"difficulty": "midium"}, "medium"),
        ({"split": "trian"}, "train"),
        ({"bug_family": "index"}, "indexing"),
        ({"bug_family": 3}, "bug_family must be one of"),
        ({"program": "binary_serch"}, "binary_search"),
        ({"program": []}, "a program is named by a text"),
        ({"task_id": "task1_easy", "program": "slug"}, "not of that program"),
        ({"curriculum": "adaptve"}, "did you mean adaptive?"),
        ({"curriculum": ""}, "there are adaptive"),
        ({"curriculum": True}, "there is adaptive"),
        ({"curriculum": "adaptive", "task_id": "task1_easy"}, "cannot go with task_id"),
        ({"curriculum": "adaptive", "task_name": "slug_lost_strip"}, "cannot go with task_name"),
        ({"curriculum": "adaptive", "index": 0}, "cannot go with index"),
        ({"curriculum": "adaptive", "difficulty": "easy"}, "cannot go with difficulty"),
        ({"curriculum": "adaptive", "split": "trian"}, "train"),
        ({"curriculum": "adaptive", "seed": "x"}, "seed"),
        ({"curriculum": "adaptive", "max_steps": 0}, "max_steps"),
        ({"split": "train", "index": 10**9}, "1000000000"),
        ({"split": "train", "index": -1}, "-1"),
        ({"split": "train", "index": "first"}, "first"),
        ({"split": "train", "index": True}, "index"),
        ({"task_id": 7}, "named by a text"),
        ({"task_id": "task1_easy", "index": 0}, "not both"),
        ({"task_id": "task1_easy", "split": "train"}, "eval"),
        ({"seed": "eleven"}, "eleven"),
        ({"seed": "11"}, "seed"),
        ({"seed": -1}, "-1"),
        ({"seed": 1.5}, "1.5"),
        ({"seed": True}, "seed"),
        ({"seed": 2**63}, "seed"),
        ({"max_steps": 0}, "max_steps"),
        ({"max_steps": "ten"}, "max_steps"),
        ({"max_steps": True}, "max_steps"),
        ({"max_steps": 10**12}, "max_steps"),
        ({"reward_mode": "shapde"}, "shaped"),
        ({"reward_mode": 1}, "reward_mode"),
        ({"episode_id": 5}, "episode_id"),
        ({"injected_state": 1}, '{"source": "x = 1"}'),
        ({"injected_state": []}, "an object"),
        ({"injected_state": {}}, "it holds nothing"),
        ({"injected_state": {"sourse": ""}}, "it holds 'sourse'"),
        ({"injected_state": {"source": "", "seed": 1}}, "nothing else"),
        ({"injected_state": {"source": None}}, "must be a text"),
        ({"injected_state": {"source": ["x = 1"]}}, "must be a text"),
        ({"injected_state": {"source": "x" * 65_537}}, "at most 65,536"),
        ({"injected_state": {"source": "x = 1"}, "task_id": "task1_esay"}, "task1_easy"),
        ({"sead": 1}, "sead"),
        ({"task_id": []}, "named by a text"),
        ({"difficulty": {}}, "difficulty"),
    ],
    ids=repr,
)
def test_a_reset_that_cannot_be_is_refused_and_the_episode_goes_on(
    session: ClientConnection, options: dict[str, Any], says: str
) -> None:
    start(session, episode_id="kept")
    ask(session, "step", {"action_type": "VIEW_CODE"})
    before = ask(session, "state")
    assert says in refused(ask(session, "reset", options))
    assert ask(session, "state") == before
    assert ask(session, "step", {"action_type": "VIEW_CODE"})["data"]["observation"]["step_count"] == 2


@pytest.mark.parametrize(
    "action",
    [
        {},
        {"thought": "half a pair \ud800"},
        {"action_type": ""},
        {"action_type": None},
        {"action_type": 7},
        {"action_type": ["VIEW_CODE"]},
        {"action_type": "DELETE_EVERYTHING"},
        {"action_type": "REPLACE_LINES"},
        {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1},
        {"action_type": "REPLACE_LINES", "start_line": "one", "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 1.5, "end_line": 2, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": True, "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 0, "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": -3, "end_line": -2, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 2, "end_line": 10**6, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 10**4000, "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 1e308, "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": float("nan"), "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": float("inf"), "end_line": 1, "new_code_block": ""},
        {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": ["x"]},
        {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": {"a": 1}},
        {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": "\ud800"},
        {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": "x" * 2_000_000},
        {"action_type": "REPLACE_LINES", "start_line": json.loads("[" * 500 + "]" * 500), "end_line": 1},
    ],
    ids=lambda action: json.dumps(action)[:70],
)
def test_an_agents_mistake_is_an_observation(session: ClientConnection, action: dict[str, Any]) -> None:
    code = start(session)["code_dict"]
    reply = ask(session, "step", action)
    assert reply["type"] == "observation", reply
    observation = reply["data"]["observation"]
    assert observation["metadata"]["last_action_error"]
    assert observation["code_dict"] == code
    assert observation["step_count"] == 1
    assert reply["data"]["reward"] < 0
    assert ask(session, "state")["data"]["step_count"] == 1


@pytest.mark.parametrize(
    "extra", [{"start_line": "absurd"}, {"thought": 5}, {"line_number": 3}, {"new_code_block": "x = 1"}]
)
def test_a_field_that_is_not_needed_does_not_cost_the_step(
    session: ClientConnection, extra: dict[str, Any]
) -> None:
    code = start(session)["code_dict"]
    observation = ask(session, "step", {"action_type": "VIEW_CODE", **extra})["data"]["observation"]
    assert observation["metadata"].get("last_action_error") is None
    assert observation["code_dict"] == code


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("[]", "INVALID_JSON"),
        ('"reset"', "INVALID_JSON"),
        ("5", "INVALID_JSON"),
        ("null", "INVALID_JSON"),
        ("", "INVALID_JSON"),
        ("{", "INVALID_JSON"),
        (b'{"type": "state"}', "INVALID_JSON"),
        ("[" * 100_000, "INVALID_JSON"),
        ('{"type": "step", "data": ' + "[" * 100_000 + "]" * 100_000 + "}", "INVALID_JSON"),
        ('{"type": "step", "data": ' + "9" * 5000 + "}", "INVALID_JSON"),
        ('{"type": "reset", "data": {"episode_id": "\\ud800"}}', "INVALID_JSON"),
        ('{"type": "reset", "data": {"injected_state": {"source": "\\ud800"}}}', "INVALID_JSON"),
        ('{"type": "step", "data": "\\ud800"}', "INVALID_JSON"),
        ("{}", "UNKNOWN_TYPE"),
        ('{"type": "fly"}', "UNKNOWN_TYPE"),
        ('{"type": "reset", "data": []}', "VALIDATION_ERROR"),
        ('{"type": "step"}', "VALIDATION_ERROR"),
        ('{"type": "step", "data": "RUN_TESTS"}', "VALIDATION_ERROR"),
    ],
    ids=lambda value: str(value[:40]),
)
def test_a_malformed_message_does_not_cost_the_session(
    session: ClientConnection, message: str | bytes, code: str
) -> None:
    start(session)
    before = ask(session, "state")
    session.send(message)
    reply = answer(session)
    assert refused(reply)
    assert reply["data"]["code"] == code
    assert ask(session, "state") == before
