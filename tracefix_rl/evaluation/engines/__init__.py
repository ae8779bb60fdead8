"""What runs the episodes of a run, one file each behind the `Engine` protocol.

- `local` plays them in this process, several at a time.
- `ray` plays each as a task of a Ray cluster.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from typing import Protocol

from tracefix_rl.evaluation.job import Assignment, Job
from tracefix_rl.trajectories.record import Trajectory

__all__ = ["ENGINES", "Engine", "EngineError", "make_engine"]

ENGINES = ("local", "ray")


class EngineError(Exception):
    """An engine cannot go on, or not begin; the message says what would help."""


class Engine(Protocol):
    """Plays the episodes of a run."""

    def play(self, job: Job, assignments: Iterable[Assignment]) -> AsyncGenerator[Trajectory, None]:
        """Play episodes, at most `job.concurrency` at a time, and return each as it ends.

        The assignments are taken as they are needed. Whoever stops reading has those under way cancelled.

        Raises:
            EngineError: If it cannot go on.
        """


def make_engine(name: str) -> Engine:
    """Make an engine by its name.

    Raises:
        ValueError: If there is none of that name.
        EngineError: If it is not installed.
    """
    if name == "local":
        from tracefix_rl.evaluation.engines.local import LocalEngine

        return LocalEngine()
    if name == "ray":
        from tracefix_rl.evaluation.engines.ray import RayEngine

        return RayEngine()
    from tracefix_rl.tasks.suggestions import near

    raise ValueError(f"there is no engine {name!r}; {near(name, ENGINES)}")
