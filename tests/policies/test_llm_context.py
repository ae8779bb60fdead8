"""What is sent stays within a budget, and is whole in what it holds."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from typing import Any

import pytest
from endpoint import Reply, calls, does, refuses, scripted
from playing import acting, failing, seen

from tracefix_rl.core.models import Observation
from tracefix_rl.policies.conversation import cut_middle
from tracefix_rl.policies.llm import LlmPolicy

BRIEF, CODE = "B" * 500, "c" * 100


def size(messages: list[dict[str, Any]]) -> int:
    """Characters of a conversation."""
    return sum(
        len(message["content"] or "")
        + sum(len("".join(call["function"].values())) for call in message.get("tool_calls", ()))
        for message in messages
    )


def alternating(form: Any) -> Any:
    """A model that never does the same thing twice in a row, by calls or by texts."""

    def script(_: Mapping[str, Any], number: int) -> Reply:
        names = ("view_code", "run_tests")
        return form(names[number % 2])

    return script


def called(name: str) -> Reply:
    return calls((name, {"thought": "t" * 50}), ("submit", {}))


def written(name: str) -> Reply:
    return does(name.upper(), thought="t" * 50)


def shown(output: str = "out " * 20) -> Observation:
    return seen(CODE, BRIEF, last_execution_output=output)


@pytest.mark.parametrize("form", [called, written])
@pytest.mark.parametrize("budget", [2_000, 3_000])
def test_the_latest_turns_that_fit_are_sent_and_whole(form: Any, budget: int) -> None:
    with scripted(script=alternating(form)) as endpoint:
        acting(LlmPolicy(endpoint.config(context_chars=budget)), 31, shown())
    sent = [request["messages"] for request in endpoint.requests]
    assert all(size(messages) <= budget for messages in sent)
    lengths = [len(messages) for messages in sent]
    assert max(lengths) > 5
    assert lengths[-1] < 2 * 30
    assert size(sent[-1]) > budget * 2 / 3
    for messages in sent:
        assert [message["role"] for message in messages[:2]] == ["system", "user"]
        with_code = [number for number, message in enumerate(messages) if CODE in str(message["content"])]
        replies = [number for number, message in enumerate(messages) if message["role"] == "assistant"]
        assert len(with_code) == 1
        assert with_code > replies[-1:]


@pytest.mark.parametrize("budget", [1, 1_500, 2_000, 60_000])
def test_every_result_follows_its_call(budget: int) -> None:
    with scripted(script=alternating(called)) as endpoint:
        acting(LlmPolicy(endpoint.config(context_chars=budget)), 12, shown())
    for request in endpoint.requests:
        for before, message in itertools.pairwise(request["messages"]):
            if message["role"] == "tool":
                assert before["role"] in ("assistant", "tool")
            if before["role"] == "assistant":
                assert message["role"] == "tool"
        asked = [call["id"] for each in request["messages"] for call in each.get("tool_calls", ())]
        answered = [each["tool_call_id"] for each in request["messages"] if each["role"] == "tool"]
        assert asked == answered


def test_a_brief_beyond_the_budget_is_sent_whole_with_the_newest_observation_and_nothing_else() -> None:
    with scripted(script=alternating(called)) as endpoint:
        acting(LlmPolicy(endpoint.config(context_chars=100)), 6, shown())
    for request in endpoint.requests:
        system, question = request["messages"]
        assert system["content"].startswith(BRIEF)
        assert CODE in question["content"]


def test_one_huge_outcome_is_cut_in_the_middle_and_says_by_how_much() -> None:
    with scripted(script=alternating(called)) as endpoint:
        acting(LlmPolicy(endpoint.config(context_chars=4_000)), 4, shown("<" + "x" * 50_000 + ">"))
    *_, result, _other = endpoint.requests[-1]["messages"]
    assert size(endpoint.requests[-1]["messages"]) <= 4_000
    assert " characters left out" in result["content"]
    assert ">" in result["content"]
    assert CODE in result["content"]


@pytest.mark.parametrize(("length", "most"), [(10, 10), (11, 10), (1_000, 10), (1_000, 0), (1_000, 7)])
def test_what_is_cut_is_counted(length: int, most: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(length))
    cut = cut_middle(text, most)
    if length <= most:
        assert cut == text
        return
    head, tail = cut.split(f"\n[... {length - most:,} characters left out ...]\n")
    assert text.startswith(head)
    assert text.endswith(tail)
    assert len(head) + len(tail) == most


def test_an_endpoint_that_finds_it_too_long_all_the_same_leads_to_the_option() -> None:
    with scripted(refuses(400, "Requested tokens exceed context window of 512")) as endpoint:
        error = failing(LlmPolicy(endpoint.config(context_chars=2_000)), shown())
    assert "lower context_chars (now 2,000, about 500 tokens)" in error
