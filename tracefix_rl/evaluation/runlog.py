"""What a run of the baseline script leaves behind: lines for programs that read along, and one JSON file."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

from tracefix_rl.core.models import Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher
from tracefix_rl.session import one_line


class LineLog(Watcher):
    """Writes an episode as `[START]`, `[STEP]` and `[END]` lines, each flushed as it is written.

    Every episode gets one START and one END, also one that never began.

    Args:
        out: Where the lines go.
        task: What the task is called in them; without it the neutral id that the environment tells.
        placeholder: What it is called if the environment never tells.
        env: Name of the benchmark.
        model: Name of the model or policy.
        threshold: Lowest final score that counts as success.
    """

    def __init__(
        self, out: TextIO, *, task: str | None, placeholder: str, env: str, model: str, threshold: float
    ) -> None:
        self.label = _word(task or placeholder)
        self._out = out
        self._is_named = bool(task)
        self._env = env
        self._model = model
        self._threshold = threshold
        self._has_start = False

    def started(self, observation: Observation) -> None:
        """Write the START line."""
        if not self._is_named and (told := observation.metadata.get("task_id")):
            self.label = _word(told)
        self._start()

    def stepped(self, step: Step) -> None:
        """Write a STEP line."""
        self._write(
            f"[STEP] step={step.number} action={_word(step.action.action_type)} "
            f"reward={two_decimals(step.reward)} done={_flag(step.observation.done)} "
            f"error={one_line(step.error or '') or 'null'}"
        )

    def ended(self, result: EpisodeResult) -> None:
        """Write the END line, after a START line if there was none."""
        if not self._has_start:
            self._start()
        self._write(
            f"[END] success={_flag(result.final_score >= self._threshold)} steps={result.steps} "
            f"score={two_decimals(result.final_score)} "
            f"rewards={','.join(two_decimals(reward) for reward in result.rewards)}"
        )

    def _start(self) -> None:
        self._has_start = True
        self._write(f"[START] task={self.label} env={_word(self._env)} model={_word(self._model)}")

    def _write(self, line: str) -> None:
        print(line, file=self._out, flush=True)


def two_decimals(value: float) -> str:
    """A number with two decimals, without a minus sign before zero."""
    return f"{round(value, 2) + 0.0:.2f}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _word(text: object) -> str:
    """Text as one word, so that a line can be split at its spaces."""
    return "_".join(str(text).split()) or "-"


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
    text = json.dumps({**run, "tasks": list(tasks)}, indent=2) + "\n"
    handle, draft = tempfile.mkstemp(dir=path.absolute().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(draft, 0o644)  # mkstemp keeps the file to its owner
        os.replace(draft, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(draft)
        raise


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
