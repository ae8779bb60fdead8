"""`nemo-gym`: prompts for NeMo Gym, which plays the episode itself.

From NeMo Gym's "Prepare Data" and its `NeMoGymResponseCreateParamsNonStreaming`: `responses_create_params` is
a request to the Responses API, and other keys go along to the environment. `agent_ref` is added by
`ng_prepare_data`. A tool is flat there and says whether it is strict; it is not, because a thought may be
left out.
"""

from __future__ import annotations

from typing import Any

from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools, prompt
from tracefix_rl.export.jsonl import JsonLines
from tracefix_rl.trajectories import Trajectory


def _row(trajectory: Trajectory) -> dict[str, Any]:
    messages = conversation(trajectory)
    request = {
        "input": prompt(messages),
        "tools": [
            {"type": "function", **tool["function"], "strict": False} for tool in offered_tools(messages)
        ],
        "parallel_tool_calls": False,
    }
    return {"responses_create_params": request, **columns(trajectory)}


NEMO_GYM = JsonLines("nemo-gym", _row)
