"""What a model is shown of an episode: the brief, the latest turns that fit, and the code as it is now."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tracefix_rl.policies.modes import NOTES, Mode
from tracefix_rl.policies.parsing import UnreadableReplyError, parse_action
from tracefix_rl.policies.replies import Reply
from tracefix_rl.policies.tools import action_named

NOT_DONE = "Not done: one action at a time."
"""The result of every tool call of a reply but the first."""

_OUTCOMES_SHARE = 4
_NOT_IN_A_NAME = re.compile(r"[^a-zA-Z0-9_-]")

_Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Turn:
    """What the model was told, as far as it stays worth telling, and what it answered."""

    outcome: str
    reply: Reply


class Conversation:
    """Grows by a question and a reply at a time, and is written anew for every request.

    Code is shown only as it is now, so the past goes without. Turns that do not fit are left out whole,
    oldest first, so that a tool's result always follows its call.

    Args:
        brief: The system prompt.
        budget: Characters that may be sent; the brief and the newest question are sent in any case.
    """

    def __init__(self, brief: str, budget: int) -> None:
        self._brief = brief
        self._budget = budget
        self._turns: list[_Turn] = []
        self._outcome = ""
        self._question = ""

    def ask(self, outcome: str, now: str) -> None:
        """Set the newest question.

        Args:
            outcome: What the last action did; stays in the conversation, cut in the middle if it is huge.
            now: What holds only now: the code, and what to mind.
        """
        self._outcome = cut_middle(outcome, self._budget // _OUTCOMES_SHARE)
        self._question = "\n\n".join(part for part in (self._outcome, now) if part)

    def answered(self, reply: Reply) -> None:
        """Take in the reply to the newest question."""
        self._turns.append(_Turn(self._outcome, reply))

    def messages(self, mode: Mode) -> list[_Message]:
        """The conversation as it is sent, newest question last."""
        messages = [self._system(mode)]
        before: Reply | None = None
        for turn in self._fitting(mode):
            messages += _told(turn.outcome, before, mode)
            messages.append(_said(turn.reply, mode))
            before = turn.reply
        return messages + _told(self._question, before, mode)

    def news(self, mode: Mode) -> list[_Message]:
        """Those messages that were not there at the question before."""
        kept = self._fitting(mode)
        told = _told(self._question, kept[-1].reply if kept else None, mode)
        return told if self._turns else [self._system(mode), *told]

    def _system(self, mode: Mode) -> _Message:
        parts = (self._brief, NOTES[mode])
        return {"role": "system", "content": "\n\n".join(part for part in parts if part)}

    def _fitting(self, mode: Mode) -> Sequence[_Turn]:
        """The latest turns that fit beside the brief and the newest question."""
        room = self._budget - _size(self._system(mode)) - len(self._question)
        for index in range(len(self._turns) - 1, -1, -1):
            turn = self._turns[index]
            room -= len(turn.outcome) + _size(_said(turn.reply, mode)) + len(NOT_DONE) * len(turn.reply.calls)
            if room < 0:
                return self._turns[index + 1 :]
        return self._turns


def cut_middle(text: str, most: int) -> str:
    """A text with its middle left out if it is longer than `most`; how much is missing stands there."""
    if len(text) <= most:
        return text
    left = len(text) - most
    head = most - most // 2
    return f"{text[:head]}\n[... {left:,} characters left out ...]\n{text[len(text) - most // 2 :]}"


def _told(text: str, before: Reply | None, mode: Mode) -> list[_Message]:
    """A text to the model: as the result of its calls, if it made any and is shown them."""
    if mode is not Mode.TOOLS or before is None or not before.calls:
        return [{"role": "user", "content": text}]
    first, *others = before.calls
    return [
        {"role": "tool", "tool_call_id": first.id, "content": text},
        *({"role": "tool", "tool_call_id": call.id, "content": NOT_DONE} for call in others),
    ]


def _said(reply: Reply, mode: Mode) -> _Message:
    """A reply as it is shown to the model again: in the form it is asked for, and acceptable to endpoints."""
    if mode is Mode.TOOLS:
        message = reply.message
        for call in message.get("tool_calls", ()):
            _mend(call["function"])
        return message
    return {"role": "assistant", "content": reply.text if not reply.calls else _as_text(reply)}


def _mend(function: dict[str, str]) -> None:
    """Make a call one that endpoints take back: several refuse arguments and names that make no sense."""
    if action_named(function["name"]) is None:
        function["name"] = _NOT_IN_A_NAME.sub("_", function["name"])[:64] or "unnamed"
    try:
        is_object = isinstance(json.loads(function["arguments"]), dict)
    except (ValueError, RecursionError):
        is_object = False
    if not is_object:
        function["arguments"] = "{}"


def _as_text(reply: Reply) -> str:
    """A tool call as the JSON object that it would have been without tools."""
    call = reply.calls[0]
    try:
        action = parse_action(call)
    except UnreadableReplyError:
        return reply.text or f"{call.name}: {call.arguments}"
    written = json.dumps(action.model_dump(exclude_none=True, warnings=False))
    return f"{reply.text}\n{written}" if reply.text else written


def _size(message: _Message) -> int:
    calls = message.get("tool_calls", ())
    return len(message["content"] or "") + sum(
        len(call["function"]["name"]) + len(call["function"]["arguments"]) for call in calls
    )
