"""The formats of one JSON object a line are read by those they are for, and nothing is lost on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from episodes import Exporting, rows_of
from jinja2.sandbox import ImmutableSandboxedEnvironment
from openai.types.chat import ChatCompletionMessageParam, ChatCompletionToolParam
from openai.types.responses.response_create_params import ResponseCreateParamsNonStreaming
from pydantic import TypeAdapter

from tracefix_rl.policies.tools import tools
from tracefix_rl.trajectories import Trajectory

# As those of Qwen, Hermes and others have it: arguments are written as JSON by the template.
CHAT_TEMPLATE = """
{%- if tools %}<tools>{% for tool in tools %}{{ tool | tojson }}{% endfor %}</tools>{% endif %}
{%- for message in messages %}
{{- '<|im_start|>' + message.role + '\\n' + message.content }}
{%- for call in message.tool_calls or [] %}
{{- '<tool_call>{"name": "' + call.function.name + '", "arguments": ' }}{{ call.function.arguments | tojson }}{{ '}</tool_call>' }}
{%- endfor %}{{ '<|im_end|>\\n' }}
{%- endfor %}"""

COLUMNS = {
    *("episode_id", "task_id", "split", "seed", "reward", "resolved", "done", "stop_reason", "num_turns"),
    *("model", "env_version"),
}


def loaded(path: Path) -> list[dict[str, Any]]:
    """The rows as Hugging Face's datasets has them."""
    import datasets

    found = datasets.load_dataset(
        "json", data_files=str(path), split="train", cache_dir=str(path.parent / "hf")
    )
    return list(found)


@pytest.mark.parametrize("name", ["trl", "sharegpt", "nemo-gym", "openai"])
def test_datasets_reads_the_very_objects_that_were_written(
    name: str, exporting: Exporting, episodes: list[Trajectory]
) -> None:
    path = exporting(name, *episodes)
    for row, written in zip(loaded(path), rows_of(path), strict=True):
        assert {key: value for key, value in row.items() if key in written} == written
        assert all(row[key] is None for key in row.keys() - written.keys())


@pytest.mark.parametrize("name", ["trl", "sharegpt", "nemo-gym"])
def test_the_common_columns(name: str, exporting: Exporting, episodes: list[Trajectory]) -> None:
    rows = rows_of(exporting(name, *episodes))
    solved, wandered, called, _, odd = rows
    assert all(row.keys() >= COLUMNS for row in rows)
    assert [row["episode_id"] for row in rows] == [each.episode_id for each in episodes]
    assert [row["task_id"] for row in rows] == [each.task.id for each in episodes]
    assert [row["num_turns"] for row in rows] == [len(each.steps) for each in episodes]
    assert [row["seed"] for row in rows] == [0] * len(rows)
    assert (solved["reward"], solved["resolved"], solved["done"]) == (episodes[0].episode_return, True, True)
    assert (wandered["resolved"], wandered["done"], wandered["stop_reason"]) == (False, True, "step_limit")
    assert (solved["policy"], solved["model"]) == ("search", None)
    assert called["env_version"] == episodes[2].versions["openenv-tracefix-rl"]
    assert (odd["reward"], odd["final_score"], odd["done"]) == (None, None, False)
    assert odd["stop_reason"] == "policy_error"


def test_trl_has_arguments_that_a_chat_template_writes_once(
    exporting: Exporting, episodes: list[Trajectory]
) -> None:
    # As transformers compiles them.
    environment = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    template = environment.from_string(CHAT_TEMPLATE)
    for row in loaded(exporting("trl", *episodes)):
        text = template.render(messages=row["messages"], tools=row["tools"])
        calls = [part.split("</tool_call>")[0] for part in text.split("<tool_call>")[1:]]
        said = [
            {"name": call["function"]["name"], "arguments": call["function"]["arguments"]}
            for message in row["messages"]
            for call in message.get("tool_calls", ())
        ]
        assert [json.loads(call) for call in calls] == said
        assert all(isinstance(json.loads(call)["arguments"], dict) for call in calls)


def test_trl_offers_the_tools_where_they_are_called(exporting: Exporting, episodes: list[Trajectory]) -> None:
    offered = [row["tools"] for row in loaded(exporting("trl", *episodes))]
    assert offered == [tools(), tools(), tools(), [], tools()]


def test_openai_has_what_its_api_takes_and_nothing_else(
    exporting: Exporting, episodes: list[Trajectory]
) -> None:
    message_form = TypeAdapter[Any](ChatCompletionMessageParam)
    tool_form = TypeAdapter[Any](ChatCompletionToolParam)
    rows = rows_of(exporting("openai", *episodes))
    keys = [sorted(row) for row in rows]
    assert keys == [["messages", "parallel_tool_calls", "tools"]] * 3 + [["messages"]] + [keys[0]]
    for row in rows:
        assert row["messages"][-1]["role"] == "assistant"
        for tool in row.get("tools", ()):
            tool_form.validate_python(tool)
        for message in row["messages"]:
            message_form.validate_python(message)
            assert ("tool_call_id" in message) == (message["role"] == "tool")
            assert "name" not in message
            for call in message.get("tool_calls", ()):
                assert isinstance(call["function"]["arguments"], str)
                assert isinstance(json.loads(call["function"]["arguments"]), dict)


def test_sharegpt_has_its_turns_where_llama_factory_wants_them(
    exporting: Exporting, episodes: list[Trajectory]
) -> None:
    for row in rows_of(exporting("sharegpt", *episodes)):
        first, *turns = row["conversations"]
        assert first["from"] == "system"
        assert len(turns) % 2 == 0
        assert {turn["from"] for turn in turns[::2]} <= {"human", "observation"}
        assert {turn["from"] for turn in turns[1::2]} <= {"gpt", "function_call"}
        for turn in turns:
            if turn["from"] == "function_call":
                called = json.loads(turn["value"])
                for call in called if isinstance(called, list) else [called]:
                    assert call.keys() == {"name", "arguments"}
                    assert isinstance(call["arguments"], dict)
        uses_tools = any(turn["from"] == "function_call" for turn in turns)
        assert bool(row["tools"]) == uses_tools
        assert not uses_tools or json.loads(row["tools"])[0]["name"] == "view_code"


def test_sharegpt_keeps_the_thought_in_the_call(exporting: Exporting, called: Trajectory) -> None:
    (row,) = rows_of(exporting("sharegpt", called))
    replies = [json.loads(turn["value"]) for turn in row["conversations"][2::2]]
    assert replies[0] == {"name": "run_tests", "arguments": {"thought": "See what fails."}}
    assert [call["name"] for call in replies[1]] == ["replace_lines", "run_tests"]
    assert replies[-1] == {"name": "submit", "arguments": {"thought": "enough"}}


def test_nemo_gym_has_a_request_that_the_responses_api_takes(
    exporting: Exporting, episodes: list[Trajectory]
) -> None:
    form = TypeAdapter[Any](ResponseCreateParamsNonStreaming)
    for row in rows_of(exporting("nemo-gym", *episodes)):
        request = row["responses_create_params"]
        form.validate_python(request)
        assert [item["role"] for item in request["input"]] == ["system", "user"]
        assert all(item.keys() == {"role", "content"} for item in request["input"])
        assert all(tool["type"] == "function" and tool["strict"] is False for tool in request["tools"])
