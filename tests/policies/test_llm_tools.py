"""Named tools first, and what is done where an endpoint or a model does not take to them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from endpoint import Reply, calls, completes, does, refuses, says, scripted
from playing import Play, acting

from tracefix_rl.policies.llm import LlmPolicy
from tracefix_rl.policies.tools import tools

TASK = "binary_search_off_by_one"


def forms(requests: list[dict[str, Any]]) -> list[str]:
    """In which form each request asked."""
    return [
        "tools" if "tools" in request else "format" if "response_format" in request else "plain"
        for request in requests
    ]


def test_a_model_that_calls_tools_plays_by_them(play: Play) -> None:
    thought = {"thought": "done"}
    with scripted(calls(("run_tests", {})), calls(("view_code", {})), calls(("submit", thought))) as endpoint:
        record = play(LlmPolicy(endpoint.config()), TASK)
    assert record.actions == ["VIEW_CODE", "RUN_TESTS", "VIEW_CODE", "SUBMIT"]
    assert record.steps[-1].action.thought == "done"
    assert [step.error for step in record.steps] == [None] * 4
    assert all(request["tools"] == tools() for request in endpoint.requests)
    assert {request["tool_choice"] for request in endpoint.requests} == {"auto"}
    *_, call, result = endpoint.requests[-1]["messages"]
    assert call["tool_calls"][0]["function"] == {"name": "view_code", "arguments": "{}"}
    assert (result["role"], result["tool_call_id"]) == ("tool", call["tool_calls"][0]["id"])
    assert "while low < high:" in result["content"]


def test_several_calls_at_once_are_answered_each_and_the_first_counts() -> None:
    with scripted(
        calls(("run_tests", {}), ("submit", {}), ("dance", "?"), content="Now:"), calls(("submit", {}))
    ) as endpoint:
        actions = acting(LlmPolicy(endpoint.config()), 3)
    assert [action.action_type for action in actions] == ["VIEW_CODE", "RUN_TESTS", "SUBMIT"]
    reply, *results = endpoint.requests[1]["messages"][2:]
    assert reply["content"] == "Now:"
    assert [call["id"] for call in reply["tool_calls"]] == [result["tool_call_id"] for result in results]
    assert ["one action at a time" in result["content"] for result in results] == [False, True, True]


@pytest.mark.parametrize(
    ("call", "action", "complaint"),
    [
        (("dance", {}), "dance", None),
        (("run_tests", "{"), "RUN_TESTS", "PARSE_ERROR: the arguments of run_tests are not complete"),
        (("", {}), "RUN_TESTS", "PARSE_ERROR: the tool call has no name"),
        (("replace_lines", "[1, 2]"), "RUN_TESTS", "PARSE_ERROR: the arguments of replace_lines are not a"),
        (("do it!", "nonsense"), "RUN_TESTS", "PARSE_ERROR"),
    ],
)
def test_a_call_gone_wrong_is_told_and_sent_back_in_a_form_that_endpoints_take(
    call: tuple[str, Any], action: str, complaint: str | None
) -> None:
    with scripted(calls(call), calls(("submit", {}))) as endpoint:
        actions = acting(LlmPolicy(endpoint.config()), 3)
    assert [action.action_type for action in actions] == ["VIEW_CODE", action, "SUBMIT"]
    reply, result = endpoint.requests[1]["messages"][-2:]
    sent = reply["tool_calls"][0]
    assert isinstance(json.loads(sent["function"]["arguments"]), dict)
    assert sent["function"]["name"].replace("_", "").isalnum()
    assert result["tool_call_id"] == sent["id"]
    assert ("PARSE_ERROR" in result["content"]) == (complaint is not None)
    assert (complaint or "") in result["content"]


@pytest.mark.parametrize(
    ("status", "message"),
    [(400, "no tools"), (404, "no"), (422, "no"), (501, "no"), (500, "tools param requires a template")],
)
def test_an_endpoint_without_tools_is_asked_for_structured_output_and_that_is_remembered(
    status: int, message: str
) -> None:
    def script(request: Mapping[str, Any], _: int) -> Reply:
        return refuses(status, message) if "tools" in request else does("VIEW_CODE" if _ % 2 else "SUBMIT")

    with scripted(script=script) as endpoint:
        acting(LlmPolicy(endpoint.config()), 4)
    assert forms(endpoint.requests) == ["tools", "format", "format", "format"]
    assert endpoint.requests[-1]["response_format"]["type"] == "json_schema"


def test_an_endpoint_with_neither_is_asked_plainly_and_that_is_remembered() -> None:
    def script(request: Mapping[str, Any], number: int) -> Reply:
        if "tools" in request or "response_format" in request:
            return refuses(400, "not supported")
        return says(f'Sure:\n```json\n{{"action_type": "{("RUN_TESTS", "VIEW_CODE")[number % 2]}"}}\n```')

    with scripted(script=script) as endpoint:
        acting(LlmPolicy(endpoint.config()), 4)
    assert forms(endpoint.requests) == ["tools", "format", "plain", "plain", "plain"]


def test_what_failed_for_another_reason_does_not_change_the_form() -> None:
    def script(request: Mapping[str, Any], number: int) -> Reply:
        return refuses(503, "busy", retry_after="0") if number == 0 else calls(("submit", {}))

    with scripted(script=script) as endpoint:
        acting(LlmPolicy(endpoint.config(max_retries=1)), 2)
    assert forms(endpoint.requests) == ["tools", "tools"]


def test_an_endpoint_that_overlooks_tools_is_soon_asked_otherwise() -> None:
    with scripted(does("RUN_TESTS"), does("VIEW_CODE"), does("RUN_TESTS"), does("SUBMIT")) as endpoint:
        actions = acting(LlmPolicy(endpoint.config()), 5)
    assert [action.action_type for action in actions][1:] == ["RUN_TESTS", "VIEW_CODE", "RUN_TESTS", "SUBMIT"]
    assert forms(endpoint.requests) == ["tools", "tools", "format", "format"]


def test_a_model_that_has_called_a_tool_may_write_a_text_later() -> None:
    with scripted(calls(("run_tests", {})), does("VIEW_CODE"), does("RUN_TESTS"), does("SUBMIT")) as endpoint:
        acting(LlmPolicy(endpoint.config()), 5)
    assert set(forms(endpoint.requests)) == {"tools"}


def test_calls_are_shown_as_objects_once_tools_are_gone() -> None:
    def script(request: Mapping[str, Any], number: int) -> Reply:
        if number == 0:
            return calls(("run_tests", {"thought": "look"}))
        return refuses(400, "no tools here") if "tools" in request else does("SUBMIT")

    with scripted(script=script) as endpoint:
        acting(LlmPolicy(endpoint.config()), 3)
    messages = endpoint.requests[-1]["messages"]
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert json.loads(messages[2]["content"]) == {"action_type": "RUN_TESTS", "thought": "look"}


@pytest.mark.parametrize(
    "message",
    [
        {"content": None, "tool_calls": [{"function": {"name": "submit", "arguments": {"thought": "t"}}}]},
        {"tool_calls": [{"id": "", "type": "function", "function": {"name": "submit", "arguments": None}}]},
        {"content": None, "function_call": {"name": "submit", "arguments": "{}"}},
        {"content": [{"type": "text", "text": '{"action_type": '}, {"type": "text", "text": '"SUBMIT"}'}]},
        {"content": '{"action_type": "SUBMIT"}', "tool_calls": "none"},
        {"content": '{"action_type": "SUBMIT", "thought": "half a pair: \ud800"}'},
    ],
)
def test_replies_are_read_as_endpoints_write_them(message: dict[str, Any]) -> None:
    with scripted(completes(message), calls(("submit", {}))) as endpoint:
        policy = LlmPolicy(endpoint.config())
        actions = acting(policy, 3)
    assert actions[1].action_type == "SUBMIT"


@pytest.mark.parametrize("sampling", [{}, {"temperature": 0.0}, {"temperature": 0.5, "max_tokens": 99}])
def test_sampling_is_sent_only_when_it_is_given(sampling: dict[str, Any]) -> None:
    with scripted(calls(("submit", {}))) as endpoint:
        acting(LlmPolicy(endpoint.config(**sampling)), 2)
    sent = endpoint.requests[0]
    assert {name: sent[name] for name in ("temperature", "max_tokens") if name in sent} == sampling
