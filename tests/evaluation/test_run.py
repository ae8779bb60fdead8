"""Playing what is missing of a run."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable
from pathlib import Path

import pytest
from played import ended

from tracefix_rl.evaluation.engines import Engine, EngineError, make_engine
from tracefix_rl.evaluation.folder import RunFolder, episodes_of
from tracefix_rl.evaluation.job import Assignment, Job, assignments
from tracefix_rl.evaluation.run import PATIENCE, GaveUpError, Progress, play_missing
from tracefix_rl.trajectories import Outcome, Trajectory

JOB = Job(policy="noop")
EVERY = list(assignments([f"t-{number}" for number in range(20)], attempts=1, seed=0))


class Scripted(Engine):
    """Ends episodes as it is told, and counts them."""

    def __init__(self, *outcomes: Outcome) -> None:
        self._outcomes = outcomes
        self.played: list[str] = []
        self.is_closed = False

    async def play(self, job: Job, assignments: Iterable[Assignment]) -> AsyncGenerator[Trajectory, None]:
        try:
            for assignment, outcome in zip(assignments, self._outcomes, strict=False):
                self.played.append(assignment.episode_id)
                yield ended(assignment, outcome)
        finally:
            self.is_closed = True


@pytest.fixture
def path(tmp_path: Path) -> Path:
    RunFolder.create(tmp_path / "run", {}).close()
    return tmp_path / "run"


def play(path: Path, engine: Engine, every: Iterable[Assignment] = EVERY) -> Progress:
    with RunFolder.resume(path) as folder:
        progress = Progress(folder)
        asyncio.run(play_missing(progress, JOB, every, engine, lambda *_: None))
        return progress


def test_what_was_played_is_not_played_again(path: Path) -> None:
    first, second = Scripted(*[Outcome.SUBMITTED] * 5), Scripted(*[Outcome.SUBMITTED] * 20)
    play(path, first)
    progress = play(path, second)
    assert sorted(first.played + second.played) == sorted(each.episode_id for each in EVERY)
    assert progress.missing(EVERY) == []
    assert len(list(episodes_of(path))) == 20


def test_what_failed_is_played_again_and_counts_as_it_ended_last(path: Path) -> None:
    play(path, Scripted(Outcome.SESSION_LOST, Outcome.SUBMITTED))
    again = Scripted(Outcome.SUBMITTED)
    progress = play(path, again)
    assert again.played == [EVERY[0].episode_id]
    assert not any(sample.failed for sample in progress.samples)
    assert len(progress.samples) == 2


def test_a_policy_that_gives_up_is_not_played_again(path: Path) -> None:
    play(path, Scripted(Outcome.UNREADABLE))
    again = Scripted(Outcome.SUBMITTED)
    play(path, again)
    assert again.played == [EVERY[1].episode_id]


def test_failure_after_failure_stops_the_run(path: Path) -> None:
    engine = Scripted(*[Outcome.POLICY_ERROR] * 20)
    with pytest.raises(GaveUpError, match="it broke"):
        play(path, engine)
    assert len(engine.played) == PATIENCE
    assert engine.is_closed


def test_a_failure_now_and_then_does_not(path: Path) -> None:
    engine = Scripted(*([Outcome.POLICY_ERROR] * (PATIENCE - 1) + [Outcome.SUBMITTED]) * 2)
    assert len(play(path, engine).missing(EVERY)) == 2 * (PATIENCE - 1)


def test_an_unknown_engine_names_the_nearest() -> None:
    with pytest.raises(ValueError, match="local"):
        make_engine("lokal")


def test_without_ray_the_engine_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(EngineError, match=r"pip install .*\[ray\]"):
        make_engine("ray")
