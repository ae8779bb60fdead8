"""The model loop, against a real endpoint that answers from a script."""

from __future__ import annotations

from endpoint import Reply, does, says, scripted
from playing import Play

from tracefix_rl.policies import Usage
from tracefix_rl.policies.llm import LlmPolicy
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
    assert first["messages"][0]["role"] == "system"
    assert first["messages"][0]["content"].startswith(record.first.metadata["system_prompt"])
    assert f"{LINE:>2} |     while low < high:" in first["messages"][-1]["content"]
    assert "next action is SUBMIT" in last["messages"][-1]["content"]
    assert not any(
        "next action is SUBMIT" in each["messages"][-1]["content"] for each in endpoint.requests[:-1]
    )


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


def test_tokens_are_counted_for_each_episode(play: Play) -> None:
    with scripted(does("SUBMIT")) as endpoint:
        usages = [play(LlmPolicy(endpoint.config()), TASK).result.usage for _ in range(2)]
    assert usages == [Usage(100, 10)] * 2
