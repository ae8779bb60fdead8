"""The model loop, against a real endpoint that answers from a script."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from typing import Any

import pytest
from endpoint import Reply, does, hangs, refuses, says, scripted
from playing import Play

from tracefix_rl.core.models import Action, ActionType
from tracefix_rl.policies.base import Usage
from tracefix_rl.policies.endpoint import reply_model
from tracefix_rl.policies.llm import KEPT_TURNS, LlmPolicy
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.trajectories.record import Outcome

TASK = "binary_search_off_by_one"
SOURCE = Catalog.shipped().find(TASK).source.split("\n")
LINE = next(number for number, line in enumerate(SOURCE, start=1) if "while low < high:" in line)
REPAIR = {"start_line": LINE, "end_line": LINE, "new_code_block": "    while low <= high:"}


def solving() -> tuple[Reply, ...]:
    return (
        does("RUN_TESTS"),
        does("REPLACE_LINES", **REPAIR),
        does("RUN_TESTS"),
        does("SUBMIT", thought="done"),
    )


def test_a_model_that_knows_what_it_does_resolves_the_task(play: Play) -> None:
    with scripted(*solving()) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.actions == ["VIEW_CODE", "RUN_TESTS", "REPLACE_LINES", "RUN_TESTS", "SUBMIT"]
    assert record.result.resolved
    assert record.result.usage == Usage(prompt_tokens=400, completion_tokens=40)
    assert record.steps[-1].action.thought == "done"


def test_what_the_model_is_told(play: Play) -> None:
    with scripted(*solving()) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.first is not None
    first, *_, last = endpoint.requests
    assert first["messages"][0] == {"role": "system", "content": record.first.metadata["system_prompt"]}
    assert f"{LINE:>2} |     while low < high:" in first["messages"][-1]["content"]
    assert "SUBMIT now" in last["messages"][-1]["content"]
    assert not any("SUBMIT now" in each["messages"][-1]["content"] for each in endpoint.requests[:-1])


def test_the_reply_format_is_the_action_closed_flat_and_complete() -> None:
    schema = reply_model().model_json_schema()
    assert set(schema["properties"]) == set(schema["required"]) == set(Action.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["action_type"]["enum"] == [kind.value for kind in ActionType]
    assert "$defs" not in schema


def test_structured_output_is_asked_for_first(play: Play) -> None:
    with scripted(*solving()) as endpoint:
        play(LlmPolicy(endpoint.config()), TASK)
    assert {request["response_format"]["type"] for request in endpoint.requests} == {"json_schema"}


@pytest.mark.parametrize("status", [400, 404, 422])
def test_an_endpoint_without_structured_output_is_asked_plainly_and_that_is_remembered(
    play: Play, status: int
) -> None:
    replies = iter(solving())

    def script(request: Mapping[str, Any], _: int) -> Reply:
        if "response_format" in request:
            return refuses(status, "response_format is not supported")
        text = json.loads(next(replies).body)["choices"][0]["message"]["content"]
        return says(f"Sure, here it is:\n```json\n{text}\n```\nGood luck!")

    with scripted(script=script) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.result.resolved
    assert ["response_format" in request for request in endpoint.requests] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_an_unreadable_reply_becomes_a_test_run_and_the_model_is_told(play: Play) -> None:
    with scripted(says("I think I shall look."), does("SUBMIT")) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.actions == ["VIEW_CODE", "RUN_TESTS", "SUBMIT"]
    assert [step.error for step in record.steps] == [
        None,
        "PARSE_ERROR: the reply holds no JSON object",
        None,
    ]
    assert "PARSE_ERROR" in endpoint.requests[1]["messages"][-1]["content"]
    assert endpoint.requests[1]["messages"][-2] == {"role": "assistant", "content": "I think I shall look."}


def test_three_unreadable_replies_in_a_row_end_the_episode(play: Play) -> None:
    with scripted(says("No."), says("{"), does("VIEW_CODE"), says("Never.")) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.actions == ["VIEW_CODE", "RUN_TESTS", "RUN_TESTS", "VIEW_CODE", "RUN_TESTS", "RUN_TESTS"]
    assert (record.result.outcome, record.result.final_score) == (Outcome.UNREADABLE, 0.0)
    assert not record.result.failed


def test_three_equal_actions_in_a_row_end_the_episode_after_a_warning(play: Play) -> None:
    with scripted(
        does("RUN_TESTS", thought="a"), does("RUN_TESTS", thought="b"), does("RUN_TESTS", thought="c")
    ) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.actions == ["VIEW_CODE", "RUN_TESTS", "RUN_TESTS"]
    assert (record.result.outcome, record.result.final_score) == (Outcome.REPEATED, 0.0)
    assert "once more" in endpoint.requests[2]["messages"][-1]["content"]
    assert "once more" not in endpoint.requests[1]["messages"][-1]["content"]


def test_a_mistake_of_the_model_is_told_to_it_and_is_the_steps_error(play: Play) -> None:
    with scripted(
        does("REPLACE_LINES", start_line=900, end_line=901, new_code_block="x"), does("SUBMIT")
    ) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert "does not exist" in str(record.steps[1].error) or "do not exist" in str(record.steps[1].error)
    assert str(record.steps[1].error) in endpoint.requests[1]["messages"][-1]["content"]


def test_the_conversation_stays_bounded_and_shows_the_code_once(play: Play) -> None:
    def script(_: Mapping[str, Any], number: int) -> Reply:
        return does(("VIEW_CODE", "RUN_TESTS")[number % 2])

    with scripted(script=script) as endpoint:
        play(LlmPolicy(endpoint.config()), TASK, max_steps=3 * KEPT_TURNS)
    messages = endpoint.requests[-1]["messages"]
    assert len(messages) == 2 * KEPT_TURNS + 2
    assert messages[0]["role"] == "system"
    assert sum("while low < high:" in message["content"] for message in messages[1:]) == 1
    roles = [message["role"] for message in messages[1:]]
    assert roles == [("user", "assistant")[number % 2] for number in range(len(roles))]


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (refuses(401, "bad token secret-token"), "answered 401 .* set HF_TOKEN, API_KEY or OPENAI_API_KEY"),
        (refuses(403), "answered 403 .*may not use this model"),
        (refuses(404, "no such model"), "answered 404 .*check MODEL_NAME"),
        (refuses(429, "slow down"), "answered 429 .*slow down.*wait"),
        (refuses(500, "oops\nline two"), "answered 500 .*oops line two.*endpoint's"),
        (says(None, refusal="I cannot help"), "model refused: I cannot help"),
        (says("", finish="stop"), "reply is empty"),
        (says(None), "reply is empty"),
        (says("", finish="length"), "empty because it reached its length limit"),
        (says("half", finish="content_filter"), "filtered the reply out"),
        (Reply(200, b"<html>hello</html>"), "model endpoint"),
        (Reply(200, b'{"choices": []}'), "without a choice"),
        (Reply(200, b'{"choices": null}'), "without a choice"),
    ],
)
def test_an_endpoint_that_does_not_answer_well_is_one_clear_line(play: Play, reply: Reply, said: str) -> None:
    with scripted(reply) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    error = str(record.result.error)
    assert record.result.outcome is Outcome.POLICY_ERROR
    assert record.result.failed
    assert re.search(said, error), error
    assert "\n" not in error
    assert "secret-token" not in error


def test_an_endpoint_that_is_down_is_one_clear_line(play: Play) -> None:
    with scripted(says("")) as endpoint:
        pass
    record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.result.outcome is Outcome.POLICY_ERROR
    assert "cannot be reached" in str(record.result.error)
    assert "API_BASE_URL" in str(record.result.error)


def test_an_endpoint_that_is_silent_is_left_after_the_timeout(play: Play) -> None:
    never = threading.Event()
    with scripted(hangs(never)) as endpoint:
        record = play(LlmPolicy(endpoint.config(timeout_s=0.3)), TASK)
        never.set()
    assert "did not answer within 0.3 s" in str(record.result.error)


def test_a_passing_failure_is_tried_again(play: Play) -> None:
    with scripted(refuses(429), does("SUBMIT")) as endpoint:
        record = play(LlmPolicy(endpoint.config(max_retries=1)), TASK)
    assert record.result.outcome is Outcome.SUBMITTED


def test_tokens_are_counted_for_each_episode(play: Play) -> None:
    with scripted(does("SUBMIT")) as endpoint:
        usages = [play(LlmPolicy(endpoint.config()), TASK).result.usage for _ in range(2)]
    assert usages == [Usage(100, 10)] * 2
