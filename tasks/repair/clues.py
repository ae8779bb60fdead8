"""What the words of a failure say about the kind of mistake behind it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence

from tracefix_rl.sandbox.report import TestReport, Verdict

_COMPARED = re.compile(r"assert (.+) == (.+)$", re.MULTILINE)

# A failure that matches makes these kinds of repair this many times as likely.
_WORDS: Sequence[tuple[re.Pattern[str], Mapping[str, float]]] = (
    (
        re.compile(r"TypeError|AttributeError: '\w+' object"),
        {"wrapped": 8, "unwrapped": 3, "variable": 2, "attribute": 3, "arguments": 2},
    ),
    (
        re.compile(r"IndexError|KeyError|StopIteration|ZeroDivisionError"),
        {"boundary": 2, "one more or less": 2, "subscript": 2, "constant": 1.5, "add a guard": 4},
    ),
    (re.compile(r"DID NOT RAISE"), {"boundary": 3, "condition": 2, "comparison": 2, "constant": 2}),
    (
        re.compile(r"NameError|UnboundLocalError"),
        {"variable": 5, "swap two statements": 4, "move the statement out of the block": 3},
    ),
    (
        re.compile(r"RecursionError|time limit|timed out|timeout", re.IGNORECASE),
        {"one more or less": 3, "arithmetic": 2},
    ),
    (
        re.compile(r"contains one more item"),
        {"one more or less": 2, "boundary": 2, "subscript": 2, "constant": 1.5},
    ),
    (re.compile(r"^assert None |: assert None ", re.MULTILINE), {"return the value": 20}),
)


def kind_weights(reports: Sequence[TestReport]) -> dict[str, float]:
    """Weigh the kinds of repair by what the failing tests say.

    Args:
        reports: How the tests went.

    Returns:
        Factors by kind; a kind that is missing is as likely as ever.
    """
    weights: dict[str, float] = {}
    for report in reports:
        if report.verdict is not Verdict.PASSED:
            for kind, factor in _clues(report.message):
                weights[kind] = max(weights.get(kind, 1.0), factor)
    return weights


def _clues(message: str) -> Iterator[tuple[str, float]]:
    for pattern, kinds in _WORDS:
        if pattern.search(message):
            yield from kinds.items()
    for obtained, expected in _COMPARED.findall(message):
        yield from _comparison(obtained, expected)


def _comparison(obtained: str, expected: str) -> Iterator[tuple[str, float]]:
    """What the difference between two values suggests."""
    try:
        got, wanted = ast.literal_eval(obtained), ast.literal_eval(expected)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return  # not a plain value, or shortened
    if isinstance(got, int) and isinstance(wanted, int) and abs(got - wanted) == 1:
        yield from (("one more or less", 2.5), ("constant", 2), ("boundary", 2))
    elif isinstance(got, float) != isinstance(wanted, float) and not isinstance(got, str):
        yield "arithmetic", 2.0
    if isinstance(got, str) and isinstance(wanted, str) and got != wanted:
        if got.lower() == wanted.lower() or wanted in got:
            yield from (("wrapped", 4.0), ("attribute", 2.0))
        elif sorted(got) == sorted(wanted):
            yield from (("arithmetic", 2.0), ("wrapped", 3.0), ("variable", 1.5), ("subscript", 2.0))
    if isinstance(got, list) and isinstance(wanted, list) and got != wanted and _same_items(got, wanted):
        yield from (("wrapped", 3.0), ("arguments", 2.0), ("swap two statements", 2.0))


def _same_items(one: list[object], other: list[object]) -> bool:
    return sorted(map(repr, one)) == sorted(map(repr, other))
