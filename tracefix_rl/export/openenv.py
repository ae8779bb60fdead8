"""`openenv`: a folder as `openenv collect` writes it.

From OpenEnv's `openenv.core.harness.collect`: `results.jsonl` has an `EpisodeRecord` a line, whose messages
are those that TRL reads, and `metadata.json` says how they were made.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tracefix_rl.core.models import Action
from tracefix_rl.export.answers import answers
from tracefix_rl.export.columns import columns
from tracefix_rl.export.conversation import conversation, offered_tools
from tracefix_rl.export.jsonl import JsonLines
from tracefix_rl.export.messages import calls_of, doing
from tracefix_rl.export.plain import plain
from tracefix_rl.trajectories import Trajectory

_RESULTS = "results.jsonl"
_METADATA = "metadata.json"


class OpenEnv:
    """Writes the folder."""

    name = "openenv"
    is_folder = True

    def write(self, trajectories: Iterable[Trajectory], path: Path) -> None:
        """Write the episodes, then what is true of all of them."""
        players: dict[str, set[str]] = {"env_versions": set(), "policies": set(), "models": set()}
        lines = JsonLines(self.name, _record)
        lines.write(_noting(players, trajectories), path / _RESULTS)
        about = {"env": "tracefix_rl", **{name: sorted(found) for name, found in players.items()}}
        (path / _METADATA).write_text(json.dumps(plain(about), indent=2), encoding="utf-8")

    def loaded_by(self, path: Path) -> str:
        """Return the line of Python that loads the episodes."""
        return JsonLines(self.name, _record).loaded_by(path / _RESULTS)


def _noting(players: dict[str, set[str]], trajectories: Iterable[Trajectory]) -> Iterator[Trajectory]:
    for trajectory in trajectories:
        about = columns(trajectory)
        for name, column in (("env_versions", "env_version"), ("policies", "policy"), ("models", "model")):
            players[name] |= {about[column]} - {None}
        yield trajectory


def _record(trajectory: Trajectory) -> dict[str, Any]:
    messages, about = conversation(trajectory), columns(trajectory)
    return {
        "episode_id": about["episode_id"],
        "messages": messages,
        "reward": about["reward"],
        "done": about["done"],
        "tool_trace": plain(_trace(trajectory, done=about["done"])),
        "metrics": {"num_turns": about["num_turns"], "stop_reason": about["stop_reason"]},
        "verify_metrics": {"final_score": about["final_score"], "resolved": about["resolved"]},
        "artifacts": {},
        "task": about["task_id"],
        "extra": {**about, "tools": offered_tools(messages)},
    }


def _trace(trajectory: Trajectory, *, done: bool) -> list[dict[str, Any]]:
    """Every action as a tool that was called, with what came of it."""
    trace = []
    for step, answer in zip(trajectory.steps, answers(trajectory), strict=True):
        called = calls_of(doing(Action(**step.action), ""))[0]["function"]
        result = {
            "data": answer,
            "done": done and step.number == len(trajectory.steps),
            "metadata": {"reward": step.reward},
            "error": step.error,
        }
        trace.append({"tool_name": called["name"], "arguments": called["arguments"], "result": result})
    return trace


OPENENV = OpenEnv()
