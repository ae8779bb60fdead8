"""What would steer a terminal is made visible, and nothing else is changed."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console, RenderableType

from tracefix_rl.terminal.brief import brief_for_person
from tracefix_rl.terminal.code import numbered_code
from tracefix_rl.terminal.diff import diff
from tracefix_rl.terminal.text import prose, visible, visible_line

ANY = st.text(st.characters(codec=None), max_size=40)  # lone surrogates are among them
LINES = st.lists(ANY.map(lambda text: text.replace("\n", "").replace("\r", "")), max_size=8)


def printed(what: RenderableType, width: int = 80) -> str:
    """What comes out on a page without colours."""
    out = io.StringIO()
    Console(file=out, width=width, markup=False, emoji=False, highlight=False).print(what)
    return out.getvalue()


@given(ANY)
def test_only_printable_characters_and_layout_are_left(text: str) -> None:
    assert all(each.isprintable() or each in "\n\t" for each in visible(text))
    assert visible_line(text).isprintable()
    assert text.isprintable() <= (visible(text) == visible_line(text) == text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31m", r"\x1b[31m"),
        ("\x9b", r"\x9b"),
        ("a\rb", r"a\rb"),
        ("\u202e", r"\u202e"),
        ("\ud800", r"\ud800"),
        ("\x00\x07\x7f", r"\x00\x07\x7f"),
        ("naïve — 漢字 🙂 [red]x[/red] :smile:", "naïve — 漢字 🙂 [red]x[/red] :smile:"),
    ],
)
def test_what_is_shown_of_it(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(LINES, LINES)
def test_code_and_diffs_of_anything_can_be_printed(before: list[str], after: list[str]) -> None:
    for what in (numbered_code(before), diff(before, after)):
        if what is not None:
            shown = printed(what)
            assert all(line.isprintable() for line in shown.splitlines())


@given(LINES, LINES)
def test_on_a_terminal_there_are_no_escapes_but_those_of_colours(before: list[str], after: list[str]) -> None:
    out = io.StringIO()
    terminal = Console(file=out, width=80, force_terminal=True, color_system="256", legacy_windows=False)
    terminal.print(numbered_code(["\x1b[2J", *before]))
    terminal.print(diff(["\x1b]0;x\x07", *before], after))
    assert re.search(r"\x1b\[[0-9;]*m", out.getvalue())
    assert all(each.isprintable() or each == "\n" for each in re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue()))


@given(LINES)
def test_all_lines_of_a_source_are_shown_in_order_with_their_numbers(lines: list[str]) -> None:
    shown = printed(numbered_code(lines), width=1_000).split("\n")[:-1]
    expected = [
        f"{number:>3}  {visible_line(line.replace(chr(9), '    '))}".rstrip()
        for number, line in enumerate(lines, 1)
    ]
    assert [line.rstrip() for line in shown] == expected


def test_a_diff_numbers_what_is_gone_by_the_old_source_and_what_came_by_the_new() -> None:
    before = ["a", "b", "c", "d", "e", "f", "g", "h"]
    after = ["new", "a", "b", "c", "d", "e", "f", "H"]
    change = diff(before, after, context=1)
    assert change is not None
    assert [line.rstrip() for line in printed(change).splitlines()] == [
        "  1 + new",
        "  2   a",
        "  …",
        "  7   f",
        "  7 - g",
        "  8 - h",
        "  8 + H",
    ]
    assert diff(before, before) is None


def test_a_long_line_goes_on_below_itself() -> None:
    first, second, *_ = printed(numbered_code(["x = " + "1 + " * 30 + "1"]), width=60).splitlines()
    assert first.startswith("  1  x = 1")
    assert second.startswith("     1 + 1")


def test_paragraphs_are_joined_and_lists_are_not() -> None:
    assert prose("one\ntwo\n\nthree\n") == "one two\n\nthree"
    assert prose("- one\n- two") == "- one\n- two"
    assert prose("1. one\n2. two") == "1. one\n2. two"


def test_a_person_is_not_told_how_a_model_answers() -> None:
    brief = (
        "Repair it.\n\n# Visible tests\n\n```python\nassert True\n```\n\n# Actions\n\nJSON\n\n# Score\n\n0.98"
    )
    shown = printed(brief_for_person(brief))
    assert "JSON" not in shown
    assert [line.strip() for line in shown.splitlines() if line.strip()] == [
        "Repair it.",
        "Visible tests",
        "1  assert True",
    ]


def test_a_brief_of_another_kind_is_shown_whole() -> None:
    assert "anything" in printed(brief_for_person("anything\n```python\nnever closed"))
    assert "never closed" in printed(brief_for_person("anything\n```python\nnever closed"))
