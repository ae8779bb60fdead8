"""A bug is carried over into the solution's text: its code, and nothing else."""

from __future__ import annotations

import ast

import pytest

from tracefix_rl.tasks.importers.flaws.differences import code_of
from tracefix_rl.tasks.importers.flaws.transplant import transplant
from tracefix_rl.tasks.importers.published.reading import Unreadable

SOLUTION = '''\
"""Counts."""


def count(items, limit=3):  # at most
    """Count items."""
    # From nothing.
    total = 0
    for item in items:  # each
        if item is None:
            continue
        elif item > limit:
            total += 1  # one more
        else:
            total -= (1 +
                      0)

    return total
'''


def changed(*changes: tuple[str, str]) -> str:
    text = SOLUTION
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("total += 1", "total += 2"),
        ("item > limit", "item >= limit"),
        ("in items:", "in items[1:]:"),
        ("limit=3", "limit=4"),
        ("return total", "return None"),
        ("            continue", "            break"),
        ("        if item is None:\n            continue\n        elif", "        if"),
        ("    total = 0\n", ""),
        ("    return total\n", "    total = 1\n    return total\n"),
        ("    return total\n", "    return total\n    return 0\n"),
        ("            continue\n", "            total = 1\n            continue\n"),
        ("(1 +\n                      0)", "(2 +\n                      0)"),
        ("def count", "def counts"),
    ],
)
def test_only_code_is_taken_from_the_other_version(old: str, new: str) -> None:
    wanted = changed((old, new))
    buggy = ast.unparse(ast.parse(wanted)).replace('"""Count items."""', '"""BUG"""') + "\n'''BUG'''\n"
    result = transplant(SOLUTION, buggy)
    assert code_of(ast.parse(result)) == code_of(ast.parse(wanted))
    assert "BUG" not in result


def test_lines_that_do_not_differ_stay_as_they_are() -> None:
    wanted = changed(("total += 1", "total += 2"), ("item is None", "item is limit"))
    assert transplant(SOLUTION, ast.unparse(ast.parse(wanted))) == wanted


@pytest.mark.parametrize(
    "buggy",
    [
        changed(("total += 1  #", "total += 2  # BUG")),
        changed(("    return total\n", "    total = (0, # BUG\n       1)\n    return total\n")),
        changed(("    return total\n", "    if total: # BUG\n        return 3\n    return total\n")),
        changed(("(1 +\n", "(2 + # BUG\n")),
    ],
)
def test_comments_of_the_other_version_are_left_behind(buggy: str) -> None:
    result = transplant(SOLUTION, buggy)
    assert "BUG" not in result
    assert code_of(ast.parse(result)) == code_of(ast.parse(buggy))


def test_another_indentation_is_no_matter() -> None:
    buggy = "def double(x):\n\tif x:\n\t\ty = 1\n\t\treturn (x +\n\t\t\ty)\n"
    result = transplant("def double(x):\n  if x:\n    return x\n", buggy)
    assert result == "def double(x):\n  if x:\n    y = 1\n    return (x +\n    \ty)\n"


def test_letters_of_several_bytes_are_no_matter() -> None:
    assert transplant("s = 'äöü€'; t = 1\nu = 2\n", "s='äöü€'\nt=3\nu=2\n") == "s = 'äöü€'; t=3\nu = 2\n"


def test_the_same_code_is_no_bug() -> None:
    with pytest.raises(Unreadable, match="the same code"):
        transplant(SOLUTION, ast.unparse(ast.parse(SOLUTION)))


def test_what_cannot_be_put_in_place_is_told() -> None:
    with pytest.raises(Unreadable, match="cannot be told"):
        transplant("a = 1; b = 2\n", "b = 2\n")
