"""The lines that programs read along: `[START]`, `[STEP]` and `[END]`."""

from __future__ import annotations

from typing import TextIO

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
