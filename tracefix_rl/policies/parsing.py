"""One action out of whatever a model wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from tracefix_rl.core.models import Action
from tracefix_rl.policies.tools import ToolCall, action_named

MAX_REPLY = 200_000
"""Characters of a reply that are read."""

_DECODER = json.JSONDecoder(strict=False)  # models put raw newlines into strings
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_ATTEMPTS = 200


class UnreadableReplyError(ValueError):
    """The reply holds no action; the message says why, for the model to read."""


def parse_action(reply: str | ToolCall) -> Action:
    """Read an action: of a tool call, or the first in a text.

    In a text that is a flat JSON object, whatever stands around it: code fences, prose before and after,
    thinking in tags and unknown fields are passed over; a tool call written as text is read as one. Whether
    the action makes sense, even its type, is for the episode to say, not for this function.

    Args:
        reply: The text or the call.

    Raises:
        UnreadableReplyError: If there is no JSON object with an `action_type`; for a call, if it has no name
            or its arguments are no JSON object.
    """
    return _of_call(reply) if isinstance(reply, ToolCall) else _of_text(reply)


def _of_text(text: str) -> Action:
    text = _THINKING.sub("", text[:MAX_REPLY])
    if not text.strip():
        raise UnreadableReplyError("the reply is empty")
    objects = 0
    for found in _objects(text):
        objects += 1
        if (kind := _text_in(found, "action_type")) is not None:
            return _action(kind, found)
        if (call := _written_call(found)) is not None:
            return _of_call(call)
    if objects:
        raise UnreadableReplyError('the JSON object has no "action_type"')
    if "{" in text:
        raise UnreadableReplyError("the JSON object is not complete or not valid")
    raise UnreadableReplyError("the reply holds no JSON object")


def _of_call(call: ToolCall) -> Action:
    name = call.name.strip()
    if not name:
        raise UnreadableReplyError("the tool call has no name")
    arguments = _arguments(name, call.arguments)
    if (kind := action_named(name)) is not None:
        return _action(kind.value, arguments)
    # Some models invent one tool for all actions, and name the action as the brief says.
    return _action(_text_in(arguments, "action_type") or name, arguments)


def _arguments(name: str, arguments: object) -> Mapping[str, Any]:
    """The arguments as an object: from its text, from the text of a text, or from nothing at all."""
    shown = name if len(name) <= 60 else f"{name[:60]}..."
    for _ in range(2):
        if isinstance(arguments, str):
            arguments = _decoded(shown, arguments[:MAX_REPLY])
    if arguments is None:
        return {}
    if not isinstance(arguments, Mapping):
        raise UnreadableReplyError(f"the arguments of {shown} are not a JSON object")
    return arguments


def _decoded(name: str, text: str) -> object:
    if not text.strip():
        return None
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError):
        found = next(_objects(text), None)
    if found is None:
        raise UnreadableReplyError(f"the arguments of {name} are not complete or not valid JSON")
    return found


def _action(kind: str, fields: Mapping[str, Any]) -> Action:
    known = {name: fields[name] for name in Action.model_fields if name in fields}
    return Action(**known | {"action_type": kind})


def _text_in(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _written_call(found: Mapping[str, Any]) -> ToolCall | None:
    """A call of one of our tools that came as text, as it does where nothing reads a model's own form."""
    name = _text_in(found, "name")
    if name is None or action_named(name) is None:
        return None
    return ToolCall(name, found.get("arguments", found.get("parameters")))


def _objects(text: str) -> Iterator[dict[str, Any]]:
    """The outermost JSON objects of a text, and those inside what is not valid as a whole."""
    position = 0
    for _ in range(_ATTEMPTS):
        position = text.find("{", position)
        if position < 0:
            return
        try:
            found, end = _DECODER.raw_decode(text, position)
        except (ValueError, RecursionError):
            position += 1
            continue
        if "action_type" not in found:
            # Some models wrap it: {"action": {"action_type": ...}}.
            yield from (inner for inner in found.values() if isinstance(inner, dict))
        yield found
        position = end
