"""What is known of a run, as it stands in its `run.json`: whatever is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from tracefix_rl.report.embedding import text

_DEEPEST = 6
_MOST_VALUES = 40
_TITLES = {
    "arguments": "Arguments",
    "versions": "Versions",
    "machine": "Machine",
    "isolation": "Isolation of code under test",
}
_SHOWN_ELSEWHERE = {"id", "created_at", "format", "task_ids", "summary"}


def facts(run: Mapping[str, Any]) -> str:
    """Return what is known of a run beyond what the page shows anyway."""
    rest = {
        key: moment(value) if key.endswith("_at") else value
        for key, value in run.items()
        if key not in _TITLES and key not in _SHOWN_ELSEWHERE
    }
    groups = [(title, run[key]) for key, title in _TITLES.items() if key in run]
    if rest:
        groups.insert(0, ("Run", rest))
    if not groups:
        return '<p class="empty">Nothing is known of that.</p>'
    return "".join(
        f'<section class="card"><h3>{text(title)}</h3>{_value(value)}</section>' for title, value in groups
    )


def moment(value: object) -> str:
    """Return a time as a person writes it; what is none stays as it is."""
    try:
        time = datetime.fromisoformat(str(value))
    except ValueError:
        return str(value)
    return f"{time.day} {time:%B %Y, %H:%M} {time.tzname() or ''}".rstrip()


def _value(value: object, depth: int = 0) -> str:
    if depth < _DEEPEST:
        if isinstance(value, Mapping):
            return _pairs(value, depth) if value else _words("none")
        if isinstance(value, list | tuple):
            more = len(value) - _MOST_VALUES
            shown = [*value[:_MOST_VALUES], f"and {more:,} more"] if more > 0 else value
            return _list(shown, depth) if value else _words("none")
    if isinstance(value, bool):
        return _words("yes" if value else "no")
    return _words("–" if value in (None, "") else value)


def _pairs(pairs: Mapping[Any, Any], depth: int) -> str:
    shown = "".join(
        f"<div><dt>{text(str(name).replace('_', ' '))}</dt><dd>{_value(each, depth + 1)}</dd></div>"
        for name, each in pairs.items()
    )
    return f'<dl class="facts">{shown}</dl>'


def _list(values: Sequence[Any], depth: int) -> str:
    if all(isinstance(each, Mapping) and "name" in each for each in values):
        return _pairs({str(each["name"]): _named(each) for each in values}, depth)
    if any(isinstance(each, Mapping | list | tuple) for each in values):
        return f"<ul>{''.join(f'<li>{_value(each, depth + 1)}</li>' for each in values)}</ul>"
    return _words(", ".join(map(str, values)))


def _named(pairs: Mapping[Any, Any]) -> str:
    """What is said of a thing that has a name, e.g. of an isolation layer its status."""
    rest = (value for key, value in pairs.items() if key != "name" and not isinstance(value, bool))
    return ", ".join(str(value) for value in rest if value not in (None, ""))


def _words(value: object) -> str:
    return f"<span>{text(value)}</span>"
