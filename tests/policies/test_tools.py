"""The actions as tools and as a closed object: whatever the model of an action says, they say too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core.actions import ACTIONS, read
from tracefix_rl.core.models import Action, ActionType
from tracefix_rl.policies.modes import reply_model
from tracefix_rl.policies.parsing import UnreadableReplyError, parse_action
from tracefix_rl.policies.tools import ToolCall, call_of, tools

FUNCTIONS: dict[str, dict[str, Any]] = {tool["function"]["name"]: tool["function"] for tool in tools()}


def test_there_is_a_tool_for_each_action() -> None:
    assert {tool["type"] for tool in tools()} == {"function"}
    assert [name.upper() for name in FUNCTIONS] == [kind.value for kind in ACTIONS]


@pytest.mark.parametrize("kind", ActionType)
def test_a_tool_takes_what_its_action_needs_and_a_thought(kind: ActionType) -> None:
    function = FUNCTIONS[kind.value.lower()]
    parameters = function["parameters"]
    assert function["description"] == ACTIONS[kind].effect
    assert list(parameters["properties"]) == ["thought", *ACTIONS[kind].fields]
    assert parameters["required"] == list(ACTIONS[kind].fields)
    assert parameters["additionalProperties"] is False
    for name, published in parameters["properties"].items():
        assert published["description"] == Action.model_fields[name].description
        assert published["type"] == ("integer" if name.endswith("_line") else "string")


def test_tools_are_json_and_belong_to_the_caller() -> None:
    changed = tools()
    changed[0]["function"]["parameters"]["properties"].clear()
    assert json.loads(json.dumps(tools())) == tools() != changed


TEXTS = st.none() | st.text()
ACTIONS_OF_ANY_KIND = st.builds(
    Action,
    action_type=st.sampled_from([kind.value for kind in ActionType]),
    start_line=st.none() | st.integers(),
    end_line=st.none() | st.integers(),
    new_code_block=TEXTS,
    thought=TEXTS,
)


@given(ACTIONS_OF_ANY_KIND, st.booleans())
def test_an_action_becomes_a_call_and_an_action_again(action: Action, as_text: bool) -> None:
    call = call_of(action)
    assert call.name in FUNCTIONS
    arguments = json.dumps(call.arguments) if as_text else call.arguments
    assert parse_action(ToolCall(call.name, arguments)) == action


def test_a_call_gives_the_reason_first() -> None:
    edit = Action(action_type="REPLACE_LINES", start_line=1, end_line=1, new_code_block="", thought="why")
    assert list(call_of(edit).arguments) == ["thought", "start_line", "end_line", "new_code_block"]
    assert read(parse_action(call_of(edit))).kind is ActionType.REPLACE_LINES


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        ("run_tests", "", {"action_type": "RUN_TESTS"}),
        ("run_tests", None, {"action_type": "RUN_TESTS"}),
        ("RUN_TESTS", "{}", {"action_type": "RUN_TESTS"}),
        (" Submit ", "null", {"action_type": "SUBMIT"}),
        ("submit", {"confidence": 1, "action_type": "VIEW_CODE"}, {"action_type": "SUBMIT"}),
        ("run_tests", '"{\\"thought\\": \\"t\\"}"', {"action_type": "RUN_TESTS", "thought": "t"}),
        ("run_tests", '```json\n{"thought": "a\nb"}\n```', {"action_type": "RUN_TESTS", "thought": "a\nb"}),
        ("action", {"action_type": "SUBMIT"}, {"action_type": "SUBMIT"}),
        ("dance", {"thought": "t"}, {"action_type": "dance", "thought": "t"}),
    ],
)
def test_a_call_is_read_however_it_is_written(name: str, arguments: Any, expected: dict[str, Any]) -> None:
    assert parse_action(ToolCall(name, arguments)).model_dump(exclude_none=True) == expected


@pytest.mark.parametrize(
    ("name", "arguments", "why"),
    [
        ("", {}, "no name"),
        ("replace_lines", '{"start_line": 3, "end_l', "arguments of replace_lines are not complete"),
        ("run_tests", "please", "not complete or not valid"),
        ("run_tests", "[1]", "not a JSON object"),
        ("run_tests", 3, "not a JSON object"),
        ("x" * 500, "[1]", r"of x+\.\.\. are"),
    ],
)
def test_a_call_that_makes_no_sense_is_refused_with_the_reason(name: str, arguments: Any, why: str) -> None:
    with pytest.raises(UnreadableReplyError, match=why) as caught:
        parse_action(ToolCall(name, arguments))
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    "text",
    [
        '<tool_call>\n{"name": "run_tests", "arguments": {"thought": "t"}}\n</tool_call>',
        '{"name": "run_tests", "parameters": {"thought": "t"}}',
        '{"type": "function", "function": {"name": "run_tests", "arguments": "{\\"thought\\": \\"t\\"}"}}',
    ],
)
def test_a_call_that_was_written_as_text_is_a_call(text: str) -> None:
    assert parse_action(text) == Action(action_type="RUN_TESTS", thought="t")


def test_the_reply_format_is_the_action_closed_flat_and_complete() -> None:
    schema = reply_model().model_json_schema()
    assert set(schema["properties"]) == set(schema["required"]) == set(Action.model_fields)
    assert schema["additionalProperties"] is False
    assert schema["properties"]["action_type"]["enum"] == [kind.value for kind in ActionType]
    assert "$defs" not in schema
