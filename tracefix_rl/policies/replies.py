"""What a model answered, read leniently: endpoints differ in what they leave out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from tracefix_rl.policies.base import Usage
from tracefix_rl.policies.tools import ToolCall

MAX_CALLS = 16
"""Calls of one reply that are kept; the first is the one that counts."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer of a model.

    Args:
        text: What it wrote; empty if it only called tools.
        calls: The tools it called, each with an id of its own.
        usage: Tokens it cost, if they were counted.
        finish: Why it ended, in the endpoint's word.
        refusal: Why the model refused; empty if it did not.
    """

    text: str = ""
    calls: tuple[ToolCall, ...] = ()
    usage: Usage | None = None
    finish: str = ""
    refusal: str = ""

    @property
    def message(self) -> dict[str, Any]:
        """The reply as a message of the conversation, as it came."""
        said: dict[str, Any] = {"role": "assistant", "content": self.text or None}
        if self.calls:
            said["tool_calls"] = [_message_of(call) for call in self.calls]
        elif not self.text:
            said["content"] = ""
        return said


def read_reply(answer: Mapping[str, Any]) -> Reply | None:
    """Read a completion; `None` if there is no choice in it.

    Args:
        answer: The endpoint's answer.
    """
    choices = answer.get("choices")
    if not isinstance(choices, list) or not choices or not isinstance(choices[0], dict):
        return None
    message = choices[0].get("message")
    if not isinstance(message, dict):
        return None
    return Reply(
        text=_text(message.get("content")),
        calls=_calls(message),
        usage=_usage(answer.get("usage")),
        finish=_text(choices[0].get("finish_reason")),
        refusal=_text(message.get("refusal")),
    )


def _text(content: object) -> str:
    """A text, or the texts of a list of parts; what no JSON message can hold is replaced."""
    if isinstance(content, list):
        parts = (part.get("text") for part in content if isinstance(part, dict))
        content = "".join(part for part in parts if isinstance(part, str))
    return content.encode(errors="replace").decode() if isinstance(content, str) else ""


def _calls(message: Mapping[str, Any]) -> tuple[ToolCall, ...]:
    called = message.get("tool_calls")
    if not isinstance(called, list):
        called = []
    if not called and isinstance(message.get("function_call"), dict):
        called = [{"function": message["function_call"]}]  # the form before there were several calls
    calls: list[ToolCall] = []
    for call in called[:MAX_CALLS]:
        calls.append(_call(call if isinstance(call, dict) else {}, {other.id for other in calls}))
    return tuple(calls)


def _call(call: Mapping[str, Any], taken: set[str]) -> ToolCall:
    function = call.get("function")
    if not isinstance(function, dict):
        function = {}
    id_ = _text(call.get("id"))
    if not id_ or id_ in taken:
        id_ = next(name for name in map("call_{}".format, count(1)) if name not in taken)
    arguments = function.get("arguments")
    return ToolCall(
        _text(function.get("name")), _text(arguments) if isinstance(arguments, str) else arguments, id_
    )


def _usage(counted: object) -> Usage | None:
    if not isinstance(counted, dict):
        return None
    numbers = [counted.get(name) for name in ("prompt_tokens", "completion_tokens")]
    prompt, completion = (
        number if isinstance(number, int) and not isinstance(number, bool) else 0 for number in numbers
    )
    return Usage(prompt, completion)


def _message_of(call: ToolCall) -> dict[str, Any]:
    arguments = call.arguments if isinstance(call.arguments, str) else json.dumps(call.arguments)
    return {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": arguments}}
