"""Reading an action: what is understood, what is overlooked with a note, what is refused with advice."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core.actions import ACTIONS, ActionError, Command, label, lines, read
from tracefix_rl.core.models import Action, ActionType

REPLACE = {"action_type": "REPLACE_LINES", "start_line": 1, "end_line": 2, "new_code_block": "x"}
ABSURD = [True, [1], {"a": 1}, "", "three", "3.5", 3.5, float("nan"), float("inf"), b"3", 10**40, 10**5000]


def test_the_table_has_every_action_and_only_fields_that_exist() -> None:
    assert set(ACTIONS) == set(ActionType)
    for spec in ACTIONS.values():
        assert set(spec.fields) <= set(Action.model_fields)


@pytest.mark.parametrize("kind", ActionType)
def test_an_action_with_the_fields_it_needs_is_read(kind: ActionType) -> None:
    fields = {name: value for name, value in REPLACE.items() if name in ACTIONS[kind].fields}
    command = read(Action(action_type=kind.value, thought="why not", **fields))
    assert (command.kind, command.note) == (kind, "")


@pytest.mark.parametrize("kind", ActionType)
def test_an_action_without_a_field_it_needs_is_told_which(kind: ActionType) -> None:
    for missing in ACTIONS[kind].fields:
        fields = {name: value for name, value in REPLACE.items() if name != missing}
        with pytest.raises(ActionError, match=f"{kind} needs {missing} "):
            read(Action(**{**fields, "action_type": kind.value}))


@pytest.mark.parametrize("value", [3, 3.0, "3", " +3 "])
def test_whole_numbers_are_read_however_they_are_written(value: Any) -> None:
    command = read(Action(**{**REPLACE, "start_line": value, "end_line": value}))
    assert command == Command(ActionType.REPLACE_LINES, 3, 3, "x")


@pytest.mark.parametrize("field", ["start_line", "end_line"])
@pytest.mark.parametrize("value", ABSURD, ids=lambda value: type(value).__name__)
def test_a_line_that_is_no_line_is_named_with_what_would_be_right(field: str, value: Any) -> None:
    action = Action(**{**REPLACE, field: value})
    with pytest.raises(
        ActionError, match=f"{field} (must be a whole number such as 3|is far beyond any file)"
    ) as caught:
        read(action)
    assert len(str(caught.value)) < 200
    assert lines(action)[field == "end_line"] is None


@pytest.mark.parametrize("value", [True, 3, ["a", "b"], {}, b"x"])
def test_a_block_that_is_no_text_is_refused(value: Any) -> None:
    with pytest.raises(ActionError, match="new_code_block must be one text"):
        read(Action(**{**REPLACE, "new_code_block": value}))


def test_a_block_that_no_file_can_hold_is_refused() -> None:
    with pytest.raises(ActionError, match="surrogate"):
        read(Action(**{**REPLACE, "new_code_block": "a\ud800"}))


@pytest.mark.parametrize("name", ["undo", "UNDO", " Undo\n"])
def test_undo_is_an_alias(name: str) -> None:
    assert read(Action(action_type=name)).kind is ActionType.UNDO_EDIT


def test_case_and_space_are_forgiven_with_a_note() -> None:
    command = read(Action(action_type=" run_Tests "))
    assert command.kind is ActionType.RUN_TESTS
    assert command.note == "action_type ' run_Tests ' was read as RUN_TESTS."


@pytest.mark.parametrize(
    "value", ["EDIT_LINES", "replace", "x" * 100_000, "\ud800", 3, True, None, "", ["RUN_TESTS"]]
)
def test_an_unknown_action_names_the_six(value: Any) -> None:
    action = Action(action_type=value)
    with pytest.raises(ActionError) as caught:
        read(action)
    assert all(kind in str(caught.value) for kind in ActionType)
    assert len(str(caught.value)) < 300
    json.dumps(label(action)).encode()
    assert len(label(action)) <= 40


def test_a_near_match_is_suggested() -> None:
    with pytest.raises(ActionError, match=r"did you mean RUN_TESTS\?"):
        read(Action(action_type="RUN_TEST"))
    assert label(Action(action_type="RUN_TEST")) == "RUN_TEST"


def test_an_action_that_names_no_type_at_all_can_be_answered() -> None:
    assert Action.model_json_schema()["required"] == ["action_type"]
    with pytest.raises(ActionError, match="action_type is missing"):
        read(Action())


def test_fields_that_are_not_used_are_noted_and_nulls_are_not() -> None:
    assert read(Action(action_type="RUN_TESTS", start_line=None, thought="x")).note == ""
    note = read(Action(action_type="RUN_TESTS", start_line=1, new_code_block="")).note
    assert note == "RUN_TESTS does not use start_line, new_code_block: ignored."


def test_unknown_fields_are_noted_and_the_framework_s_is_not() -> None:
    action = Action(**{**REPLACE, "metadata": {}, "line": 3, "x" * 90: 1, **{f"f{n}": n for n in range(9)}})
    note = read(action).note
    assert note.startswith("There is no field 'line', 'xxx")
    assert note.endswith("and 6 more: ignored.")
    assert "metadata" not in note


texts = st.sampled_from([kind.value for kind in ActionType]) | st.text("aB 3_\n\u2028", max_size=8)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=4,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys((*Action.model_fields, "metadata", "other"), json_values)
    )
)
def test_any_json_object_is_an_action_that_is_read_or_refused(fields: dict[str, Any]) -> None:
    action = Action.model_validate(fields)
    try:
        command = read(action)
    except ActionError:
        return
    assert {type(command.start), type(command.end)} == {int}
    assert type(command.block) is str


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(Action.model_fields, json_values)))
def test_an_action_keeps_its_values_on_the_wire_without_a_warning(fields: dict[str, Any]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        dumped = Action.model_validate(fields).model_dump()
    assert repr({name: dumped[name] for name in fields}) == repr(fields)
