"""In which form a model is asked for an action: tools, structured output, or plain text."""

from __future__ import annotations

from enum import IntEnum
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from tracefix_rl.core.models import Action
from tracefix_rl.policies.tools import tools


class Mode(IntEnum):
    """From the best to the one that every endpoint has."""

    TOOLS = 0
    STRUCTURED = 1
    PLAIN = 2


NOTES = {
    Mode.TOOLS: "Here the actions are tools. Call one tool each time instead of writing a JSON object.",
    Mode.STRUCTURED: "",
    Mode.PLAIN: "",
}
"""What the episode brief lacks, which tells of JSON objects only."""


@cache
def request_options(mode: Mode) -> dict[str, Any]:
    """The part of a request that asks for this form."""
    if mode is Mode.TOOLS:
        # Not "required", which fewer endpoints know; an action in a text is read as well.
        return {"tools": tools(), "tool_choice": "auto"}
    if mode is Mode.STRUCTURED:
        schema = reply_model().model_json_schema()
        format_ = {"name": "action", "strict": True, "schema": schema}
        return {"response_format": {"type": "json_schema", "json_schema": format_}}
    return {}


def reply_model() -> type[BaseModel]:
    """The action as structured output wants it: flat, closed, every field required, reasons first."""
    names = sorted(Action.model_fields, key=lambda name: name != "thought")
    fields: dict[str, Any] = {
        name: (Action.model_fields[name].annotation, _without_default(name)) for name in names
    }
    return create_model("Reply", __config__=ConfigDict(extra="forbid"), **fields)


def _without_default(name: str) -> Any:
    source = Action.model_fields[name]
    return Field(description=source.description, json_schema_extra=source.json_schema_extra)
