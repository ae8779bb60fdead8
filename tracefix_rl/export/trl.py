"""`trl`: conversations for TRL's SFTTrainer.

From TRL's guide to dataset formats, section "Tool Calling": columns `messages` and `tools`, and arguments as
objects, because chat templates write them as JSON themselves. `datasets` (4.7 or later) keeps objects of
different shape as they are; before, it filled each up with the others' keys.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.jsonl import JsonLines
from tracefix_rl.trajectories import Trajectory


def _row(trajectory: Trajectory) -> dict[str, Any]:
    messages = conversation(trajectory)
    return {"messages": messages, "tools": offered_tools(messages), **columns(trajectory)}


TRL = JsonLines("trl", _row)
