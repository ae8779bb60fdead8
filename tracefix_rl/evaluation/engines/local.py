"""Plays the episodes of a run in this process."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable

from tracefix_rl.evaluation.engines import Engine
from tracefix_rl.evaluation.job import Assignment, Job
from tracefix_rl.evaluation.worker import Worker
from tracefix_rl.trajectories.record import Trajectory


class LocalEngine(Engine):
    """Plays several episodes at a time on one event loop; their tests run in the sandbox's processes."""

    async def play(self, job: Job, assignments: Iterable[Assignment]) -> AsyncGenerator[Trajectory, None]:
        """Play episodes; see `Engine`."""
        waiting = iter(assignments)
        playing: set[asyncio.Task[Trajectory]] = set()
        async with Worker(job) as worker:
            try:
                while True:
                    while len(playing) < job.concurrency and (each := next(waiting, None)) is not None:
                        playing.add(asyncio.create_task(worker.play(each)))
                    if not playing:
                        return
                    ended, playing = await asyncio.wait(playing, return_when=asyncio.FIRST_COMPLETED)
                    for task in ended:
                        yield task.result()
            finally:
                for task in playing:
                    task.cancel()
                await asyncio.gather(*playing, return_exceptions=True)
