"""One action out of whatever a model wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tracefix_rl.core.models import Action

MAX_REPLY = 200_000
"""Characters of a reply that are read."""

_DECODER = json.JSONDecoder(strict=False)  # models put raw newlines into strings
_THINKING = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL | re.IGNORECASE)
_ATTEMPTS = 200


class UnreadableReplyError(ValueError):
    """The reply holds no action; the message says why, for the model to read."""


def parse_action(text: str) -> Action:
    """Read the first action in a reply: a flat JSON object, whatever stands around it.

    Code fences, prose before and after, thinking in tags and unknown fields are passed over. Whether the
    action makes sense is for the episode to say, not for this function.

    Args:
        text: The reply.

    Raises:
        UnreadableReplyError: If there is no JSON object with an `action_type`.
    """
    text = _THINKING.sub("", text[:MAX_REPLY])
    if not text.strip():
        raise UnreadableReplyError("the reply is empty")
    objects = 0
    for found in _objects(text):
        objects += 1
        action_type = found.get("action_type")
        if isinstance(action_type, str) and action_type.strip():
            fields = {name: found[name] for name in Action.model_fields if name in found}
            return Action(**fields | {"action_type": action_type.strip()})
    if objects:
        raise UnreadableReplyError('the JSON object has no "action_type"')
    if "{" in text:
        raise UnreadableReplyError("the JSON object is not complete or not valid")
    raise UnreadableReplyError("the reply holds no JSON object")


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
