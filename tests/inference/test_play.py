"""The loop: what a result says when all goes well, and when it does not."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from playing import Record

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import EpisodeResult, play_episode
from tracefix_rl.policies.base import Policy, PolicyError, Usage
from tracefix_rl.policies.noop import NoopPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession, Session, SessionError, SessionLostError
from tracefix_rl.trajectories.record import Outcome


class Broken(Session):
    """A session of a real task that fails at a given step (0 is the reset)."""

    def __init__(self, sandbox: Sandbox, at: int, error: BaseException) -> None:
        self._inner = LocalSession(sandbox)
        self._left = at
        self._error = error

    async def reset(self, **options: Any) -> Observation:
        self._count()
        return await self._inner.reset(**options)

    async def step(self, action: Action) -> Observation:
        self._count()
        return await self._inner.step(action)

    async def close(self) -> None:
        await self._inner.close()

    def _count(self) -> None:
        if self._left == 0:
            raise self._error
        self._left -= 1


class Viewer(Policy):
    """Looks at the code for ever; counts tokens."""

    name = "viewer"
    usage = Usage(1, 2)

    def start(self, observation: Observation) -> None:
        pass

    async def act(self, observation: Observation) -> Action:
        if observation.step_count == 4:
            raise PolicyError("tired")
        return Action(action_type="VIEW_CODE")


def play(session: Session, policy: Policy, *, max_steps: int = 3) -> tuple[EpisodeResult, Record]:
    record = Record()
    options = {"task_id": "task1_easy"}
    result = asyncio.run(play_episode(session, policy, options=options, max_steps=max_steps, watcher=record))
    assert record.result is result
    return result, record


def test_an_episode_that_is_submitted(sandbox: Sandbox) -> None:
    result, record = play(LocalSession(sandbox), NoopPolicy())
    assert (result.outcome, result.steps, result.final_score, result.error) == (
        Outcome.SUBMITTED,
        1,
        0.01,
        None,
    )
    assert (result.resolved, result.failed, result.usage) == (False, False, None)
    assert record.first is not None
    assert result.task_id == record.first.metadata["task_id"]


def test_an_episode_that_is_truncated(sandbox: Sandbox) -> None:
    result, record = play(LocalSession(sandbox), Viewer())
    assert (result.outcome, result.steps, result.usage) == (Outcome.STEP_LIMIT, 3, Usage(1, 2))
    assert [step.number for step in record.steps] == [1, 2, 3]
    assert result.rewards == [step.reward for step in record.steps]


@pytest.mark.parametrize("at", [0, 1, 2])
@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (SessionLostError("gone"), Outcome.SESSION_LOST),
        (SessionError("no"), Outcome.SESSION_REFUSED),
        (PolicyError("down"), Outcome.POLICY_ERROR),
    ],
)
def test_what_breaks_ends_the_episode_and_stands_in_the_result(
    sandbox: Sandbox, at: int, error: Exception, outcome: Outcome
) -> None:
    result, record = play(Broken(sandbox, at, error), Viewer())
    assert (result.outcome, result.error, result.final_score) == (outcome, str(error), 0.0)
    assert (result.steps, result.failed) == (max(0, at - 1), True)
    assert len(record.steps) == result.steps
    assert result.usage == (Usage(1, 2) if at else None)


def test_a_policy_that_cannot_go_on_ends_the_episode(sandbox: Sandbox) -> None:
    result, _ = play(LocalSession(sandbox), Viewer(), max_steps=10)
    assert (result.outcome, result.error, result.steps) == (Outcome.POLICY_ERROR, "tired", 4)


def test_a_cancelled_episode_is_told_before_the_cancellation_goes_on(sandbox: Sandbox) -> None:
    record = Record()
    session = Broken(sandbox, 2, asyncio.CancelledError())
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(
            play_episode(session, Viewer(), options={"task_id": "task1_easy"}, max_steps=9, watcher=record)
        )
    assert (record.result.outcome, record.result.steps) == (Outcome.INTERRUPTED, 1)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"task_id": "task1_eazy"}, "task1_easy"),
        ({"difficulty": "eazy"}, "easy"),
        ({"split": "train", "index": 10_000}, "10000|10,000"),
        ({"task_id": "task1_easy", "max_steps": -1}, "max_steps"),
        ({"task_id": "task1_easy", "colour": "red"}, "colour"),
    ],
)
def test_a_local_session_refuses_in_one_line(sandbox: Sandbox, options: dict[str, Any], said: str) -> None:
    with pytest.raises(SessionError, match=said) as caught:
        asyncio.run(LocalSession(sandbox).reset(**options))
    assert "\n" not in str(caught.value)


def test_a_local_session_refuses_a_step_before_reset(sandbox: Sandbox) -> None:
    with pytest.raises(SessionError, match="reset"):
        asyncio.run(LocalSession(sandbox).step(Action(action_type="SUBMIT")))


def test_local_sessions_share_a_sandbox_and_not_an_episode(sandbox: Sandbox) -> None:
    async def both() -> list[EpisodeResult]:
        return await asyncio.gather(
            *(
                play_episode(LocalSession(sandbox), policy, options={"task_id": task}, max_steps=3)
                for policy, task in ((NoopPolicy(), "task1_easy"), (Viewer(), "task2_medium"))
            )
        )

    first, second = asyncio.run(both())
    assert first.task_id != second.task_id
    assert (first.steps, second.steps) == (1, 3)


class Faulty(Viewer):
    """A policy with a mistake in its own code."""

    name = "faulty"

    async def act(self, observation: Observation) -> Action:
        raise KeyError("oops")


def test_a_policy_with_a_mistake_costs_its_episode_only(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    result, _ = play(LocalSession(sandbox), Faulty())
    assert (result.outcome, result.steps, result.final_score) == (Outcome.POLICY_ERROR, 0, 0.0)
    assert result.failed
    assert "KeyError" in str(result.error)
    assert "the policy faulty broke" in caplog.text
