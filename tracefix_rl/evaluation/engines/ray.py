"""Plays each episode of a run as a task of a Ray cluster.

The cluster is the one that `RAY_ADDRESS` names, else one on this machine. Each of its processes keeps what
episodes share, so that only the first one it plays pays for starting it.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import os
from collections.abc import AsyncGenerator, Iterable
from typing import Any

from tracefix_rl.evaluation.engines import Engine, EngineError
from tracefix_rl.evaluation.job import Assignment, Job
from tracefix_rl.trajectories.record import Trajectory

_RETRIES = 3
"""How often an episode is played again whose process or machine went away."""
_BOUND_BY_MODEL = 0.1
"""Processors that an episode takes which mostly waits for a model."""


class RayEngine(Engine):
    """Plays episodes on a Ray cluster, `job.concurrency` at a time.

    Raises:
        EngineError: If Ray is not installed.
    """

    def __init__(self) -> None:
        if importlib.util.find_spec("ray") is None:
            raise EngineError("Ray is not installed: pip install 'openenv-tracefix-rl[ray]'")

    async def play(self, job: Job, assignments: Iterable[Assignment]) -> AsyncGenerator[Trajectory, None]:
        """Play episodes; see `Engine`. A worker that is lost costs a retry of its episode."""
        import ray

        started_here = await asyncio.to_thread(_connect)
        play = ray.remote(
            num_cpus=_BOUND_BY_MODEL if job.endpoint else 1,
            max_retries=_RETRIES,
            scheduling_strategy="SPREAD",
        )(_play)
        shared = ray.put(job)
        waiting = iter(assignments)
        playing: list[Any] = []
        try:
            while True:
                while len(playing) < job.concurrency and (each := next(waiting, None)) is not None:
                    playing.append(play.remote(shared, each))
                if not playing:
                    return
                (ended,), playing = await asyncio.to_thread(ray.wait, playing, num_returns=1)
                yield await _result(ended)
        finally:
            for reference in playing:
                ray.cancel(reference, force=True)
            if started_here:
                await asyncio.to_thread(ray.shutdown)


def _connect() -> bool:
    """Connect to the cluster, or start one; return whether that was done here and not before."""
    import ray

    if ray.is_initialized():
        return False
    try:
        ray.init(
            log_to_driver=False,
            include_dashboard=False,
            logging_level=logging.ERROR,
            runtime_env={"env_vars": {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}},
        )
    except (OSError, RuntimeError, ValueError) as error:
        said = " ".join(str(error).split())[:300]
        if address := os.environ.get("RAY_ADDRESS"):
            raise EngineError(
                f"the Ray cluster at {address} cannot be reached ({said}); check RAY_ADDRESS, and set "
                "RAY_AUTH_MODE=token if it wants a token"
            ) from error
        raise EngineError(f"Ray does not start on this machine: {said}") from error
    return True


async def _result(reference: Any) -> Trajectory:
    import ray

    try:
        trajectory: Trajectory = await asyncio.to_thread(ray.get, reference)
    except ray.exceptions.RayTaskError as error:
        raise EngineError(f"an episode could not be played: {str(error.cause)[:300]}") from error
    except ray.exceptions.RayError as error:
        raise EngineError(
            f"Ray lost an episode {_RETRIES + 1} times ({type(error).__name__}); see that its machines have "
            "memory to spare, and go on with --resume"
        ) from error
    return trajectory


def _play(job: Job, assignment: Assignment) -> Trajectory:
    """Play one episode in a process of the cluster."""
    return _station(job).play(assignment)


class _Station:
    """Keeps a worker and the event loop it lives on, from one Ray task to the next."""

    def __init__(self, job: Job) -> None:
        from tracefix_rl.evaluation.worker import Worker

        self.job = job
        self._runner = asyncio.Runner()
        self._worker = self._runner.run(Worker(job).__aenter__())

    def play(self, assignment: Assignment) -> Trajectory:
        return self._runner.run(self._worker.play(assignment))

    def close(self) -> None:
        self._runner.run(self._worker.__aexit__())
        self._runner.close()


_kept: _Station | None = None


def _station(job: Job) -> _Station:
    """Return this process's station for a job; the one for another job is closed."""
    global _kept
    if _kept is None or _kept.job != job:
        if _kept is not None:
            _kept.close()
        _kept = _Station(job)
    return _kept
