"""Playing an episode in this process, and what it leaves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher
from tracefix_rl.policies import Policy, PolicyError


class Record(Watcher):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.first: Observation | None = None
        self.steps: list[Step] = []
        self.result = EpisodeResult()

    def started(self, observation: Observation) -> None:
        self.first = observation

    def stepped(self, step: Step) -> None:
        self.steps.append(step)

    def ended(self, result: EpisodeResult) -> None:
        self.result = result

    @property
    def actions(self) -> list[str]:
        return [str(step.action.action_type) for step in self.steps]


Play = Callable[..., Record]


def seen(source: str = "x = 1", brief: str = "Repair it.", **fields: Any) -> Observation:
    """An observation of this source."""
    lines = dict(enumerate(source.split("\n"), start=1))
    metadata = {"system_prompt": brief, "task_id": "t"}
    return Observation(**{"code_dict": lines, "metadata": metadata, "steps_remaining": 50, **fields})


def acting(policy: Policy, steps: int, observation: Observation | None = None) -> list[Action]:
    """Let a policy act so many times on the same observation, without an environment, and close it."""
    shown = observation or seen()

    async def run() -> list[Action]:
        policy.start(shown)
        try:
            return [await policy.act(shown) for _ in range(steps)]
        finally:
            await policy.close()

    return asyncio.run(run())


def failing(policy: Policy, observation: Observation | None = None) -> str:
    """What a policy says that cannot make its second choice, the first that a model is asked for."""
    with pytest.raises(PolicyError) as caught:
        acting(policy, 2, observation)
    return str(caught.value)
