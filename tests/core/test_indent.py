"""A block goes in verbatim, unless only a shift of the whole block makes the file parse."""

from __future__ import annotations

import pytest

from tracefix_rl.core.buffer import MAX_BLOCK_BYTES, CodeBuffer, EditError
from tracefix_rl.core.indent import fit, shift

SOURCE = "def f(x):\n    if x:\n        return 1\n    return 2\n"


@pytest.mark.parametrize(
    ("start", "end", "block", "expected"),
    [
        (3, 3, "return 3\n", "        return 3\n"),
        (2, 3, "if not x:\n    return 3\n", "    if not x:\n        return 3\n"),
        (2, 3, "if x:\n\n    return 3", "    if x:\n\n        return 3"),
        (4, 4, "            return 4", "    return 4"),
        (1, 4, "    def f(x):\n        return 1\n", "def f(x):\n    return 1\n"),
    ],
)
def test_a_block_that_parses_only_after_a_shift_is_shifted(
    start: int, end: int, block: str, expected: str
) -> None:
    fitted = fit(CodeBuffer(SOURCE), start, end, block, "program")
    assert (fitted.block, fitted.shifted, fitted.problem) == (expected, True, None)


@pytest.mark.parametrize(
    ("start", "end", "block"),
    [
        (3, 3, "        return 3"),
        (3, 3, "            return 3"),  # deeper than it was, and it parses
        (4, 4, "y = 1\n"),  # shallower than it was, and it parses
        (3, 4, "        pass\n"),
        (4, 4, ""),
    ],
)
def test_a_block_that_leads_to_something_that_parses_is_taken_verbatim(
    start: int, end: int, block: str
) -> None:
    fitted = fit(CodeBuffer(SOURCE), start, end, block, "program")
    assert (fitted.block, fitted.shifted, fitted.problem) == (block, False, None)


@pytest.mark.parametrize(
    ("start", "end", "block"),
    [
        (3, 3, "return (\n"),  # broken wherever it stands
        (3, 2, "return 3\n"),  # inserted: there is no replaced line
        (2, 3, "        if x:\n    return 3\n"),  # no shift of the whole makes it parse
    ],
)
def test_a_block_that_no_shift_helps_is_taken_verbatim(start: int, end: int, block: str) -> None:
    fitted = fit(CodeBuffer(SOURCE), start, end, block, "program")
    assert (fitted.block, fitted.shifted) == (block, False)
    assert fitted.problem is not None


def test_an_error_elsewhere_keeps_the_block_as_it_is() -> None:
    buffer = CodeBuffer(SOURCE + "broken(\n")
    assert fit(buffer, 3, 3, "return 3\n", "program").block == "return 3\n"


def test_fitting_leaves_the_file_alone_and_refuses_what_the_file_refuses() -> None:
    buffer = CodeBuffer(SOURCE)
    fit(buffer, 3, 3, "return 3\n", "program")
    assert (buffer.text, buffer.edits) == (SOURCE, 0)
    with pytest.raises(EditError, match="do not exist"):
        fit(buffer, 3, 9, "return 3\n", "program")


def test_a_shift_that_makes_the_block_too_large_is_not_made() -> None:
    block = "x = 1\n" * 399
    block += "#" * (MAX_BLOCK_BYTES - len(block))
    fitted = fit(CodeBuffer(SOURCE), 3, 3, block, "program")
    assert (fitted.block, fitted.shifted) == (block, False)


@pytest.mark.parametrize(
    ("block", "replaced", "expected"),
    [
        ("a\n  b\r\n", ["\tx"], "\ta\n\t  b\r\n"),
        ("\ta\n\t\tb", ["    x"], "    a\n    \tb"),
        ("    a\n  b", ["  x"], "  a\nb"),
        ("    a\nb", ["  x"], None),
        ("a", ["", "  x"], "  a"),
        ("a", ["", "  "], None),
        (" \n", ["x"], None),
        ("a\x0cb\n\x1cc\n", ["  x"], "  a\x0cb\n  \x1cc\n"),
    ],
)
def test_a_shift_moves_every_line_alike(block: str, replaced: list[str], expected: str | None) -> None:
    assert shift(block, replaced) == expected
