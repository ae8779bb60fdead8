"""What the tests of policies share: playing an episode in this process."""

from __future__ import annotations

import asyncio

import pytest
from installing import install
from playing import Play, Record

from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.policies.base import Policy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession

__all__ = ["install", "play"]


@pytest.fixture
def play(sandbox: Sandbox) -> Play:
    """Plays a task with a policy in this process and returns the record."""

    def play_task(policy: Policy, task: str, *, max_steps: int = 50) -> Record:
        record = Record()

        async def run() -> None:
            try:
                await play_episode(
                    LocalSession(sandbox),
                    policy,
                    options={"task_id": task},
                    max_steps=max_steps,
                    watcher=record,
                )
            finally:
                await policy.close()

        asyncio.run(run())
        return record

    return play_task
