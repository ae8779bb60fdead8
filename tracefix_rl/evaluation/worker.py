"""Plays assignments in this process."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from typing import Any, Self

from tracefix_rl.evaluation.job import Assignment, Job
from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.evaluation.recording import Recording, known_of
from tracefix_rl.policies.maker import PolicyMaker
from tracefix_rl.sandbox import ReportCache, Sandbox
from tracefix_rl.session import LocalSession, RemoteSession, Session
from tracefix_rl.tasks.catalog import VARIABLE, Catalog
from tracefix_rl.trajectories.record import Player, Trajectory
from tracefix_rl.trajectories.recorder import Recorder


class Worker:
    """Holds what episodes share: the tasks, the sandbox or the server's address, the policy's connections.

    Args:
        job: What its episodes have in common.

    Raises:
        ValueError: If there is no such policy.
        TaskFileError: If the tasks cannot be read.
    """

    def __init__(self, job: Job) -> None:
        os.environ[VARIABLE] = job.tasks  # the oracle, too, must know these tasks and no others
        self._job = job
        self._catalog = Catalog.configured()
        self._policies = PolicyMaker(job.policy, endpoint=job.endpoint, concurrency=job.concurrency)
        self._sandbox: Sandbox | None = None
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        """Start what episodes need."""
        self._open.push_async_callback(self._policies.close)
        if self._job.server is None:
            runners = max(1, min(self._job.concurrency, len(os.sched_getaffinity(0))))
            self._sandbox = self._open.enter_context(
                Sandbox(runners=runners, cache=ReportCache(), packages=self._catalog.packages)
            )
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop it."""
        await self._open.aclose()

    async def play(self, assignment: Assignment) -> Trajectory:
        """Play one episode; several may be played at once."""
        policy = self._policies.make(assignment.seed)
        options: dict[str, Any] = {
            "task_id": assignment.task_id,
            "seed": assignment.seed,
            "reward_mode": self._job.reward_mode,
        }
        recording = Recording(
            Recorder(
                episode_id=assignment.episode_id,
                attempt=assignment.attempt,
                options={**options, "max_steps": self._job.max_steps},
                player=self._player(policy.name, assignment.seed),
                known=known_of(self._catalog, assignment.task_id),
            )
        )
        session = self._session()
        try:
            await play_episode(
                session, policy, options=options, max_steps=self._job.max_steps, watcher=recording
            )
        finally:
            await policy.close()
            await session.close()
        assert recording.trajectory is not None, "the watcher is told the end of every episode"
        return recording.trajectory

    def _session(self) -> Session:
        if self._sandbox is not None:
            return LocalSession(self._sandbox, self._catalog)
        from tracefix_rl.client import TraceFixRLEnv

        return RemoteSession(TraceFixRLEnv(base_url=self._job.server))

    def _player(self, name: str, seed: int) -> Player:
        model = self._job.endpoint.model if self._job.endpoint and self._job.policy == "llm" else None
        return Player(policy=self._job.policy, model=model, seed=seed)
