"""What a model and the environment really said to each other, in the form that formats start from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tracefix_rl.export.messages import Message, assistant, tool, tool_call
from tracefix_rl.policies.conversation import NOT_DONE

_REPLY = "assistant"
_ANSWER = "tool"


def exchanged(recorded: Iterable[Mapping[str, Any]]) -> list[Message]:
    """Return recorded messages so that every call has its answer, and right after it.

    An endpoint that stops taking tools in the middle is told the rest as a user; such a text becomes the
    answer to the call before it.
    """
    messages: list[Message] = []
    open_calls: list[Message] = []
    for raw in recorded:
        role, content = str(raw.get("role", "")), _text(raw.get("content"))
        if role == _REPLY:
            messages += _unanswered(open_calls)
            open_calls = _calls(raw.get("tool_calls"))
            messages.append(assistant(content, open_calls))
            open_calls = list(open_calls)
        elif open_calls and role != "system":
            call = _call_meant(open_calls, raw.get("tool_call_id"))
            open_calls.remove(call)
            messages.append(tool(call, content))
        elif role != _ANSWER:
            messages.append({"role": role, "content": content})
    return messages


def _unanswered(calls: Iterable[Message]) -> list[Message]:
    return [tool(call, NOT_DONE) for call in calls]


def _call_meant(calls: list[Message], call_id: object) -> Message:
    return next((call for call in calls if call["id"] == call_id), calls[0])


def _calls(recorded: object) -> list[Message]:
    calls = recorded if isinstance(recorded, list | tuple) else ()
    found = []
    for number, call in enumerate(calls, start=1):
        function = call.get("function") if isinstance(call, dict) else None
        if isinstance(function, dict):
            name, arguments = str(function.get("name") or ""), _arguments(function.get("arguments"))
            found.append(tool_call(name, arguments, str(call.get("id") or f"call_{number}")))
    return found


def _arguments(said: object) -> object:
    """Arguments as an object; they come as JSON text, which a model may have got wrong."""
    if not isinstance(said, str):
        return said
    try:
        return json.loads(said)
    except (ValueError, RecursionError):
        return None


def _text(content: object) -> str:
    """A text, or the texts of a list of parts."""
    if isinstance(content, list | tuple):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        return "".join(part for part in parts if isinstance(part, str))
    return content if isinstance(content, str) else ""
