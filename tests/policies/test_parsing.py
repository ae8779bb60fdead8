"""Reading an action out of whatever a model wrote."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core.models import Action
from tracefix_rl.policies.parsing import UnreadableReplyError, parse_action

EDIT = {
    "thought": 'it says "x" {here}',
    "action_type": "REPLACE_LINES",
    "start_line": 3,
    "end_line": 4,
    "new_code_block": "    x = {1: 2}\n    return x\n",
}


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "```json\n{}\n```",
        "Here is my action:\n{}",
        "{}\nThat should do it. {{not json}}",
        "I looked at {{'a': 1}} and {{\"b\": 2}}.\n\n{}",
        '<think>maybe {{"action_type": "SUBMIT"}}?</think>{}',
        '{{"action": {}}}',
        "\n\n  {}  \n",
    ],
)
def test_an_action_is_read_whatever_stands_around_it(around: str) -> None:
    action = parse_action(around.format(json.dumps(EDIT)))
    assert action.model_dump() == EDIT


def test_raw_newlines_in_a_string_are_read() -> None:
    text = '{"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 1, "new_code_block": "a\nb"}'
    assert parse_action(text).new_code_block == "a\nb"


def test_the_first_of_several_actions_counts() -> None:
    assert parse_action('{"action_type": "RUN_TESTS"}\n{"action_type": "SUBMIT"}').action_type == "RUN_TESTS"


def test_unknown_fields_are_left_out() -> None:
    assert parse_action('{"action_type": "SUBMIT", "confidence": 1}') == Action(action_type="SUBMIT")


def test_an_unknown_action_is_for_the_episode_to_refuse() -> None:
    assert parse_action('{"action_type": "DANCE"}').action_type == "DANCE"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("  \n", "empty"),
        ("I would run the tests.", "no JSON object"),
        ('{"start_line": 1}', "action_type"),
        ('{"action_type": 3}', "action_type"),
        ('{"action_type": ""}', "action_type"),
        ('{"action_type": "SUBMIT"', "not complete"),
        ("{'action_type': 'SUBMIT'}", "not complete or not valid"),
        ("[1, 2]", "no JSON object"),
        ('{"a":' * 5_000, "not complete or not valid"),
        ("{" * 100_000, "not complete or not valid"),
    ],
)
def test_what_holds_no_action_is_refused_with_the_reason(text: str, why: str) -> None:
    with pytest.raises(UnreadableReplyError, match=why):
        parse_action(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from([*Action.model_fields, "metadata", "x"]), JSON, max_size=6)


@given(st.text() | st.text(alphabet='{}[]":,\\ntruefalse0 action_type') | FIELDS.map(json.dumps))
def test_nothing_but_the_documented_error_is_ever_raised(text: str) -> None:
    with suppress(UnreadableReplyError):
        assert isinstance(parse_action(text).action_type, str)


@given(st.text(alphabet=st.characters(codec="utf-8")), st.integers(), st.integers())
def test_a_block_arrives_as_it_was_sent(block: str, start: int, end: int) -> None:
    sent = Action(action_type="REPLACE_LINES", start_line=start, end_line=end, new_code_block=block)
    assert parse_action(f"So:\n```json\n{sent.model_dump_json()}\n```") == sent
