"""Plays what is missing of a run, and keeps every episode as it ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import aclosing

from tracefix_rl.evaluation.engines import Engine
from tracefix_rl.evaluation.folder import RunFolder, episodes_of
from tracefix_rl.evaluation.job import Assignment, Job
from tracefix_rl.evaluation.summary import Sample
from tracefix_rl.trajectories.record import Trajectory

PATIENCE = 10
"""So many failed episodes in a row, and the run stops: what is broken is not the policy."""


class GaveUpError(Exception):
    """Episode after episode fails; the message is the last one's error."""


class Progress:
    """What was played so far, of a run that may have been resumed.

    Args:
        folder: The run's folder; what it holds is taken in.
    """

    def __init__(self, folder: RunFolder) -> None:
        self._folder = folder
        self._samples: dict[str, Sample] = {}
        for trajectory in episodes_of(folder.path):
            self._samples[trajectory.episode_id] = Sample.of(trajectory)

    @property
    def samples(self) -> list[Sample]:
        """The last of each episode."""
        return list(self._samples.values())

    def missing(self, assignments: Iterable[Assignment]) -> list[Assignment]:
        """Return what is still to be played: what was not, or failed."""
        return [each for each in assignments if self._is_missing(each.episode_id)]

    def add(self, trajectory: Trajectory) -> Sample:
        """Keep an episode; raises `JournalError` if that is not possible."""
        self._folder.add(trajectory)
        sample = self._samples[trajectory.episode_id] = Sample.of(trajectory)
        return sample

    def _is_missing(self, episode_id: str) -> bool:
        sample = self._samples.get(episode_id)
        return sample is None or sample.failed


async def play_missing(
    progress: Progress,
    job: Job,
    assignments: Iterable[Assignment],
    engine: Engine,
    tell: Callable[[Trajectory, Sample], None],
) -> None:
    """Play what is missing.

    Args:
        progress: What there is, and where more of it goes.
        job: What the episodes have in common.
        assignments: All episodes of the run.
        engine: Who plays them.
        tell: Is told each episode as it ends.

    Raises:
        GaveUpError: If `PATIENCE` episodes in a row fail.
        JournalError: If an episode cannot be kept.
        EngineError: If the engine cannot go on.
    """
    failures = 0
    async with aclosing(engine.play(job, progress.missing(assignments))) as ended:
        async for trajectory in ended:
            tell(trajectory, progress.add(trajectory))
            failures = failures + 1 if trajectory.failed else 0
            if failures == PATIENCE:
                raise GaveUpError(trajectory.error or trajectory.stop_reason.value)
