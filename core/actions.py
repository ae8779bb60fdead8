"""What each action does and needs, in one table: the check of an action and the prompt both read it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tracefix_rl.core.buffer import has_lone_surrogate
from tracefix_rl.core.context import printable
from tracefix_rl.core.models import Action, ActionType


class ActionError(ValueError):
    """An action that cannot be carried out; the message says what is wrong and what would be right."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One row of the table.

    Args:
        effect: What the action does, in a sentence.
        fields: Fields of `Action` that it needs.
    """

    effect: str
    fields: tuple[str, ...] = ()


ACTIONS: Mapping[ActionType, ActionSpec] = MappingProxyType(
    {
        ActionType.VIEW_CODE: ActionSpec("Shows the full source with line numbers."),
        ActionType.REPLACE_LINES: ActionSpec(
            "Replaces these lines with the block. An empty block deletes them; "
            "end_line = start_line - 1 inserts before start_line.",
            ("start_line", "end_line", "new_code_block"),
        ),
        ActionType.RUN_TESTS: ActionSpec("Runs the visible tests."),
        ActionType.UNDO_EDIT: ActionSpec("Takes back the last edit; repeatable to the start."),
        ActionType.RESET_TO_ORIGINAL: ActionSpec("Goes back to the original source; can itself be undone."),
        ActionType.SUBMIT: ActionSpec("Runs the visible and the held-out tests and ends the episode."),
    }
)

ALIASES: Mapping[str, ActionType] = MappingProxyType({"UNDO": ActionType.UNDO_EDIT})
"""Further names an action answers to."""

_KINDS = {kind.value: kind for kind in ActionType} | dict(ALIASES)
_ONE_OF = f"give one of {', '.join(kind.value for kind in ActionType)}"
_NEVER_NEEDED = ("action_type", "thought")
_FROM_THE_FRAMEWORK = "metadata"
_MAX_LINE = 10**9
_WHOLE_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,20}\s*")
_SHOWN_CHARS = 40
_SHOWN_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Command:
    """An action whose fields have been checked.

    Args:
        kind: What to do.
        start: First line to replace, if it replaces.
        end: Last line to replace.
        block: What takes their place.
        note: What was overlooked in reading the action; empty if nothing was.
    """

    kind: ActionType
    start: int = 0
    end: int = 0
    block: str = ""
    note: str = ""


def read(action: Action) -> Command:
    """Check an action's fields, as far as that can be done without the file.

    Raises:
        ActionError: If the kind of action is unknown, or a field it needs is missing or of no use.
    """
    kind = _kind(action.action_type)
    note = _note(action, kind)
    needed = ACTIONS[kind].fields
    if not needed:
        return Command(kind, note=note)
    missing = [name for name in needed if getattr(action, name) is None]
    if missing:
        raise ActionError(f"{kind} needs {_missing(missing)}")
    return Command(
        kind,
        _line("start_line", action.start_line),
        _line("end_line", action.end_line),
        _block(action.new_code_block),
        note,
    )


def label(action: Action) -> str:
    """Name an action for the record, also one that could not be read."""
    try:
        return _kind(action.action_type).value
    except ActionError:
        name: object = action.action_type
        return printable(name[:_SHOWN_CHARS]) if name and isinstance(name, str) else "(none)"


def lines(action: Action) -> tuple[int | None, int | None]:
    """Return the lines an action names, for the record; `None` for what is no line number."""
    start, end = (whole_number(value) for value in (action.start_line, action.end_line))
    return (
        start if start is not None and abs(start) <= _MAX_LINE else None,
        end if end is not None and abs(end) <= _MAX_LINE else None,
    )


def whole_number(value: object) -> int | None:
    """Read 3, 3.0 and "3" as 3, and nothing else as a number: not true, not 3.5, not a list."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and _WHOLE_NUMBER.fullmatch(value):
        return int(value)
    return None


def _kind(value: object) -> ActionType:
    if value is None or value == "":
        raise ActionError(f"action_type is missing: {_ONE_OF}")
    if not isinstance(value, str):
        raise ActionError(f"action_type must be a text, not {_shown(value)}: {_ONE_OF}")
    name = value.strip().upper()
    if name in _KINDS:
        return _KINDS[name]
    near = difflib.get_close_matches(name[:_SHOWN_CHARS], _KINDS, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    raise ActionError(f"unknown action_type {_shown(value)}: {_ONE_OF}{hint}")


def _note(action: Action, kind: ActionType) -> str:
    notes = []
    name = action.action_type
    if name != name.strip().upper():
        notes.append(f"action_type {_shown(name)} was read as {kind}.")
    needed = (*ACTIONS[kind].fields, *_NEVER_NEEDED)
    unused = [
        field for field in Action.model_fields if field not in needed and getattr(action, field) is not None
    ]
    if unused:
        notes.append(f"{kind} does not use {', '.join(unused)}: ignored.")
    unknown = [name for name in action.model_extra or {} if name != _FROM_THE_FRAMEWORK]
    if unknown:
        shown = ", ".join(_shown(name) for name in unknown[:_SHOWN_FIELDS])
        more = f" and {len(unknown) - _SHOWN_FIELDS} more" if len(unknown) > _SHOWN_FIELDS else ""
        notes.append(f"There is no field {shown}{more}: ignored.")
    return " ".join(notes)


def _missing(names: list[str]) -> str:
    return "; ".join(f"{name} ({Action.model_fields[name].description})" for name in names)


def _line(name: str, value: object) -> int:
    number = whole_number(value)
    if number is None:
        raise ActionError(f"{name} must be a whole number such as 3, not {_shown(value)}")
    if abs(number) > _MAX_LINE:
        raise ActionError(f"{name} is far beyond any file: give the number of a line that VIEW_CODE shows")
    return number


def _block(value: Any) -> str:
    if not isinstance(value, str):
        raise ActionError(
            f"new_code_block must be one text with its lines separated by newlines, not {_shown(value)}"
        )
    if has_lone_surrogate(value):
        raise ActionError(
            "new_code_block holds half of a surrogate pair, which no source file can hold: "
            "give the whole character"
        )
    return value


def _shown(value: object) -> str:
    if not isinstance(value, str | int | float):
        return f"a {type(value).__name__}"
    try:
        text = repr(value)
    except ValueError:  # Python refuses to print integers of thousands of digits
        return "a number of thousands of digits"
    return printable(text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}...")
