"""What a task file is asked."""

from __future__ import annotations

from tracefix_rl.tasks.storage.entries import Choice
from tracefix_rl.tasks.storage.format import TASK_COLUMNS

TASK_NAMES = tuple(TASK_COLUMNS.split(", "))
"""The columns that the seal of a task covers."""
ENTRY = (
    f"SELECT {', '.join(f'tasks.{name}' for name in TASK_NAMES)}, tasks.seal, "
    "programs.name, programs.domain, programs.title"
)
"""Asks for what an entry is made of: a task's row with its seal, and what of its program is listed."""


def condition_of(choice: Choice) -> tuple[str, str, tuple[object, ...]]:
    """Return the table to look in for a choice, the condition there, and the values in it."""
    table = "tasks" if choice.bug_family is None else "families"
    wanted = {
        f"{table}.bug_family = ?": choice.bug_family,
        f"{table}.split = ?": choice.split,
        f"{table}.tier = ?": choice.tier,
        f"{table}.program = (SELECT number FROM programs WHERE name = ?)": choice.program,
    }
    given = {condition: value for condition, value in wanted.items() if value is not None}
    return table, " AND ".join(given) or "1", tuple(given.values())


def ranks_of(choice: Choice) -> str | None:
    """Return the column that counts the tasks of a choice from 0, if one does."""
    if choice.split is None or choice.bug_family is not None or choice.program is not None:
        return None
    return "in_split" if choice.tier is None else "in_tier"
