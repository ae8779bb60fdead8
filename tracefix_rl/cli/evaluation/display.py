"""How a run goes while it does: one line that lives on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import typer

from tracefix_rl.evaluation.summary import Sample
from tracefix_rl.trajectories.record import Trajectory

Tell = Callable[[Trajectory, Sample], None]

_LINE_S = 10.0
"""Seconds between two lines where there is no terminal."""


class Count:
    """What is counted while a run goes on.

    Args:
        samples: What was played before.
    """

    def __init__(self, samples: Sequence[Sample]) -> None:
        self._began = time.monotonic()
        self._played = self._resolved = self._failed = 0
        self._returns = 0.0
        self._new = 0
        for sample in samples:
            self._take(sample)

    @property
    def done(self) -> int:
        """Episodes that count."""
        return self._played

    def add(self, sample: Sample) -> None:
        """Count an episode that has just ended."""
        self._new += 1
        self._take(sample)

    def __str__(self) -> str:
        """Say how it goes."""
        rate = self._new / max(time.monotonic() - self._began, 1e-9)
        pace = f"{rate:.1f}/s" if rate >= 1 else f"{60 * rate:.1f}/min"
        shares = ""
        if self._played:
            resolved, returned = self._resolved / self._played, self._returns / self._played
            shares = f"resolved {resolved:.2f}, mean return {returned:.2f}, "
        return f"{shares}{pace}, {self._failed} failed"

    def _take(self, sample: Sample) -> None:
        if sample.failed:
            self._failed += 1
            return
        self._played += 1
        self._resolved += sample.resolved
        self._returns += sample.episode_return


@contextmanager
def display(total: int, samples: Sequence[Sample]) -> Iterator[Tell]:
    """Show on standard error how a run goes, until the end of the block.

    Args:
        total: Episodes of the run.
        samples: What was played before.

    Yields:
        What to tell each episode that ends.
    """
    count = Count(samples)
    if sys.stderr.isatty():
        with _bar(total, count) as tell:
            yield tell
    else:
        yield _lines(total, count)


@contextmanager
def _bar(total: int, count: Count) -> Iterator[Tell]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("episodes"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.description}", markup=False),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(str(count), total=total, completed=count.done)

        def tell(trajectory: Trajectory, sample: Sample) -> None:
            count.add(sample)
            if trajectory.failed:
                bar.console.print(_failure(trajectory), markup=False, highlight=False, soft_wrap=True)
            bar.update(task, completed=count.done, description=str(count))

        yield tell


def _lines(total: int, count: Count) -> Tell:
    said = time.monotonic()

    def tell(trajectory: Trajectory, sample: Sample) -> None:
        nonlocal said
        count.add(sample)
        if trajectory.failed:
            typer.echo(_failure(trajectory), err=True)
        if count.done == total or time.monotonic() - said >= _LINE_S:
            said = time.monotonic()
            typer.echo(f"{count.done:,} of {total:,} episodes: {count}", err=True)

    return tell


def _failure(trajectory: Trajectory) -> str:
    return f"{trajectory.episode_id} failed ({trajectory.stop_reason.value}): {trajectory.error}"
