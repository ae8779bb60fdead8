"""`sharegpt`: conversations for LLaMA-Factory and Axolotl.

From LLaMA-Factory's `data/README.md` and its `SharegptDatasetConverter`: after an optional `system`, `human`
or `observation` stands at odd places and `gpt` or `function_call` at even ones, and their number is even, or
the row is skipped; a `function_call` is JSON with `name` and `arguments` and nothing around it (several in a
list), so the thought is an argument; `tools` is JSON text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.jsonl import JsonLines
from tracefix_rl.export.messages import Message, calls_of
from tracefix_rl.trajectories import Trajectory

_FROM = {"system": "system", "user": "human", "tool": "observation"}


def _row(trajectory: Trajectory) -> dict[str, Any]:
    messages = conversation(trajectory)
    tools = [tool["function"] for tool in offered_tools(messages)]
    return {
        "conversations": _merged(_turn(message) for message in messages),
        "tools": json.dumps(tools) if tools else "",
        **columns(trajectory),
    }


def _turn(message: Message) -> dict[str, str]:
    if message["role"] != "assistant":
        return {"from": _FROM.get(message["role"], "human"), "value": message["content"]}
    calls = calls_of(message)
    if not calls:
        return {"from": "gpt", "value": message["content"]}
    thought = {"thought": message["content"]} if message["content"].strip() else {}
    called = [
        {
            "name": call["function"]["name"],
            "arguments": (thought if index == 0 else {}) | call["function"]["arguments"],
        }
        for index, call in enumerate(calls)
    ]
    return {"from": "function_call", "value": json.dumps(called[0] if len(called) == 1 else called)}


def _merged(turns: Iterable[dict[str, str]]) -> list[dict[str, str]]:
    """Turns with those one after the other that a reader would take for one out of place made into one."""
    merged: list[dict[str, str]] = []
    for turn in turns:
        if merged and _side(merged[-1]) == _side(turn):
            merged[-1] = {**merged[-1], "value": f"{merged[-1]['value']}\n\n{turn['value']}"}
        else:
            merged.append(turn)
    return merged


def _side(turn: dict[str, str]) -> str:
    return {"system": "system", "gpt": "model", "function_call": "model"}.get(turn["from"], "told")


SHAREGPT = JsonLines("sharegpt", _row)
