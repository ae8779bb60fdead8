"""Which candidates of a program are the same task again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracefix_rl.sandbox.report import SuiteReport
from tracefix_rl.tasks.gate.refusals import Refusal, RefusalReason
from tracefix_rl.tasks.source import tree_of


class Distinct:
    """The tasks of one program, of which no two may have the same code or the same verdicts."""

    def __init__(self) -> None:
        self._trees: dict[str | None, str] = {}
        self._verdicts: dict[tuple[str, ...], str] = {}

    def refusals(self, source: str, reports: Sequence[SuiteReport]) -> Iterator[Refusal]:
        """Yield which earlier task a candidate repeats.

        Args:
            source: Its source.
            reports: What its suites say of it.
        """
        other = self._trees.get(tree_of(source))
        if other is not None:
            yield Refusal(RefusalReason.DUPLICATE_CODE, f"{other} has the same syntax tree")
        other = self._verdicts.get(_verdicts(reports))
        if other is not None:
            yield Refusal(RefusalReason.DUPLICATE_VERDICTS, f"{other} has the same verdict in every test")

    def add(self, name: str, source: str, reports: Sequence[SuiteReport]) -> None:
        """Take in a task."""
        self._trees.setdefault(tree_of(source), name)
        self._verdicts.setdefault(_verdicts(reports), name)


def _verdicts(reports: Sequence[SuiteReport]) -> tuple[str, ...]:
    return tuple(test.verdict for report in reports for test in report.tests)
