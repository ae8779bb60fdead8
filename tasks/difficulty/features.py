"""What can be told of a task's difficulty without trying to repair it."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Sequence
from dataclasses import dataclass

from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.operators import Mutation

_LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}


@dataclass(frozen=True, slots=True)
class Features:
    """What makes a bug easy or hard to find.

    Args:
        distance: Lines from the nearest line that a failure names to the nearest line of a bug; `None` if no
            failure names a line, as when a wrong value is returned in silence.
        code_lines: Lines of the source that hold code: no blank ones, comments or docstrings.
        failing_share: Share of the visible tests that do not pass, in [0, 1].
        bugs: Number of bugs.
    """

    distance: int | None
    code_lines: int
    failing_share: float
    bugs: int

    @property
    def names_line(self) -> bool:
        """Whether a failure is an exception whose line is named, and not only a silent wrong value."""
        return self.distance is not None


def features(source: str, report: SuiteReport, bugs: Sequence[range]) -> Features:
    """Describe a task.

    Args:
        source: The buggy source.
        report: How its visible tests went.
        bugs: The lines of each bug in the source, see `bug_lines`.

    Raises:
        ValueError: If there is no bug or no test, or the source cannot be read as Python.
    """
    if not bugs or not all(bugs):
        raise ValueError("every task has a bug and every bug a line; name the lines of at least one")
    if not report.tests:
        raise ValueError("the report tells of no test; run a suite that has some")
    named = _named_lines(report)
    return Features(
        distance=min((_distance(line, bug) for line in named for bug in bugs), default=None),
        code_lines=_code_lines(source),
        failing_share=1 - report.passed / len(report.tests),
        bugs=len(bugs),
    )


def bug_lines(mutations: Sequence[Mutation]) -> tuple[range, ...]:
    """Return the lines of each mutation in the source that they make together, in the order of lines.

    Where a mutation takes lines out and leaves none in their place, its line is the one that came after.

    Args:
        mutations: All that were applied.
    """
    lines = []
    shift = 0
    for mutation in sorted(mutations, key=lambda each: (each.first_line, each.last_line)):
        first = mutation.first_line + shift
        lines.append(range(first, first + max(1, len(mutation.new))))
        shift += len(mutation.new) - len(mutation.old)
    return tuple(lines)


def _named_lines(report: SuiteReport) -> set[int]:
    failures = [test.line for test in report.tests if test.verdict is not Verdict.PASSED]
    return {line for line in (*failures, report.load_error_line) if line is not None}


def _distance(line: int, bug: range) -> int:
    return max(bug[0] - line, line - bug[-1], 0)


def _code_lines(source: str) -> int:
    lines: set[int] = set()
    statement: list[tokenize.TokenInfo] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source.removeprefix("\ufeff")).readline):
            if token.type not in _LAYOUT:
                statement.append(token)
            elif token.type == tokenize.NEWLINE:
                if any(each.type != tokenize.STRING for each in statement):  # else it is a docstring
                    lines.update(n for each in statement for n in range(each.start[0], each.end[0] + 1))
                statement = []
    except (tokenize.TokenError, SyntaxError) as problem:
        raise ValueError(f"the source cannot be read as Python: {problem}; repair it first") from None
    return len(lines)
