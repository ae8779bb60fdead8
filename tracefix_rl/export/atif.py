"""`atif`: a folder with a `trajectory.json` an episode, in the Agent Trajectory Interchange Format 1.8.

From Harbor's `harbor.models.trajectories`: steps are numbered from 1 and are of a `system`, a `user` or an
`agent`; only an agent's has tool calls; what came of them is an observation of the same step; no key is
allowed that the model has not, except in `extra`. A step that no model chose has `llm_call_count` 0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tracefix_rl.export.answers import answers
from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.messages import Message, calls_of
from tracefix_rl.export.plain import plain
from tracefix_rl.trajectories import Trajectory

_VERSION = "ATIF-v1.8"
_FILE = "trajectory.json"
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")
_LONGEST_NAME = 80


class Atif:
    """Writes the folder."""

    name = "atif"
    is_folder = True

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write a folder an episode, named by its number, because ids may repeat and hold anything."""
        for number, trajectory in enumerate(trajectories, start=1):
            safe = _NOT_IN_A_NAME.sub("_", trajectory.episode_id)[:_LONGEST_NAME]
            folder = path / f"{number:05}-{safe}"
            folder.mkdir()
            text = json.dumps(_document(trajectory), indent=1)
            (folder / _FILE).write_text(text + "\n", encoding="ascii")

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads the episodes."""
        return (
            "[harbor.models.trajectories.Trajectory.model_validate_json(file.read_text()) "
            f'for file in pathlib.Path({json.dumps(str(path))}).glob("*/{_FILE}")]'
        )


def _document(trajectory: Trajectory) -> dict[str, Any]:
    messages, about = conversation(trajectory), columns(trajectory)
    steps = _steps(trajectory, messages)
    agent = {
        "name": about["policy"],
        "version": about["env_version"],
        "model_name": about["model"],
        "tool_definitions": offered_tools(messages) or None,
    }
    tokens = trajectory.tokens
    metrics = {
        "total_prompt_tokens": tokens.prompt if tokens else None,
        "total_completion_tokens": tokens.completion if tokens else None,
        "total_steps": len(steps),
    }
    return {
        "schema_version": _VERSION,
        "session_id": about["episode_id"],
        "trajectory_id": about["episode_id"],
        "agent": _without_none(agent | {"version": about["env_version"] or "unknown"}),
        "steps": steps,
        "final_metrics": _without_none(metrics),
        "extra": about | {"step_rewards": [step.reward for step in trajectory.steps]},
    }


def _steps(trajectory: Trajectory, messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The messages, of which those after a reply are what came of it."""
    is_model = any(step.messages for step in trajectory.steps)
    steps: list[dict[str, Any]] = []
    for message in messages:
        before = steps[-1] if steps else None
        if message["role"] == "assistant":
            steps.append(_agent_step(message, len(steps) + 1, is_model=is_model))
        elif before and before["source"] == "agent":
            _results_of(before).append(_result(message))
        else:
            source = "system" if message["role"] == "system" else "user"
            steps.append({"step_id": len(steps) + 1, "source": source, "message": message["content"]})
    if steps:
        steps[0]["timestamp"] = trajectory.started_at.isoformat()
        *_, last = answers(trajectory)
        _results_of(steps[-1]).append(_last_result(steps[-1], plain(last)))
    return steps


def _agent_step(message: Message, number: int, *, is_model: bool) -> dict[str, Any]:
    calls = [
        {
            "tool_call_id": call["id"],
            "function_name": call["function"]["name"],
            "arguments": call["function"]["arguments"],
        }
        for call in calls_of(message)
    ]
    step = {"step_id": number, "source": "agent", "message": message["content"]}
    return step | {"llm_call_count": int(is_model)} | ({"tool_calls": calls} if calls else {})


def _results_of(step: dict[str, Any]) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = step.setdefault("observation", {"results": []})["results"]
    return results


def _result(message: Message) -> dict[str, Any]:
    call_id = message.get("tool_call_id")
    return ({"source_call_id": call_id} if call_id else {}) | {"content": message["content"]}


def _last_result(step: dict[str, Any], content: str) -> dict[str, Any]:
    """What came of the last action, which nobody was told any more."""
    calls = step.get("tool_calls", [])
    return ({"source_call_id": calls[0]["tool_call_id"]} if calls else {}) | {"content": content}


def _without_none(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value is not None}


ATIF = Atif()
