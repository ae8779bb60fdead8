"""The parameter sets of a test: where they stand in its decorator, so that some can be left out."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from tracefix_rl.tasks.units.text_edits import Cut, Lines
from tracefix_rl.tasks.units.uses import FUNCTIONS

_NAMING_FUNCTIONS = ("str", "repr", "ascii")
_SKIPPED = (tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)


@dataclass(frozen=True, slots=True)
class ParameterSets:
    """What a test is parametrized with.

    Args:
        values: The list or tuple of its parameter sets.
        ids: The list or tuple of their names, if they are written there.
    """

    values: ast.List | ast.Tuple
    ids: ast.List | ast.Tuple | None

    def cuts(self, lines: Lines, kept: Collection[int]) -> Iterator[Cut]:
        """Yield the cuts that leave only some sets, by index."""
        for literal in (self.values, self.ids):
            if literal is not None:
                yield from _cuts(lines, literal, kept)


def is_parametrize(decorator: ast.AST) -> bool:
    """Whether a decorator gives a test, or a class of tests, several sets of parameters."""
    return (
        isinstance(decorator, ast.Call)
        and isinstance(decorator.func, ast.Attribute)
        and decorator.func.attr == "parametrize"
    )


def parameter_sets(function: ast.stmt, functions: Collection[str]) -> ParameterSets | None:
    """Return the parameter sets of a test if they can be told apart, which several decorators prevent.

    Args:
        function: The test.
        functions: Names of the functions of its module, which may compute ids.
    """
    if not isinstance(function, FUNCTIONS):
        return None
    found = [each for each in function.decorator_list if is_parametrize(each)]
    if len(found) != 1 or not isinstance(found[0], ast.Call):
        return None
    call = found[0]
    given = dict(zip(("argnames", "argvalues", "indirect", "ids", "scope"), call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    values, ids = given.get("argvalues"), given.get("ids")
    if "scope" in given or not isinstance(values, ast.List | ast.Tuple) or len(values.elts) < 2:
        return None
    if any(isinstance(each, ast.Starred) or _has_marks(each) for each in values.elts):
        return None
    if isinstance(ids, ast.List | ast.Tuple):
        usable = len(ids.elts) == len(values.elts) and not any(isinstance(i, ast.Starred) for i in ids.elts)
        return ParameterSets(values, ids) if usable else None
    return ParameterSets(values, None) if ids is None or _computes_ids(ids, functions) else None


def _has_marks(element: ast.expr) -> bool:
    """Whether a set is marked: one that is skipped has no test, so that sets could not be counted."""
    return isinstance(element, ast.Call) and any(keyword.arg == "marks" for keyword in element.keywords)


def _computes_ids(ids: ast.expr, functions: Collection[str]) -> bool:
    if isinstance(ids, ast.Name):
        return ids.id in _NAMING_FUNCTIONS or ids.id in functions
    return isinstance(ids, ast.Lambda) or (isinstance(ids, ast.Constant) and ids.value is None)


def _cuts(lines: Lines, literal: ast.List | ast.Tuple, kept: Collection[int]) -> Iterator[Cut]:
    spans = _elements(lines, literal)
    dropped = [index for index in range(len(spans)) if index not in kept]
    if not dropped:
        return
    whole = [_whole_lines(lines, spans, index) for index in range(len(spans))]
    left = [index for index in range(len(spans)) if index in kept]
    if all(whole):
        yield from (Cut(*span) for index, span in enumerate(whole) if span and index in dropped)
        ends_in_comma = spans[left[-1]].comma
    else:
        yield from _inline_cuts(spans, left)
        ends_in_comma = spans[-1].comma
    if isinstance(literal, ast.Tuple) and len(left) == 1 and not ends_in_comma:
        yield Cut(spans[left[0]].end, spans[left[0]].end, ",")


@dataclass(frozen=True, slots=True)
class _Element:
    """Where an element of a list is, and where what belongs to it ends: its comma, or else itself."""

    start: int
    end: int
    after: int

    @property
    def comma(self) -> bool:
        return self.after > self.end


def _elements(lines: Lines, literal: ast.List | ast.Tuple) -> list[_Element]:
    """Find the elements with their parentheses, which a syntax tree does not tell."""
    start, end = lines.span(literal)
    text = lines.text[start:end]
    offsets = Lines(text)
    found: list[_Element] = []
    depth, first, last = 0, -1, -1
    for token in tokenize.generate_tokens(io.StringIO(text.replace("\r\n", " \n")).readline):
        if token.type in _SKIPPED or token.type in (tokenize.COMMENT, tokenize.ENDMARKER):
            continue
        position, stop = (start + offsets.offset(*place) for place in (token.start, token.end))
        closes = token.type == tokenize.OP and token.string in ")]}"
        depth -= closes
        if depth == 0 and closes:
            break
        if depth == 1 and token.string == "," and token.type == tokenize.OP:
            found.append(_Element(first, last, stop))
            first = -1
        elif depth >= 1:
            first, last = position if first < 0 else first, stop
        depth += token.type == tokenize.OP and token.string in "([{"
    return [*found, _Element(first, last, last)] if first >= 0 else found


def _whole_lines(lines: Lines, spans: Sequence[_Element], index: int) -> tuple[int, int] | None:
    """Return the lines of an element with the comments above it, if nothing else is on them."""
    span = spans[index]
    before = lines.text[lines.line_start(span.start) : span.start]
    after = lines.text[span.after : lines.line_end(span.after)].strip()
    if before.strip() or (after and not after.startswith("#")):
        return None
    start = lines.line_start(span.start)
    while lines.text[lines.line_start(start - 1) : start].lstrip().startswith("#"):
        start = lines.line_start(start - 1)
    return start, lines.line_end(span.after)


def _inline_cuts(spans: Sequence[_Element], kept: Sequence[int]) -> Iterator[Cut]:
    start = spans[0].start
    for index in kept:
        if start < spans[index].start:
            yield Cut(start, spans[index].start)
        start = spans[index + 1].start if index + 1 < len(spans) else spans[index].end
    if kept[-1] + 1 < len(spans):
        yield Cut(spans[kept[-1]].end, spans[-1].end)
