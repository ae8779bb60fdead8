"""Logs how episodes go: ids, numbers and verdicts, and no source text unless it is asked for."""

from __future__ import annotations

import logging
from typing import Any

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.server.watching import Begun, Watcher, kind_of

_log = logging.getLogger("tracefix_rl.server")


class EpisodeLogger(Watcher):
    """Logs one session's episodes: their begin and end as information, each step for debugging.

    Args:
        with_actions: Whether a step's entry holds the whole action, with its text.
    """

    def __init__(self, *, with_actions: bool) -> None:
        self._with_actions = with_actions
        self._known: dict[str, Any] = {}

    def begun(self, episode: Begun) -> None:
        """Log what is played."""
        state, task = episode.state, episode.task
        self._known = {"episode_id": state.episode_id, "task_id": task.id}
        _log.info(
            "episode %s of %s begins",
            state.episode_id,
            task.id,
            extra={
                **self._known,
                "split": str(task.split),
                "tier": str(task.tier),
                "seed": state.seed,
                "seconds": round(episode.seconds, 4),
            },
        )

    def stepped(self, action: Action, observation: Observation, seconds: float) -> None:
        """Log the step, and the end if it was the last."""
        if _log.isEnabledFor(logging.DEBUG):
            self._log_step(action, observation, seconds)
        if observation.done:
            told = observation.metadata
            self._log_end(observation.step_count, told["stop_reason"], told["final_score"])

    def abandoned(self) -> None:
        """Log that it has no score."""
        _log.info(
            "episode %s is abandoned",
            self._known["episode_id"],
            extra={**self._known, "stop_reason": "abandoned"},
        )

    def _log_step(self, action: Action, observation: Observation, seconds: float) -> None:
        kind = kind_of(action)
        facts = {
            "step": observation.step_count,
            "action_type": kind,
            "reward": observation.reward,
            "passed": sum(test.passed for test in observation.test_results),
            "tests": len(observation.test_results),
            "seconds": round(seconds, 4),
        }
        content = {"action": action.as_sent()} if self._with_actions else {}
        _log.debug(
            "episode %s step %d: %s%s",
            self._known["episode_id"],
            observation.step_count,
            kind,
            f" {content['action']!r}" if content else "",
            extra={**self._known, **facts, **content},
        )

    def _log_end(self, steps: int, stop_reason: str, score: float) -> None:
        _log.info(
            "episode %s ended after %d steps (%s), score %.2f",
            self._known["episode_id"],
            steps,
            stop_reason,
            score,
            extra={
                **self._known,
                "steps": steps,
                "stop_reason": str(stop_reason),
                "final_score": score,
            },
        )
