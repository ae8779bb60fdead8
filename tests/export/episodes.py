"""What episodes are made of, and how an export is looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tracefix_rl.core.models import Action

Exporting = Callable[..., Path]


def unreadable_steps() -> list[Action]:
    """Actions of wrong types, names and characters."""
    return [
        Action(action_type="\udc00 frobnicate!", thought="\ud800"),
        Action(
            action_type="REPLACE_LINES", start_line=10**30, end_line=[1, {"a": None}], new_code_block="\ud800"
        ),
        Action(action_type=" view_code ", thought=["not", "a", "text"]),
        Action(action_type="RUN_TESTS", new_code_block="\u2028 \x00 é"),
        Action(action_type=""),
    ]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def strings_in(value: Any) -> list[str]:
    """Every text in JSON data, keys among them; what is JSON text itself is looked into."""
    if isinstance(value, dict):
        return [text for item in value.items() for text in strings_in(list(item))]
    if isinstance(value, list | tuple):
        return [text for item in value for text in strings_in(item)]
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return [value, *strings_in(json.loads(value))]
        except ValueError:
            return [value]
    return [str(value)]
