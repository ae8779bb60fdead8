"""The one thing done to a block on its way into the file: shifting it, as a whole, so that it parses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracefix_rl.core.buffer import CodeBuffer, EditError, split_rows
from tracefix_rl.tasks.syntax import SyntaxProblem, check


class Fitted(NamedTuple):
    """A block as it should go into the file."""

    block: str
    shifted: bool
    """Whether its indentation differs from the one it came with."""
    problem: SyntaxProblem | None
    """Why the file will not compile with it, if so."""


def fit(buffer: CodeBuffer, start: int, end: int, block: str, module: str) -> Fitted:
    """Decide whether a block goes in verbatim or shifted to the first replaced line's indentation.

    It is shifted only if the result does not parse without and does parse with it. A block that is
    inserted replaces no line, so it always goes in verbatim.

    Args:
        buffer: The file, which is left as it is.
        start: First line to replace.
        end: Last line to replace.
        block: What takes their place.
        module: Name of the module.

    Raises:
        EditError: If the edit cannot be made at all.
    """
    problem = check(buffer.preview(start, end, block), module)
    verbatim = Fitted(block, False, problem)
    if problem is None:
        return verbatim
    shifted = shift(block, buffer.lines[start - 1 : end])
    if shifted is None:
        return verbatim
    try:
        parses = check(buffer.preview(start, end, shifted), module) is None
    except EditError:  # the indentation made it too large
        return verbatim
    return Fitted(shifted, True, None) if parses else verbatim


def shift(block: str, replaced: Sequence[str]) -> str | None:
    """Move a block sideways until its first line stands where the first of the replaced lines did.

    Blank lines count on neither side and are not moved.

    Args:
        block: The block; its line ends are kept.
        replaced: The lines it replaces.

    Returns:
        The moved block, or `None` if there is no such move.
    """
    target = _first_indentation(replaced)
    rows = split_rows(block)
    base = _first_indentation(rows)
    if target is None or base is None:
        return None
    if target.startswith(base):
        return "".join(target[len(base) :] + row if row.strip() else row for row in rows)
    old, new = (base[len(target) :], "") if base.startswith(target) else (base, target)
    if not all(row.startswith(old) for row in rows if row.strip()):
        return None
    return "".join(new + row[len(old) :] if row.strip() else row for row in rows)


def _first_indentation(lines: Sequence[str]) -> str | None:
    for line in lines:
        text = line.lstrip(" \t")
        if text.strip():
            return line[: len(line) - len(text)]
    return None
