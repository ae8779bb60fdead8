"""Which lines of a source deserve suspicion, from what the tests say and from what was tried."""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tracefix_rl.sandbox.report import TestReport, Verdict

_WORD = re.compile(r"[A-Za-z_]\w*")
_DEF = re.compile(r"^([ \t]*)(?:async[ \t]+)?def[ \t]+(\w+)", re.MULTILINE)
_ELSEWHERE = 0.02
_NAMED = 4.0


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch of lines with a name that tests can mention: a function, a method, a constant."""

    name: str
    lines: range
    words: frozenset[str]


def line_weights(source: str, tests: str, reports: Sequence[TestReport], module: str) -> dict[int, float]:
    """Weigh every line of a source.

    A part of the source that failing tests reach and passing ones do not is suspicious (Ochiai's measure,
    with reach read from names); a line that a failure names is more so.

    Args:
        source: The source.
        tests: Text that contains the tests.
        reports: How the tests went.
        module: Name of the module under test.

    Returns:
        Weights by line, from 1; lines that are missing have none.
    """
    parts = _parts(source)
    bodies = _bodies(tests)
    failures = [each for each in reports if each.verdict is not Verdict.PASSED]
    failing = [_reached(each, bodies, parts) for each in failures]
    passing = [_reached(each, bodies, parts) for each in reports if each.verdict is Verdict.PASSED]
    weights: dict[int, float] = {}
    for part in parts:
        weight = _ELSEWHERE + _ochiai(part, failing, passing)
        for line in part.lines:
            # A method lies inside its class: the narrower part is the later one and says more.
            weights[line] = weight
    for line, times in _named_lines(failures, module).items():
        weights[line] = weights.get(line, _ELSEWHERE) * (1 + (_NAMED - 1) * times / max(1, len(failing)))
    return weights


def _ochiai(part: _Part, failing: Sequence[set[str]], passing: Sequence[set[str]]) -> float:
    hit_by_failing = sum(part.name in reached for reached in failing)
    hit_by_passing = sum(part.name in reached for reached in passing)
    if not hit_by_failing:
        return 0.0
    ochiai = hit_by_failing / math.sqrt(len(failing) * (hit_by_failing + hit_by_passing))
    # Most often there is one bug, and then every failing test reaches it.
    return ochiai * hit_by_failing / len(failing)


def _reached(report: TestReport, bodies: Mapping[str, str], parts: Sequence[_Part]) -> set[str]:
    """Names of the parts that a test mentions, and those that these mention in turn."""
    test = report.name.split("[")[0].split("::")[-1]
    words = _mentioned(test, bodies)
    reached: set[str] = set()
    while fresh := [part for part in parts if part.name not in reached and _is_mentioned(part, words)]:
        for part in fresh:
            reached.add(part.name)
            words |= part.words
    return reached


def _is_mentioned(part: _Part, words: set[str]) -> bool:
    owner, _, name = part.name.rpartition(".")
    if owner and name.startswith("__") and name.endswith("__"):
        return owner in words  # special methods are called without their name
    return name in words


def _mentioned(test: str, bodies: Mapping[str, str]) -> set[str]:
    """The words of a test and of the helpers that it calls."""
    words: set[str] = set()
    open_names = {test} & bodies.keys()
    done: set[str] = set()
    while open_names:
        name = open_names.pop()
        done.add(name)
        words |= set(_WORD.findall(bodies[name]))
        open_names |= (words & bodies.keys()) - done
    return words


def _bodies(tests: str) -> dict[str, str]:
    """Text of each function of the tests, up to the next one."""
    starts = list(_DEF.finditer(tests))
    ends = [*(match.start() for match in starts[1:]), len(tests)]
    # Without a function there is an end all the same.
    return {match[2]: tests[match.end() : end] for match, end in zip(starts, ends, strict=False)}


def _parts(source: str) -> list[_Part]:
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError):
        return []
    parts: list[_Part] = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            parts.append(_part(node.name, node, source))
        elif isinstance(node, ast.ClassDef):
            parts.append(_part(node.name, node, source, words=frozenset()))
            parts += [
                _part(f"{node.name}.{each.name}", each, source)
                for each in node.body
                if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
            ]
        else:
            targets = [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]
            parts += [_part(name, node, source) for name in targets[:1]]
    return parts


def _part(name: str, node: ast.stmt, source: str, words: frozenset[str] | None = None) -> _Part:
    if words is None:
        words = frozenset(_names(node))
    return _Part(name, range(node.lineno, (node.end_lineno or node.lineno) + 1), words)


def _names(node: ast.AST) -> Iterator[str]:
    """The names that running a piece of code may use: not those of its annotations."""
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.Attribute):
        yield node.attr
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST):
                    yield from _names(each)


def _named_lines(failures: Sequence[TestReport], module: str) -> dict[int, float]:
    """How many failing tests name each line in their message; callers count for less than the last line."""
    named: dict[int, float] = {}
    pattern = re.compile(rf"\b{re.escape(module.rpartition('.')[2])}\.py:(\d+)")
    for failure in failures:
        lines = [int(each) for each in pattern.findall(failure.message)]
        for line in set(lines):
            named[line] = named.get(line, 0.0) + (1.0 if line == lines[-1] else 0.3)
    return named
