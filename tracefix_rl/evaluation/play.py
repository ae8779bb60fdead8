"""The loop between a policy and a session."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.core.reward import RESOLVED_SCORE
from tracefix_rl.policies.base import (
    Policy,
    PolicyError,
    RepeatedActionsError,
    UnreadableRepliesError,
    Usage,
)
from tracefix_rl.session import Session, SessionError, SessionLostError, one_line
from tracefix_rl.trajectories.record import Outcome

_log = logging.getLogger("tracefix_rl.evaluation")


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it was played.

    Args:
        number: Its number, from 1.
        action: What was done.
        observation: What came of it.
        reward: Its reward.
        error: What was wrong with the action, on one line; `None` if nothing was.
        messages: What the model was newly told, and its reply; none where there is no model.
        policy_s: Seconds the policy took to choose.
        environment_s: Seconds the environment took to answer.
    """

    number: int
    action: Action
    observation: Observation
    reward: float
    error: str | None
    messages: Sequence[Mapping[str, Any]] = ()
    policy_s: float = 0.0
    environment_s: float = 0.0


@dataclass(slots=True)
class EpisodeResult:
    """How an episode went; filled in as it is played.

    Args:
        task_id: The task's neutral id; empty if the episode never began.
        difficulty: The task's tier, if the environment told it.
        rewards: Reward of each step.
        final_score: The score at the end; 0 if the episode was cut short.
        outcome: Why it is over.
        error: What cut it short, on one line.
        duration_s: Wall seconds it took.
        usage: Tokens it cost, if the policy counts any.
        messages: What was exchanged with a model after the last step, if the policy gave up over it.
    """

    task_id: str = ""
    difficulty: str | None = None
    rewards: list[float] = field(default_factory=list)
    final_score: float = 0.0
    outcome: Outcome = Outcome.INTERRUPTED
    error: str | None = None
    duration_s: float = 0.0
    usage: Usage | None = None
    messages: Sequence[Mapping[str, Any]] = ()

    @property
    def steps(self) -> int:
        """Steps taken."""
        return len(self.rewards)

    @property
    def resolved(self) -> bool:
        """Whether every visible and held-out test passes at the end."""
        return self.final_score >= RESOLVED_SCORE

    @property
    def failed(self) -> bool:
        """Whether it tells nothing of the policy's skill: an endpoint, a server or a person cut it short."""
        return self.outcome.failed


class Watcher(Protocol):
    """Is told how an episode goes, while it does."""

    def started(self, observation: Observation) -> None:
        """The episode has begun."""

    def stepped(self, step: Step) -> None:
        """A step was played."""

    def ended(self, result: EpisodeResult) -> None:
        """The episode is over. Told exactly once, also of an episode that never began."""


class Audience(Watcher):
    """Several watchers as one.

    Args:
        watchers: Each is told everything, in this order.
    """

    def __init__(self, *watchers: Watcher) -> None:
        self._watchers = watchers

    def started(self, observation: Observation) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.started(observation)

    def stepped(self, step: Step) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.stepped(step)

    def ended(self, result: EpisodeResult) -> None:
        """Tell all."""
        for watcher in self._watchers:
            watcher.ended(result)


async def play_episode(
    session: Session,
    policy: Policy,
    *,
    options: Mapping[str, Any],
    max_steps: int,
    watcher: Watcher | None = None,
) -> EpisodeResult:
    """Play one episode to its end.

    What goes wrong with the policy or the environment ends the episode and stands in the result, so that it
    costs no other episode.

    Args:
        session: Where to play.
        policy: Who plays.
        options: What to play: options of the environment's `reset`.
        max_steps: Steps until the episode is truncated.
        watcher: Is told how it goes.

    Raises:
        asyncio.CancelledError: If the caller cancels; the watcher has been told the result by then.
    """
    result = EpisodeResult()
    began = time.monotonic()
    try:
        await _play(session, policy, {**options, "max_steps": max_steps}, result, watcher)
    except SessionLostError as error:
        result.outcome, result.error = Outcome.SESSION_LOST, str(error)
    except SessionError as error:
        result.outcome, result.error = Outcome.SESSION_REFUSED, str(error)
    except UnreadableRepliesError as error:
        result.outcome, result.error, result.messages = Outcome.UNREADABLE, str(error), policy.messages
    except RepeatedActionsError as error:
        result.outcome, result.error, result.messages = Outcome.REPEATED, str(error), policy.messages
    except PolicyError as error:
        result.outcome, result.error = Outcome.POLICY_ERROR, str(error)
    except asyncio.CancelledError:
        result.outcome, result.error = Outcome.INTERRUPTED, "interrupted"
        raise
    except Exception as error:
        # A mistake in a policy's own code: it costs this episode, and whoever wrote it wants to see where.
        _log.exception("the policy %s broke", policy.name)
        result.outcome = Outcome.POLICY_ERROR
        result.error = f"the policy broke: {one_line(f'{type(error).__name__}: {error}')}"
    finally:
        result.duration_s = time.monotonic() - began
        if result.task_id:  # else the policy still has the count of the episode before
            result.usage = policy.usage
        if watcher:
            watcher.ended(result)
    return result


async def _play(
    session: Session,
    policy: Policy,
    options: Mapping[str, Any],
    result: EpisodeResult,
    watcher: Watcher | None,
) -> None:
    observation = await session.reset(**options)
    result.task_id = str(observation.metadata.get("task_id", ""))
    result.difficulty = observation.metadata.get("difficulty")
    policy.start(observation)
    if watcher:
        watcher.started(observation)
    while not observation.done:
        began = time.monotonic()
        action = await policy.act(observation)
        chosen = time.monotonic()
        observation = await session.step(action)
        answered = time.monotonic()
        if observation.reward is None:
            raise SessionError(_why_no_reward(observation))
        result.rewards.append(float(observation.reward))
        if watcher:
            error = policy.complaint or observation.metadata.get("last_action_error")
            watcher.stepped(
                Step(
                    number=result.steps,
                    action=action,
                    observation=observation,
                    reward=result.rewards[-1],
                    error=one_line(error) if error else None,
                    messages=policy.messages,
                    policy_s=chosen - began,
                    environment_s=answered - chosen,
                )
            )
    score = observation.metadata.get("final_score")
    if not isinstance(score, int | float):
        raise SessionError("the environment ended the episode without a final score")
    result.final_score = float(score)
    result.outcome = Outcome(observation.metadata.get("stop_reason") or Outcome.SUBMITTED)


def _why_no_reward(observation: Observation) -> str:
    """The environment answered without a reward: it failed, so there is no score either."""
    told = observation.metadata.get("last_action_error") or observation.last_execution_output
    return f"the environment could not run the tests: {one_line(told) or 'it does not say why'}"
