"""`openai`: conversations for fine-tuning APIs.

From OpenAI's guide to fine-tuning with tools and its `FinetuneChatRequestInput`: `messages`, `tools` and
`parallel_tool_calls` and no other key, else a file is refused ("contains an extra ..."); arguments as JSON
text; the last message is a reply.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.jsonl import JsonLines
from tracefix_rl.export.messages import Message, with_text_arguments
from tracefix_rl.trajectories import Trajectory


def _row(trajectory: Trajectory) -> dict[str, Any]:
    messages = conversation(trajectory)
    row: dict[str, Any] = {"messages": [_message(message) for message in messages]}
    tools = offered_tools(messages)
    return row | {"tools": tools, "parallel_tool_calls": False} if tools else row


def _message(message: Message) -> Message:
    """A message as the API has it, whose tools' answers are without a name."""
    return {key: value for key, value in with_text_arguments(message).items() if key != "name"}


OPENAI = JsonLines(
    "openai", _row, loading='openai.OpenAI().files.create(file=open({path}, "rb"), purpose="fine-tune")'
)
