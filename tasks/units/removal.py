"""Takes parts out of a test module's text; blank lines stay as a formatter would leave them."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from tracefix_rl.tasks.units.part import Part
from tracefix_rl.tasks.units.text_edits import Cut, Lines, apply_cuts

_WIDTH = 88


def without_parts(lines: Lines, parts: Sequence[Part], left: Collection[Part]) -> str:
    """Return a test module's text with some parts only.

    Args:
        lines: The text.
        parts: All its parts.
        left: Those that stay.
    """
    return apply_cuts(lines.text, [*_whole_lines(lines, parts, left), *_pieces(lines, parts, left)])


def import_of(node: ast.Import | ast.ImportFrom, names: Sequence[ast.alias], *, many_lines: bool) -> str:
    """Return an import of some names of another, as formatters write it.

    Args:
        node: The import.
        names: Which of its names.
        many_lines: Whether it is to have a line for each name.
    """
    written = [each.name + (f" as {each.asname}" if each.asname else "") for each in names]
    if isinstance(node, ast.Import):
        return "import " + ", ".join(written)
    start = f"from {'.' * node.level}{node.module or ''} import "
    if not many_lines and len(start) + len(", ".join(written)) <= _WIDTH:
        return start + ", ".join(written)
    return start + "(\n" + "".join(f"    {each},\n" for each in written) + ")"


def _whole_lines(lines: Lines, parts: Sequence[Part], left: Collection[Part]) -> Iterator[Cut]:
    """Yield the cuts of statements, with the blank lines around them that are too many."""
    dropped = {
        line
        for part in parts
        if part.lines is not None and part not in left
        for line in range(part.lines[0], part.lines[1] + 1)
    }
    heads = [part.node for part in left if isinstance(part.node, ast.ClassDef)]
    line = 1
    while line <= len(lines):
        if line not in dropped:
            line += 1
            continue
        first, last = line, line
        while last < len(lines) and (last + 1 in dropped or lines.is_blank(last + 1)):
            last += 1
        while first > 1 and lines.is_blank(first - 1):
            first -= 1
        begins = any(head.lineno < first <= head.body[0].lineno for head in heads)
        stays = _gap(lines, first, last, dropped, begins=begins)
        yield Cut(lines.start_of(first), lines.start_of(last + 1), stays)
        line = last + 1


def _gap(lines: Lines, first: int, last: int, dropped: set[int], *, begins: bool) -> str:
    """Return the blank lines that stay between what is above and below: as many as there were at most."""
    if first == 1 or last == len(lines) or begins:
        return ""
    runs = [
        list(run)
        for is_dropped, run in groupby(range(first, last + 1), dropped.__contains__)
        if not is_dropped
    ]
    longest = max(runs, key=len, default=[])
    return "".join(lines.lines[line - 1] for line in longest)


def _pieces(lines: Lines, parts: Sequence[Part], left: Collection[Part]) -> Iterator[Cut]:
    """Yield the cuts inside of statements that stay: parameter sets and imported names."""
    for part in parts:
        if part not in left or not part.inner:
            continue
        kept = [each.index for each in part.inner if each in left and each.index is not None]
        if part.cases is not None:
            yield from part.cases.cuts(lines, kept)
        elif isinstance(part.node, ast.Import | ast.ImportFrom) and len(kept) < len(part.inner):
            start, end = lines.span(part.node)
            text = lines.text[start:end]
            if "#" not in text:
                names = [part.node.names[index] for index in kept]
                yield Cut(start, end, import_of(part.node, names, many_lines="\n" in text))
