"""From one text to another by line edits that an agent could make."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.trajectories.record import Edit


def lines_in(observation: Observation) -> list[str]:
    """The lines of the source that an observation shows."""
    return [observation.code_dict[number] for number in sorted(observation.code_dict)]


def replacement(first: int, last: int, lines: Sequence[str]) -> Action:
    """The edit that puts `lines` in place of the lines `first` to `last` (counted from 1, inclusive)."""
    block = "\n".join(lines)
    if lines and lines[-1] == "":
        block += "\n"  # one trailing newline is not a line, so an empty last line needs its own
    return Action(action_type=ActionType.REPLACE_LINES, start_line=first, end_line=last, new_code_block=block)


def one_edit(before: Sequence[str], after: Sequence[str]) -> Action | None:
    """The smallest single edit that turns `before` into `after`; `None` if they are equal."""
    edit = Edit.between(before, after)
    if edit is None:
        return None
    return replacement(edit.line, edit.line + edit.removed - 1, edit.added)


def smallest_edits(before: Sequence[str], after: Sequence[str]) -> list[Action]:
    """One edit for each stretch of lines that differs, last stretch first so that line numbers hold."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        replacement(start + 1, end, after[new_start:new_end])
        for tag, start, end, new_start, new_end in reversed(matcher.get_opcodes())
        if tag != "equal"
    ]
