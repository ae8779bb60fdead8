"""Messages in the one form that formats start from.

That of Chat Completions, but a call's arguments are an object, a tool's answer has the tool's name, and every
content is a text.
"""

from __future__ import annotations

import json
import re
from typing import Any

from tracefix_rl.core.models import Action
from tracefix_rl.policies.tools import call_of

Message = dict[str, Any]

_NOT_IN_A_NAME = re.compile(r"[^a-zA-Z0-9_-]")
_LONGEST_NAME = 64


def system(content: str) -> Message:
    """What the environment's brief is."""
    return {"role": "system", "content": content}


def user(content: str) -> Message:
    """What is shown."""
    return {"role": "user", "content": content}


def doing(action: Action, call_id: str) -> Message:
    """Return the reply that calls the tool of an action, with its thought as the text."""
    called = call_of(action)
    thought = called.arguments.pop("thought", "")
    text = thought if isinstance(thought, str) else ""
    return assistant(text, [tool_call(called.name, called.arguments, call_id)])


def assistant(content: str, calls: list[Message]) -> Message:
    """Return a reply."""
    said: Message = {"role": "assistant", "content": content}
    return said | {"tool_calls": calls} if calls else said


def tool_call(name: str, arguments: Any, call_id: str) -> Message:
    """Return a call, with what readers refuse mended: an odd name, and arguments that are no object."""
    name = _NOT_IN_A_NAME.sub("_", name)[:_LONGEST_NAME] or "unnamed"
    return {
        "id": call_id,
        "type": "function",
        "function": {"name": name, "arguments": arguments if isinstance(arguments, dict) else {}},
    }


def tool(call: Message, content: str) -> Message:
    """Return the answer to a call."""
    return {"role": "tool", "tool_call_id": call["id"], "name": call["function"]["name"], "content": content}


def calls_of(message: Message) -> list[Message]:
    """Return the calls of a message; none if it is no reply or calls nothing."""
    return list(message.get("tool_calls") or ())


def with_text_arguments(message: Message) -> Message:
    """Return a message with its calls' arguments as JSON text."""
    calls = [
        call | {"function": call["function"] | {"arguments": json.dumps(call["function"]["arguments"])}}
        for call in calls_of(message)
    ]
    return message | {"tool_calls": calls} if calls else message
