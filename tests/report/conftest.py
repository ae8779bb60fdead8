"""What the tests of the page share: a run of all kinds of episodes, and a browser to look at it."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import NAMES, Page, browsing, find_browser
from made import cut_short, made, unresolved

from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.evaluation.recording import Recording, known_of
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.oracle import OraclePolicy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.report import write_report
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks import Catalog
from tracefix_rl.trajectories import Player, Recorder, Trajectory

RUN = {
    "id": "spring",
    "created_at": "2026-03-01T10:20:30+00:00",
    "versions": {"python": "3.11.7"},
    "arguments": {"policy": "search", "tasks": None, "easy": True},
    "machine": {"processors": 2},
    "isolation": {
        "layers": [{"name": "landlock", "status": "active"}, {"name": "seccomp", "status": "active"}]
    },
    "seed": 7,
}


def played(sandbox: Sandbox, policy: Policy, task: str) -> Trajectory:
    """Play a task in this process and return its record."""
    options = {"task_id": Catalog.configured().entry(task).id, "seed": 0}
    recording = Recording(
        Recorder(
            episode_id=f"{task}.0",
            options=options,
            player=Player(policy=policy.name),
            known=known_of(Catalog.configured(), task),
        )
    )
    asyncio.run(play_episode(LocalSession(sandbox), policy, options=options, max_steps=16, watcher=recording))
    assert recording.trajectory is not None
    return recording.trajectory


@pytest.fixture(scope="session")
def real(sandbox: Sandbox) -> list[Trajectory]:
    """Episodes that were really played."""
    return [
        played(sandbox, SearchPolicy(0), "task1_easy"),
        played(sandbox, RandomPolicy(3), "task2_medium"),
        played(sandbox, OraclePolicy(Catalog.configured().find), "task3_hard"),
    ]


@pytest.fixture(scope="session")
def mixed(real: list[Trajectory]) -> list[Trajectory]:
    """A run with episodes of every kind, one task tried twice."""
    return [
        *real,
        made("t-a", attempt=0),
        unresolved("t-a", attempt=1),
        unresolved("t-b", 0.4, task={"tier": "hard", "title": "Zeros are lost"}, tokens=None),
        cut_short("t-c", task={"tier": "medium"}),
    ]


@pytest.fixture(scope="session")
def report(mixed: list[Trajectory], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of that run."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    write_report(path, RUN, mixed)
    return path


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A real browser."""
    program = find_browser()
    if program is None:
        pytest.skip(f"there is no browser: install one of {', '.join(NAMES)}")
    with browsing(program, tmp_path_factory.mktemp("profile")) as page:
        yield page


@pytest.fixture
def page(browser: Page) -> Iterator[Page]:
    """The browser; the test fails if a page had an error or was refused something."""
    browser.problems.clear()
    yield browser
    assert browser.problems == []


@pytest.fixture
def artifacts(tmp_path: Path) -> Path:
    """Where screenshots go."""
    folder = Path(os.environ.get("TRACEFIX_TEST_ARTIFACTS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
