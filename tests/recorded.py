"""Episodes that are played for their records."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.evaluation.recording import Recording, known_of
from tracefix_rl.policies.base import Policy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import Player, Recorder, Trajectory


class Scripted(Policy):
    """Does what it is given."""

    name = "scripted"

    def __init__(self, *actions: Action) -> None:
        self._actions = list(actions)

    def start(self, observation: Observation) -> None:
        pass

    async def act(self, observation: Observation) -> Action:
        return self._actions.pop(0)


Record = Callable[..., Trajectory]


def record(sandbox: Sandbox, policy: Policy, task: str, *, max_steps: int = 20, **options: Any) -> Trajectory:
    """Play a task in this process and return its record."""
    asked = {"task_id": Catalog.configured().entry(task).id, "seed": 0, **options}
    recording = Recording(
        Recorder(
            episode_id=f"{asked['task_id']}.0",
            options={**asked, "max_steps": max_steps},
            player=Player(policy=policy.name, seed=0),
            known=known_of(Catalog.configured(), task),
        )
    )
    asyncio.run(
        play_episode(LocalSession(sandbox), policy, options=asked, max_steps=max_steps, watcher=recording)
    )
    assert recording.trajectory is not None
    return recording.trajectory
