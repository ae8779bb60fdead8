"""CodeBuffer: exact text, edits as a plain list of lines would take them, and every edit taken back."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tracefix_rl.core.buffer import (
    MAX_BLOCK_BYTES,
    MAX_BLOCK_LINES,
    MAX_FILE_BYTES,
    Change,
    CodeBuffer,
    EditError,
    split_rows,
)

# Everything that one reader or another takes for a line end, and some that no encoder takes at all.
characters = st.sampled_from("ab \t\n\r\f\v\x1c\x85\u2028é𝔸\ud800\x00")
texts = st.text(characters, max_size=30)
lines = st.text(st.sampled_from("ab \t\f\x1c\u2028é\ud800"), max_size=4)


@given(texts | st.text(st.integers(0, 0x10FFFF).map(chr), max_size=200))
def test_any_text_comes_back_unchanged(text: str) -> None:
    buffer = CodeBuffer(text)
    assert buffer.text == text
    assert "".join(split_rows(text)) == text


@given(texts)
def test_lines_end_where_python_ends_them(text: str) -> None:
    as_python_reads = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if as_python_reads[-1] == "":
        as_python_reads.pop()
    assert CodeBuffer(text).lines == as_python_reads


def draw_edit(data: DataObject, count: int) -> tuple[int, int, list[str]]:
    start = data.draw(st.integers(1, count + 1), "start")
    end = data.draw(st.integers(start - 1, count), "end")
    return start, end, data.draw(st.lists(lines, max_size=3), "new lines")


@given(data=st.data(), text=texts)
def test_edits_act_as_on_a_plain_list_of_lines_and_undo_walks_them_back(data: DataObject, text: str) -> None:
    buffer = CodeBuffer(text)
    model = buffer.lines
    versions = [text]
    for _ in range(data.draw(st.integers(1, 6), "edits")):
        kind = data.draw(st.integers(0, 5), "kind")
        if kind == 0:
            buffer.reset()
            model = CodeBuffer(text).lines
            assert buffer.text == text
        elif kind == 1:
            other = data.draw(texts, "other text")
            buffer.rewrite(other)
            model = CodeBuffer(other).lines
            assert buffer.text == other
        else:
            start, end, block = draw_edit(data, len(model))
            buffer.replace(start, end, "".join(f"{line}\n" for line in block))
            model[start - 1 : end] = block
        assert buffer.lines == model
        assert CodeBuffer(buffer.text).lines == model, "the text must read back as the same lines"
        versions.append(buffer.text)
    for version in reversed(versions[:-1]):
        buffer.undo()
        assert buffer.text == version
    with pytest.raises(EditError, match="no edit"):
        buffer.undo()


@given(data=st.data(), text=texts)
def test_an_edit_leaves_the_text_around_it_alone(data: DataObject, text: str) -> None:
    buffer = CodeBuffer(text)
    rows = split_rows(text)
    start, end, block = draw_edit(data, len(rows))
    buffer.replace(start, end, "\n".join(block))
    before, after = "".join(rows[: start - 1]), "".join(rows[end:])
    # The neighbours' line ends may have to change, see CodeBuffer; nothing else may.
    assert buffer.text.startswith(before.rstrip("\r\n"))
    assert buffer.text.rstrip("\r\n").endswith(after.lstrip("\r\n").rstrip("\r\n"))


@given(data=st.data(), text=texts)
def test_a_preview_is_what_the_edit_leads_to(data: DataObject, text: str) -> None:
    buffer = CodeBuffer(text)
    start, end, block = draw_edit(data, len(buffer))
    preview = buffer.preview(start, end, "\n".join(block))
    assert buffer.text == text
    buffer.replace(start, end, "\n".join(block))
    assert buffer.text == preview


@given(data=st.data(), text=texts)
def test_a_copy_goes_its_own_way(data: DataObject, text: str) -> None:
    buffer = CodeBuffer(text)
    buffer.replace(1, 0, "first\n")
    edited = buffer.text
    twin = buffer.copy()
    twin.replace(*draw_edit(data, len(twin))[:2], "x")
    twin.undo()
    twin.undo()
    assert (twin.text, buffer.text, buffer.edits) == (text, edited, 1)


@given(data=st.data(), text=texts, other=texts)
def test_edits_of_a_rewritten_text_are_as_of_a_buffer_that_began_with_it(
    data: DataObject, text: str, other: str
) -> None:
    rewritten, begun = CodeBuffer(text), CodeBuffer(other)
    rewritten.rewrite(other)
    start, end, block = draw_edit(data, len(begun))
    for buffer in (rewritten, begun):
        buffer.replace(start, end, "\n".join(block))
    assert rewritten.text == begun.text


def test_a_text_that_is_too_large_is_not_taken() -> None:
    buffer = CodeBuffer("a\n")
    buffer.rewrite("b" * MAX_FILE_BYTES)
    with pytest.raises(
        EditError, match="would have 65,537 bytes; at most 65,536 are allowed: give a shorter"
    ):
        buffer.rewrite("c" * (MAX_FILE_BYTES + 1))
    assert (buffer.text, buffer.edits) == ("b" * MAX_FILE_BYTES, 1)


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\n", ["a", ""]),
        ("\n", [""]),
        ("a\r\n", ["a"]),
        ("a\r\nb\rc\n", ["a", "b", "c"]),
    ],
)
def test_one_trailing_newline_of_a_block_is_not_a_line(block: str, expected: list[str]) -> None:
    buffer = CodeBuffer("1\n2\n3\n")
    buffer.replace(2, 2, block)
    assert buffer.lines == ["1", *expected, "3"]


@pytest.mark.parametrize(
    ("text", "edit", "expected"),
    [
        ("a\r\nb\r\n", (1, 0, "x\ny\n"), "x\r\ny\r\na\r\nb\r\n"),
        ("a\r\nb\nc\r\n", (2, 2, "x\n"), "a\r\nx\r\nc\r\n"),
        ("a\rb\r", (2, 2, "x\n"), "a\rx\r"),
        ("a\nb", (3, 2, "c\n"), "a\nb\nc"),
        ("a\nb", (2, 2, ""), "a"),
        ("a\nb", (2, 2, "\n"), "a\n\n"),
        ("a\nb\n", (3, 2, "c"), "a\nb\nc\n"),
        ("a\nb\n", (1, 2, ""), ""),
        ("", (1, 0, "a"), "a\n"),
        ("a\rb\n\n", (2, 2, ""), "a\r\r\n"),
        ("\tif x:\n\t\tpass\n", (2, 2, "\t\treturn\n"), "\tif x:\n\t\treturn\n"),
    ],
)
def test_line_ends_and_the_final_newline_are_kept(
    text: str, edit: tuple[int, int, str], expected: str
) -> None:
    buffer = CodeBuffer(text)
    buffer.replace(*edit)
    assert buffer.text == expected


def test_a_file_without_final_newline_stays_without_after_being_emptied() -> None:
    buffer = CodeBuffer("a\nb")
    buffer.replace(1, 2, "")
    buffer.replace(1, 0, "c\nd\n")
    assert buffer.text == "c\nd"


def test_an_edit_tells_what_it_did() -> None:
    buffer = CodeBuffer("1\n2\n3\n4\n")
    assert buffer.replace(2, 3, "x\n") == Change(line=2, removed=2, added=1)
    assert buffer.replace(4, 3, "y\nz\n") == Change(line=4, removed=0, added=2)
    assert buffer.undo() == Change(line=4, removed=2, added=0)
    assert buffer.reset() == Change(line=2, removed=1, added=2)


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (7, 12, "lines 7-12 do not exist: the file has 9 lines"),
        (8, 10, "start_line 10 with end_line 9 appends"),
        (11, 10, "line 11 does not exist: the file has 9 lines"),
        (0, 3, "counted from 1"),
        (-4, -2, "counted from 1"),
        (7, 3, "an end_line of 7 or more, or 6 to insert before line 7"),
    ],
)
def test_a_bad_range_is_refused_and_named(start: int, end: int, message: str) -> None:
    buffer = CodeBuffer("x\n" * 9)
    with pytest.raises(EditError, match=message):
        buffer.replace(start, end, "y")
    assert (buffer.text, buffer.edits) == ("x\n" * 9, 0)


def test_an_empty_file_says_how_to_fill_it() -> None:
    with pytest.raises(EditError, match="has 0 lines; start_line 1 with end_line 0 appends"):
        CodeBuffer("").replace(1, 1, "x")


def test_blocks_are_bounded() -> None:
    buffer = CodeBuffer("x\n")
    buffer.replace(1, 1, "é" * (MAX_BLOCK_BYTES // 2))
    buffer.replace(1, 1, "y\n" * MAX_BLOCK_LINES)
    with pytest.raises(EditError, match=r"16,386 bytes; at most 16,384"):
        buffer.replace(1, 1, "é" * (MAX_BLOCK_BYTES // 2 + 1))
    with pytest.raises(EditError, match="401 lines; at most 400"):
        buffer.replace(1, 1, "y\n" * (MAX_BLOCK_LINES + 1))
    assert len(buffer) == MAX_BLOCK_LINES


def test_files_are_bounded() -> None:
    buffer = CodeBuffer("x" * (MAX_FILE_BYTES - 3) + "\n")
    buffer.replace(2, 1, "y")
    with pytest.raises(EditError, match=r"65,537 bytes; at most 65,536"):
        buffer.replace(2, 2, "yy")
    assert buffer.lines[1] == "y"


def test_a_file_that_was_larger_may_keep_its_size_but_not_grow() -> None:
    buffer = CodeBuffer("x" * MAX_FILE_BYTES + "\ny\n")
    buffer.replace(2, 2, "z")
    with pytest.raises(EditError, match="at most"):
        buffer.replace(2, 2, "zz")
    buffer.replace(1, 1, "")
    buffer.reset()
    assert buffer.lines[1] == "y"


def test_history_keeps_what_edits_removed_and_not_the_file() -> None:
    text = "".join(f"line number {number}\n" for number in range(2_000))
    tracemalloc.start()
    try:
        buffer = CodeBuffer(text)
        before = tracemalloc.get_traced_memory()[0]
        for number in range(200):
            buffer.replace(number + 1, number + 1, f"edit {number}")
            buffer.reset()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert buffer.edits == 400
    assert grown < 400 * 1_000
