"""What is shown of a text: numbered lines around an anchor, and the two ends of what is too long."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core.context import around, bounded, numbered, printable


def test_lines_around_the_anchor_are_numbered_and_the_anchor_is_marked() -> None:
    lines = [f"text {number}" for number in range(1, 21)]
    assert around(lines, 10, radius=2).split("\n") == [
        "   8 | text 8",
        "   9 | text 9",
        "> 10 | text 10",
        "  11 | text 11",
        "  12 | text 12",
    ]


@pytest.mark.parametrize(
    ("anchor", "marked"), [(1, "> 1 | a"), (3, "> 3 | c"), (99, "> 3 | c"), (-5, "> 1 | a")]
)
def test_an_anchor_outside_the_file_means_its_nearest_line(anchor: int, marked: str) -> None:
    assert marked in around(["a", "b", "c"], anchor).split("\n")


def test_without_anchor_or_lines_there_is_no_context() -> None:
    assert around(["a"], None) == ""
    assert around([], 1) == ""


def test_an_empty_file_is_shown_as_such() -> None:
    assert numbered([]) == "(the file is empty)"


@given(st.integers(0, 3_000), st.integers(100, 300))
def test_a_text_within_the_limit_is_whole_and_a_longer_one_keeps_both_ends(length: int, limit: int) -> None:
    text = "".join(chr(ord("a") + number % 26) for number in range(length))
    shown = bounded(text, limit)
    assert len(shown) <= limit
    if len(text) <= limit:
        assert shown == text
        return
    notice = re.search(r"\n\[\.\.\. ([\d,]+) characters cut \.\.\.\]\n", shown)
    assert notice
    head, tail = shown[: notice.start()], shown[notice.end() :]
    assert text.startswith(head)
    assert text.endswith(tail)
    assert len(head) + len(tail) + int(notice[1].replace(",", "")) == len(text)
    assert abs(len(head) - len(tail)) <= 1


@given(st.text("a\n\x00\x7fé\u2028\ufffd𝔸"))
def test_text_that_a_message_can_hold_is_shown_as_it_is(text: str) -> None:
    assert printable(text) == text


def test_a_lone_surrogate_is_shown_as_an_escape() -> None:
    assert printable("a\ud800b") == "a\\ud800b"
