"""Makes the record of an episode while it is played."""

from __future__ import annotations

import platform
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from typing import Any

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.trajectories.digest import digest_of
from tracefix_rl.trajectories.record import (
    Edit,
    Outcome,
    Player,
    StepRecord,
    TaskRecord,
    Tokens,
    Trajectory,
)

_RUNS_TESTS = (ActionType.RUN_TESTS, ActionType.SUBMIT)


class Recorder:
    """Is told what happens, and has the record at the end.

    Args:
        episode_id: Unique in the file that the record goes to.
        options: What the environment's `reset` is asked for.
        player: Who plays.
        attempt: Which of several tries at the same task, from 0.
        known: What the catalog knows of the task beyond what an agent is told: fields of `TaskRecord`.
    """

    def __init__(
        self,
        *,
        episode_id: str,
        options: Mapping[str, Any],
        player: Player,
        attempt: int = 0,
        known: Mapping[str, Any] | None = None,
    ) -> None:
        self._head: dict[str, Any] = {
            "episode_id": episode_id,
            "attempt": attempt,
            "player": player,
            "options": {name: value for name, value in options.items() if value is not None},
            "versions": versions(),
            "started_at": datetime.now(UTC),
        }
        self._known = dict(known or {})
        self._first: Observation | None = None
        self._lines: list[str] = []
        self._steps: list[StepRecord] = []

    def started(self, observation: Observation) -> None:
        """Take in what `reset` returned."""
        self._first = observation
        self._lines = _lines_in(observation)

    def stepped(
        self,
        action: Action,
        observation: Observation,
        *,
        error: str | None = None,
        messages: Iterable[Mapping[str, Any]] = (),
        policy_s: float = 0.0,
        environment_s: float = 0.0,
    ) -> None:
        """Take in a step.

        Args:
            action: What was done.
            observation: What came of it.
            error: What was wrong with the action, if the environment does not say.
            messages: What the model was newly told, and its reply.
            policy_s: Seconds the policy took to choose.
            environment_s: Seconds the environment took to answer.
        """
        metadata = observation.metadata
        lines = _lines_in(observation)
        self._steps.append(
            StepRecord(
                number=len(self._steps) + 1,
                action=action.as_sent(),
                reward=float(observation.reward or 0.0),
                reward_parts=dict(metadata.get("reward_breakdown") or {}),
                error=error or metadata.get("last_action_error"),
                note=metadata.get("note"),
                output=observation.last_execution_output,
                verdicts=_verdicts(action, observation),
                syntax_error=observation.syntax_error,
                edit=Edit.between(self._lines, lines),
                observation=digest_of(observation),
                messages=tuple(dict(message) for message in messages),
                policy_s=round(policy_s, 6),
                environment_s=round(environment_s, 6),
            )
        )
        self._lines = lines

    def ended(
        self,
        outcome: Outcome,
        *,
        final_score: float | None,
        error: str | None = None,
        tokens: Tokens | None = None,
        duration_s: float = 0.0,
        messages: Iterable[Mapping[str, Any]] = (),
    ) -> Trajectory:
        """Return the record of the episode, which is over.

        Args:
            outcome: Why it is.
            final_score: Its score; `None` if it was cut short.
            error: What cut it short.
            tokens: What it cost.
            duration_s: Seconds from reset to the end.
            messages: What was exchanged with a model after the last step.
        """
        first = self._first or Observation()
        return Trajectory(
            **self._head,
            task=_task_of(first, self._head["options"], self._known),
            brief=str(first.metadata.get("system_prompt", "")),
            lines=tuple(_lines_in(first)),
            observation=digest_of(first),
            steps=tuple(self._steps),
            stop_reason=outcome,
            error=error,
            final_score=final_score,
            tokens=tokens,
            duration_s=round(duration_s, 6),
            messages=tuple(dict(message) for message in messages),
        )


@cache
def versions() -> dict[str, str]:
    """Return what a replay may depend on."""
    packages = ("openenv-tracefix-rl", "pytest")
    return {"python": platform.python_version()} | {package: version(package) for package in packages}


def _lines_in(observation: Observation) -> list[str]:
    return [observation.code_dict[number] for number in sorted(observation.code_dict)]


def _verdicts(action: Action, observation: Observation) -> dict[str, Any] | None:
    if action.action_type not in _RUNS_TESTS and not observation.done:
        return None
    return {test.test_name: test.verdict for test in observation.test_results}


def _task_of(first: Observation, options: Mapping[str, Any], known: Mapping[str, Any]) -> TaskRecord:
    card, tests = first.info.get("task", {}), first.info.get("tests", {})
    return TaskRecord(
        **{
            "id": str(first.metadata.get("task_id") or options.get("task_id") or ""),
            "title": card.get("title", ""),
            "tier": card.get("tier", ""),
            "split": card.get("split", ""),
            "visible_tests": tests.get("visible", 0),
            "held_out_tests": tests.get("held_out", 0),
            **known,
        }
    )
