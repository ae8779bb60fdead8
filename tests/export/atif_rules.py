"""The rules of the Agent Trajectory Interchange Format 1.8, as Harbor's model has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

_ROOT = {
    *("schema_version", "session_id", "trajectory_id", "agent", "steps", "notes", "final_metrics"),
    *("continued_trajectory_ref", "extra", "subagent_trajectories"),
}
_AGENT = {"name", "version", "model_name", "tool_definitions", "extra"}
_STEP = {
    *("step_id", "timestamp", "source", "model_name", "reasoning_effort", "message", "reasoning_content"),
    *("tool_calls", "observation", "metrics", "is_copied_context", "llm_call_count", "extra"),
}
_OF_AGENTS = {"model_name", "reasoning_effort", "reasoning_content", "tool_calls", "metrics"}
_CALL = {"tool_call_id", "function_name", "arguments", "extra"}
_RESULT = {"source_call_id", "content", "subagent_trajectory_ref", "extra"}
_TOTALS = {
    *("total_prompt_tokens", "total_completion_tokens", "total_cached_tokens", "total_cost_usd"),
    *("total_steps", "extra"),
}


def broken_rules(document: Mapping[str, Any]) -> list[str]:
    """What of a document Harbor's model would refuse."""
    return list(_broken(document))


def _broken(document: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"key {key}" for key in document.keys() - _ROOT)
    if document.get("schema_version") != "ATIF-v1.8":
        yield "schema_version"
    agent = document.get("agent", {})
    if not all(isinstance(agent.get(key), str) for key in ("name", "version")):
        yield "the agent has no name or version"
    yield from (f"agent.{key}" for key in agent.keys() - _AGENT)
    yield from (f"final_metrics.{key}" for key in document.get("final_metrics", {}).keys() - _TOTALS)
    if not document.get("steps"):
        yield "no steps"
    for number, step in enumerate(document.get("steps", ()), start=1):
        yield from (f"step {number}: {problem}" for problem in _broken_step(step, number))


def _broken_step(step: Mapping[str, Any], number: int) -> Iterator[str]:
    yield from (f"key {key}" for key in step.keys() - _STEP)
    if step.get("step_id") != number:
        yield "not numbered in order"
    if step.get("source") not in ("system", "user", "agent") or not isinstance(step.get("message"), str):
        yield "no source or message"
    if step.get("source") != "agent" and step.keys() & _OF_AGENTS:
        yield "what only an agent has"
    if step.get("llm_call_count") == 0 and step.keys() & {"metrics", "reasoning_content"}:
        yield "of a model, though none was called"
    if "timestamp" in step:
        datetime.fromisoformat(step["timestamp"])
    ids = set()
    for call in step.get("tool_calls", ()):
        yield from (f"tool call's {key}" for key in call.keys() - _CALL)
        if not isinstance(call["arguments"], dict) or not isinstance(call["function_name"], str):
            yield "a call without a name or arguments"
        ids.add(call["tool_call_id"])
    for result in step.get("observation", {"results": []})["results"]:
        yield from (f"result's {key}" for key in result.keys() - _RESULT)
        if result.get("source_call_id") not in {None, *ids}:
            yield "the result of a call that is not there"
