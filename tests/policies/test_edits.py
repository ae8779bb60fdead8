"""Edits lead from one text to the other when the buffer carries them out."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.models import Action
from tracefix_rl.policies.edits import one_edit, smallest_edits

LINES = st.lists(st.sampled_from(["", "a", "b", "    c", "\td", "é"]), max_size=8)


def carried_out(before: Sequence[str], edits: Sequence[Action]) -> list[str]:
    buffer = CodeBuffer("".join(f"{line}\n" for line in before))
    for edit in edits:
        assert edit.start_line is not None
        assert edit.end_line is not None
        assert edit.new_code_block is not None
        buffer.replace(edit.start_line, edit.end_line, edit.new_code_block)
    return buffer.lines


@given(LINES, LINES)
def test_one_edit_is_enough(before: list[str], after: list[str]) -> None:
    edit = one_edit(before, after)
    assert (edit is None) == (before == after)
    assert carried_out(before, [edit] if edit else []) == after


@given(LINES, LINES)
def test_smallest_edits_lead_to_the_text(before: list[str], after: list[str]) -> None:
    assert carried_out(before, smallest_edits(before, after)) == after


def test_an_edit_touches_only_what_differs() -> None:
    edit = one_edit(["a", "b", "c", "d"], ["a", "x", "y", "d"])
    assert edit is not None
    assert (edit.start_line, edit.end_line, edit.new_code_block) == (2, 3, "x\ny")


def test_separate_changes_are_separate_edits_from_the_bottom_up() -> None:
    edits = smallest_edits(["a", "b", "c", "d"], ["x", "b", "c", "y", "z"])
    assert [(edit.start_line, edit.end_line) for edit in edits] == [(4, 4), (1, 1)]
