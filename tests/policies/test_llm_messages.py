"""What a policy tells of its conversation: all that is new at each choice, in order, as JSON."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from endpoint import Reply, calls, does, refuses, says, scripted
from playing import acting, seen

from tracefix_rl.policies import PolicyError, make_policy
from tracefix_rl.policies.llm import LlmPolicy


def told(policy: LlmPolicy, steps: int) -> list[list[dict[str, Any]]]:
    """The messages of each choice, through JSON and back."""

    async def run() -> list[list[dict[str, Any]]]:
        policy.start(seen())
        try:
            found = []
            for _ in range(steps):
                await policy.act(seen())
                found.append(json.loads(json.dumps(policy.messages)))
            return found
        finally:
            await policy.close()

    return asyncio.run(run())


@pytest.mark.parametrize(
    "replies",
    [
        (calls(("run_tests", {})), calls(("view_code", {}), ("submit", {})), calls(("submit", {}))),
        (does("RUN_TESTS"), does("VIEW_CODE"), does("SUBMIT")),
        (says("Hm."), calls(("run_tests", "{")), calls(("submit", {}))),
    ],
)
def test_all_messages_one_after_the_other_are_the_conversation(replies: tuple[Reply, ...]) -> None:
    with scripted(*replies) as endpoint:
        first, *asked = told(LlmPolicy(endpoint.config()), 4)
    assert first == []
    assert [message["role"] for message in asked[0]] == ["system", "user", "assistant"]
    for said, request in zip(asked, endpoint.requests, strict=True):
        new = [message for message in said if message["role"] not in ("system", "assistant")]
        assert request["messages"][-len(new) :] == new
        assert said[-1]["role"] == "assistant"
    assert {message["role"] for said in asked[1:] for message in said[:-1]} <= {"user", "tool"}


def test_a_call_and_its_results_refer_to_each_other() -> None:
    with scripted(calls(("run_tests", {}), ("submit", {})), calls(("submit", {}))) as endpoint:
        _, first, second = told(LlmPolicy(endpoint.config()), 3)
    assert [call["id"] for call in first[-1]["tool_calls"]] == [
        message["tool_call_id"] for message in second[:-1]
    ]
    assert [message["role"] for message in second] == ["tool", "tool", "assistant"]


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        (says("No action here."), {"role": "assistant", "content": "No action here."}),
        (
            calls(("dan ce", "{broken"), content="Look:"),
            {
                "role": "assistant",
                "content": "Look:",
                "tool_calls": [
                    {
                        "id": "id-0",
                        "type": "function",
                        "function": {"name": "dan ce", "arguments": "{broken"},
                    }
                ],
            },
        ),
    ],
)
def test_a_reply_that_could_not_be_read_is_kept_as_it_came(reply: Reply, kept: dict[str, Any]) -> None:
    with scripted(reply) as endpoint:
        _, said = told(LlmPolicy(endpoint.config()), 2)
    assert said[-1] == kept


def test_nothing_is_told_twice_when_the_past_is_dropped() -> None:
    with scripted(calls(("run_tests", {})), calls(("view_code", {}))) as endpoint:
        _, *asked = told(LlmPolicy(endpoint.config(context_chars=10)), 3)
    assert [[message["role"] for message in said] for said in asked] == [
        ["system", "user", "assistant"],
        ["user", "assistant"],
    ]


def test_the_messages_of_a_choice_that_failed_are_none() -> None:
    with scripted(calls(("run_tests", {})), refuses(401)) as endpoint:
        policy = LlmPolicy(endpoint.config())
        with pytest.raises(PolicyError):
            acting(policy, 3)
    assert policy.messages == ()


def test_a_policy_without_a_model_has_no_messages() -> None:
    policy = make_policy("noop")
    acting(policy, 1)
    assert (policy.messages, policy.in_process_only) == ((), False)
