"""Small edits of a module that could be its repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import libcst as cst

from tracefix_rl.tasks.repair import calls, operators, values
from tracefix_rl.tasks.repair.kinds import Kinds
from tracefix_rl.tasks.repair.material import gather
from tracefix_rl.tasks.repair.site import Repair, Site
from tracefix_rl.tasks.repair.statements import line_changes
from tracefix_rl.tasks.repair.tree import Place, Tree

REPAIRS: Sequence[tuple[float, Repair]] = (
    (6.0, operators.boundary),
    (2.0, operators.comparison),
    (6.0, operators.one_more_or_less),
    (2.5, operators.dropped_term),
    (4.0, operators.added_term),
    (4.0, operators.arithmetic),
    (2.0, operators.bounded),
    (3.0, operators.condition),
    (3.0, operators.added_clause),
    (6.0, values.constant),
    (3.0, values.constant_of_the_file),
    (10.0, values.repeated_constant),
    (3.0, values.swapped_values),
    (7.0, values.variable),
    (5.0, values.attribute),
    (3.0, calls.arguments),
    (2.5, calls.unwrapped),
    (4.0, calls.wrapped),
    (3.0, calls.copied),
    (3.5, calls.subscript),
)
"""Every repair of an expression with its weight: about how often, in percent, people make what it undoes."""


_REPAIRED = (cst.BaseExpression, cst.BaseSmallStatement, cst.ComparisonTarget, cst.BaseSlice)
"""Nodes that a repair of an expression may be made at."""


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible repair: a stretch of a source and what takes its place.

    Args:
        before: The source's text.
        start: Offset of the first character that is replaced.
        end: Offset after the last.
        text: What takes their place.
        line: The line it changes, from 1.
        kind: What sort of repair it is.
        weight: How often people make the mistake that it undoes; comparable between candidates.
        share: The part of that which this candidate has among those at its place.
    """

    before: str
    start: int
    end: int
    text: str
    line: int
    kind: str
    weight: float
    share: float = 1.0

    @property
    def source(self) -> str:
        """The whole text after it, put together when it is asked for."""
        return self.before[: self.start] + self.text + self.before[self.end :]


def candidates(source: str) -> list[Candidate]:
    """Every small edit worth trying, each once. Some may not compile.

    Args:
        source: The module's text.

    Returns:
        The candidates; none if the text does not parse.
    """
    try:
        tree = Tree(source)
    except (cst.ParserSyntaxError, RecursionError):
        return []
    best: dict[str, Candidate] = {}
    for candidate in (*_expressions(tree), *_statements(tree)):
        after = candidate.source
        known = best.get(after)
        if known is None or known.weight * known.share < candidate.weight * candidate.share:
            best[after] = candidate
    best.pop(source, None)
    return list(best.values())


def _expressions(tree: Tree) -> Iterator[Candidate]:
    material, kinds = gather(tree), Kinds(tree)
    for place in tree.places:
        if not isinstance(place.node, _REPAIRED) or place.is_type or place.is_docstring:
            continue
        site = Site(place, tree, material, kinds)
        plausible = _plausibility(place)
        for weight, repair in REPAIRS:
            for target, replacement, share in repair(site):
                start, end = tree.span(target)
                kind = repair.__name__.replace("_", " ")
                yield Candidate(
                    tree.source, start, end, replacement, tree.line(target), kind, weight, share * plausible
                )


def _plausibility(place: Place) -> float:
    """How much of a repair's likelihood is left at places where people make fewer mistakes."""
    if any(isinstance(each, cst.Raise) for each in place.ancestors):
        return 0.1
    for outer, inner in zip(place.ancestors, (*place.ancestors[1:], place.node), strict=True):
        match outer:
            case cst.Param(default=default) if default is inner:
                return 0.3
            case cst.If(
                test=test, body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Raise()])])
            ):
                return 0.4 if test is inner else 1.0
    return 1.0


def _statements(tree: Tree) -> Iterator[Candidate]:
    source = tree.source
    lines = source.split("\n")
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    for change in line_changes(tree, lines):
        text = "".join(f"{line}\n" for line in change.lines)
        start, end = starts[change.first - 1], starts[change.last]
        if end > len(source):  # the last line has no line end
            start, end, text = max(start - 1, 0), len(source), "\n" * (start > 0) + text.removesuffix("\n")
        yield Candidate(source, start, end, text, change.first, change.kind, change.weight)
