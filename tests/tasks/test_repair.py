"""Which repairs are thought of."""

from __future__ import annotations

import pytest

from tracefix_rl.tasks.repair.candidates import candidates

BUGS = {
    "boundary": ("while low < high:\n        low += 1", "while low <= high:\n        low += 1"),
    "constant": ("return low + 1", "return low + 2"),
    "one more or less": ("return high[low]", "return high[low + 1]"),
    "dropped term": ("return low - 1", "return low"),
    "arithmetic": ("return low + high", "return low - high"),
    "variable": ("return low", "return high"),
    "attribute": ("return text.lower()", "return text.upper()"),
    "condition": ("if low and high:\n        return 1", "if low or high:\n        return 1"),
    "arguments": ("return divmod(low, high)", "return divmod(high, low)"),
    "unwrapped": ("return abs(low)", "return low"),
    "wrapped": ("return text", "return text.strip()"),
    "subscript": ("return text[1:]", "return text[:]"),
    "copied": ("other = items\n    return other", "other = list(items)\n    return other"),
    "repeated constant": (
        'pairs = {"a": "x", "b": "x", "c": "z"}\n    return pairs["y"]',
        'pairs = {"a": "x", "b": "y", "c": "z"}\n    return pairs["y"]',
    ),
    "swap two statements": (
        "low += high\n    high = 0\n    return low",
        "high = 0\n    low += high\n    return low",
    ),
    "move the statement out of the block": (
        "for item in items:\n        low += item\n        return low",
        "for item in items:\n        low += item\n    return low",
    ),
    "continue for break": (
        "for item in items:\n        if item:\n            break\n        low += 1",
        "for item in items:\n        if item:\n            continue\n        low += 1",
    ),
    "return the value": ("sorted(items)", "return sorted(items)"),
    "delete the statement": ("low += 1\n    return low", "return low"),
}


def program(body: str) -> str:
    return f'"""A program."""\n\n\ndef f(low: int, high: int, text: str, items: list[int]):\n    {body}\n'


@pytest.mark.parametrize("kind", BUGS)
def test_each_kind_of_mistake_has_its_repair(kind: str) -> None:
    buggy, repaired = (program(body) for body in BUGS[kind])
    assert repaired in {candidate.source for candidate in candidates(buggy) if candidate.kind == kind}


def test_candidates_are_distinct_and_change_the_line_they_name() -> None:
    source = program("low += high\n    if low < high:\n        return text[low:]\n    return text")
    found = candidates(source)
    assert len({candidate.source for candidate in found}) == len(found) > 20
    lines = source.splitlines()
    for candidate in found:
        changed = candidate.source.splitlines()
        assert changed[: candidate.line - 1] == lines[: candidate.line - 1]
        assert changed != lines


def test_types_and_docstrings_are_left_alone() -> None:
    source = '"""Text."""\n\nPair = tuple[int, int]\n\n\ndef f(x: int = 1) -> int:\n    """Text."""\n    return x\n'
    for candidate in candidates(source):
        assert candidate.source.count('"""Text."""') == 2
        assert "Pair = tuple[int, int]" in candidate.source
        assert "x: int" in candidate.source


@pytest.mark.parametrize("source", ["", "\n", "def f(:\n", "x = (\n", "# only words\n", "\ufeffx = 1\n"])
def test_what_offers_nothing_to_repair_is_no_error(source: str) -> None:
    assert isinstance(candidates(source), list)
