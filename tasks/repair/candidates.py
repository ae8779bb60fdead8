"""Small edits of a module that could be its repair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, PositionProvider

from tracefix_rl.tasks.repair import calls, operators, values
from tracefix_rl.tasks.repair.context import Ancestors, gather, is_annotation, is_docstring, walk
from tracefix_rl.tasks.repair.kinds import Kinds
from tracefix_rl.tasks.repair.site import Repair, Site
from tracefix_rl.tasks.repair.statements import line_changes

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


@dataclass(frozen=True, slots=True, eq=False)
class Candidate:
    """One possible repair.

    Args:
        source: The whole text after it.
        line: The line it changes, from 1.
        kind: What sort of repair it is.
        weight: How often people make the mistake that it undoes; comparable between candidates.
        share: The part of that which this candidate has among those at its place.
    """

    source: str
    line: int
    kind: str
    weight: float
    share: float = 1.0


def candidates(source: str) -> list[Candidate]:
    """Every small edit worth trying, each once. Some may not compile.

    Args:
        source: The module's text.

    Returns:
        The candidates; none if the text does not parse.
    """
    try:
        wrapper = MetadataWrapper(cst.parse_module(source), unsafe_skip_copy=True)
    except (cst.ParserSyntaxError, RecursionError):
        return []
    best: dict[str, Candidate] = {}
    for candidate in (*_expressions(wrapper, source), *_statements(wrapper, source)):
        known = best.get(candidate.source)
        if known is None or known.weight * known.share < candidate.weight * candidate.share:
            best[candidate.source] = candidate
    best.pop(source, None)
    return list(best.values())


def _expressions(wrapper: MetadataWrapper, source: str) -> Iterator[Candidate]:
    module = wrapper.module
    material, kinds = gather(module), Kinds(module)
    spans = wrapper.resolve(ByteSpanPositionProvider)
    ranges = wrapper.resolve(PositionProvider)
    text = source.encode()
    for node, ancestors in walk(module):
        if not ancestors or is_annotation(ancestors) or is_docstring(node, ancestors):
            continue
        site = Site(node, ancestors, module, material, kinds)
        plausible = _plausibility(node, ancestors)
        for weight, repair in REPAIRS:
            for target, replacement, share in repair(site):
                span = spans[target]
                after = text[: span.start] + replacement.encode() + text[span.start + span.length :]
                kind = repair.__name__.replace("_", " ")
                yield Candidate(after.decode(), ranges[target].start.line, kind, weight, share * plausible)


def _plausibility(node: cst.CSTNode, ancestors: Ancestors) -> float:
    """How much of a repair's likelihood is left at places where people make fewer mistakes."""
    if any(isinstance(each, cst.Raise) for each in ancestors):
        return 0.1
    for outer, inner in zip(ancestors, (*ancestors[1:], node), strict=True):
        match outer:
            case cst.Param(default=default) if default is inner:
                return 0.3
            case cst.If(
                test=test, body=cst.IndentedBlock(body=[cst.SimpleStatementLine(body=[cst.Raise()])])
            ):
                return 0.4 if test is inner else 1.0
    return 1.0


def _statements(wrapper: MetadataWrapper, source: str) -> Iterator[Candidate]:
    lines = source.split("\n")
    ranges = wrapper.resolve(PositionProvider)
    for change in line_changes(wrapper.module, ranges, lines):
        after = _with_lines(lines, change.first, change.last, change.lines)
        yield Candidate(after, change.first, change.kind, change.weight)


def _with_lines(lines: Sequence[str], first: int, last: int, new: Sequence[str]) -> str:
    return "\n".join([*lines[: first - 1], *new, *lines[last:]])
