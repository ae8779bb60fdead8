"""What a person types is read as one thought of it, or answered with what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.play.commands import USAGE, Command, CommandError, Kind, read_command


@pytest.mark.parametrize(("kind", "usage"), USAGE.items())
def test_every_command_answers_to_its_letter_and_its_words(kind: Kind, usage: object) -> None:
    lines = {Kind.INSERT: " 3", Kind.DELETE: " 3"}.get(kind, "")
    for name in USAGE[kind].names:
        for typed in (name, name.upper(), f"  {name} "):
            found = read_command(typed + lines)
            assert found is not None
            assert found.kind is kind


@pytest.mark.parametrize(
    "typed", ["e 7-9", "e7-9", "edit 7-9", "E 7 9", "e 7 - 9", "e 7,9", "e 7:9", " e\t7  9 "]
)
def test_a_range_may_be_written_in_many_ways(typed: str) -> None:
    assert read_command(typed) == Command(Kind.EDIT, 7, 9)


def test_a_single_line_is_a_range_of_one() -> None:
    assert read_command("d 7") == Command(Kind.DELETE, 7, 7)


@pytest.mark.parametrize("typed", ["", " ", "\t"])
def test_a_blank_line_is_no_command(typed: str) -> None:
    assert read_command(typed) is None


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("sumbit", "did you mean `submit`"),
        ("undoo", "did you mean `undo`"),
        ("x", "no command `x`"),
        ("7", "`e 7` edits"),
        ("7-9", "`v 7-9` shows"),
        ("e 9-7", "did you mean 7-9"),
        ("e seven", "names no lines"),
        ("e -1", "names no lines"),
        ("e 1-2-3", "names no lines"),
        ("e 99999999999999999999", "names no lines"),
        ("i", "say which line"),
        ("d", "say which lines"),
        ("i 7-9", "takes one line"),
        ("t 3", "stands alone"),
        ("s now", "stands alone"),
        ("!", "? lists"),
        ("\x1b[2J", r"`\x1b[2J` is no command"),
    ],
)
def test_what_is_no_command_is_answered_with_what_would_be(typed: str, answer: str) -> None:
    with pytest.raises(CommandError) as caught:
        read_command(typed)
    assert answer in str(caught.value)


@given(st.text())
def test_whatever_is_typed_is_read_or_refused_in_one_short_printable_line(typed: str) -> None:
    answer = ""
    try:
        read_command(typed)
    except CommandError as error:
        answer = str(error)
    assert answer.isprintable()
    assert len(answer) < 200
