"""The results file of a run of the script."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tracefix_rl.evaluation.folder import write_whole
from tracefix_rl.evaluation.play import EpisodeResult


def check_writable(path: Path) -> None:
    """Make sure a file can be written where the results are to go.

    Args:
        path: The results file.

    Raises:
        OSError: If it cannot; the message says what would help.
    """
    folder = path.absolute().parent
    if path.is_dir():
        raise IsADirectoryError(f"{path} is a folder; name a file")
    if not folder.is_dir():
        raise FileNotFoundError(f"there is no folder {folder}; create it or name another file")
    if not os.access(folder, os.W_OK):
        raise PermissionError(f"the folder {folder} cannot be written to; name a file elsewhere")


def write_results(path: Path, run: Mapping[str, Any], tasks: Sequence[Mapping[str, Any]]) -> None:
    """Write the results file; a reader sees the old one or the new one, never half of one.

    Args:
        path: Where it goes.
        run: What is true of the whole run: versions, seed, model, policy ...
        tasks: One entry for each episode.
    """
    write_whole(path, json.dumps({**run, "tasks": list(tasks)}, indent=2) + "\n")


def entry(task: str, name: str | None, result: EpisodeResult, threshold: float) -> dict[str, Any]:
    """One episode as it stands in the results file.

    Args:
        task: What the task is called in the lines.
        name: Its name in manifests, if it is known.
        result: How the episode went.
        threshold: Lowest final score that counts as success.
    """
    usage = result.usage
    return {
        "task": task,
        "task_id": result.task_id or None,
        "name": name,
        "tier": result.difficulty,
        "score": result.final_score,
        "success": result.final_score >= threshold,
        "steps": result.steps,
        "rewards": result.rewards,
        "stop_reason": result.outcome.value,
        "error": result.error,
        "duration_s": round(result.duration_s, 3),
        "tokens": usage and {"prompt": usage.prompt_tokens, "completion": usage.completion_tokens},
    }
