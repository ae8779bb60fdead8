"""`tracefix replay` plays a run again, tells what differs, and says why what cannot be played cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from recorded import Scripted, record
from task_files import curated, write
from typer.testing import CliRunner

from tracefix_rl.cli import app
from tracefix_rl.core.models import Action
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.trajectories import Journal, Outcome, Player, Recorder, Trajectory

Replay = Callable[..., Result]


@pytest.fixture
def replay() -> Replay:
    def run(*arguments: str | Path, **environ: str) -> Result:
        return CliRunner().invoke(app, ["replay", *map(str, arguments)], env=environ)

    return run


@pytest.fixture(scope="session")
def played(sandbox: Sandbox) -> list[Trajectory]:
    """Three short episodes."""
    tests = Scripted(Action(action_type="RUN_TESTS"), Action(action_type="SUBMIT"))
    return [
        record(sandbox, tests, "task1_easy"),
        record(sandbox, RandomPolicy(3), "task2_medium", max_steps=6),
        record(sandbox, RandomPolicy(4), "task3_hard", max_steps=6),
    ]


@pytest.fixture
def never_began() -> Trajectory:
    recorder = Recorder(episode_id="unborn", options={}, player=Player(policy="noop"))
    return recorder.ended(Outcome.SESSION_LOST, final_score=None, error="nobody answers")


def journal(path: Path, *trajectories: Trajectory) -> Path:
    with Journal(path) as opened:
        for trajectory in trajectories:
            opened.append(trajectory)
    return path


def dearer(trajectory: Trajectory) -> Trajectory:
    """The record with its second step's reward one higher, and what belongs to that."""
    first, second, *rest = trajectory.steps
    edited = second.model_copy(update={"reward": second.reward + 1})
    return trajectory.model_copy(update={"steps": (first, edited, *rest)})


def test_an_equal_run(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    journal(tmp_path / "episodes.jsonl", *played)
    for run in (tmp_path, tmp_path / "episodes.jsonl"):
        result = replay(run, "--concurrency", "2")
        assert result.exit_code == 0, result.output
        assert result.stdout == "3 episodes: 3 equal, 0 different, 0 not replayable.\n"
    assert "3 of 3 episodes: 0 different" in result.stderr


def test_a_difference_is_told_by_step(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    run = journal(tmp_path / "run.jsonl", played[0], dearer(played[1]))
    result = replay(run)
    assert result.exit_code == 1
    reward = played[1].steps[1].reward
    assert f"{played[1].episode_id}, step 2: reward: {reward + 1} was recorded, now {reward}" in result.stdout
    assert "2 episodes: 1 equal, 1 different, 0 not replayable." in result.stdout


def test_json(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    run = journal(tmp_path / "run.jsonl", played[0], dearer(played[1]))
    result = replay(run, "--json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert {name: data[name] for name in ("total", "equal", "different", "not_replayable")} == {
        "total": 2,
        "equal": 1,
        "different": 1,
        "not_replayable": {},
    }
    assert [each["equal"] for each in data["episodes"]] == [True, False]
    reward = played[1].steps[1].reward
    assert data["episodes"][1]["differences"] == [
        {"step": 2, "what": "reward", "recorded": reward + 1, "now": reward}
    ]


def test_some_episodes(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    run = journal(tmp_path / "run.jsonl", played[0], dearer(played[1]), played[2])
    asked = [played[0].episode_id, played[2].episode_id]
    result = replay(run, "--episode", asked[0], "--episode", asked[1], "--json")
    assert result.exit_code == 0
    assert [each["episode_id"] for each in json.loads(result.stdout)["episodes"]] == asked


def test_an_unknown_episode_names_those_near(
    replay: Replay, played: list[Trajectory], tmp_path: Path
) -> None:
    run = journal(tmp_path / "run.jsonl", *played)
    known = played[0].episode_id
    result = replay(run, "--episode", f"{known}x")
    assert result.exit_code == 2
    assert f"has no episode '{known}x'; did you mean {known}" in result.stderr


def test_a_task_that_vanished_is_said_and_costs_no_other(
    replay: Replay, played: list[Trajectory], never_began: Trajectory, tmp_path: Path
) -> None:
    run = journal(tmp_path / "run.jsonl", *played, never_began)
    kept = next(each for each in curated("slug_lost_strip"))
    result = replay(run, TRACEFIX_TASKS=str(write(tmp_path / "other.tasks", [kept])))
    assert result.exit_code == 1
    assert f"there is no task '{played[0].task.id}'" in result.stdout
    assert "unborn cannot be replayed: nobody answers" in result.stdout
    assert "4 episodes: 0 equal, 0 different, 4 not replayable (" in result.stdout
    assert "3: its task is gone" in result.stdout
    assert "1: it never began" in result.stdout
    assert "Traceback" not in result.output


def test_an_episode_that_never_began_is_no_failure(
    replay: Replay, played: list[Trajectory], never_began: Trajectory, tmp_path: Path
) -> None:
    result = replay(journal(tmp_path / "run.jsonl", played[0], never_began))
    assert result.exit_code == 0
    assert "2 episodes: 1 equal, 0 different, 1 not replayable (1: it never began)." in result.stdout


def test_other_versions_are_noted(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    old = played[0].model_copy(update={"versions": {**played[0].versions, "python": "2.7"}})
    result = replay(journal(tmp_path / "run.jsonl", old))
    assert result.exit_code == 0
    assert "1 episode recorded with python 2.7, now 3." in result.stdout


def test_a_run_that_is_still_written_is_replayed_as_far_as_it_is(
    replay: Replay, played: list[Trajectory], tmp_path: Path
) -> None:
    run = journal(tmp_path / "run.jsonl", *played[:2])
    run.write_bytes(run.read_bytes()[:-50])
    result = replay(run)
    assert result.exit_code == 0
    assert "1 episode: 1 equal" in result.stdout


def test_runs_of_no_use(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    edited = journal(tmp_path / "edited.jsonl", played[0])
    edited.write_bytes(edited.read_bytes().replace(b'"reward":', b'"reward" :', 1))
    newer = journal(tmp_path / "newer.jsonl", played[0].model_copy(update={"format": 2}))
    (tmp_path / "empty").mkdir()
    (tmp_path / "nothing.jsonl").touch()
    (tmp_path / "notes.jsonl").write_text("once upon a time\n")
    for run, says in (
        (edited, "edited"),
        (newer, "has format 2, and this version reads 1"),
        (tmp_path / "empty", "is not a run"),
        (tmp_path / "nothing.jsonl", "has no episodes"),
        (tmp_path / "notes.jsonl", "line 1"),
        (tmp_path / "nowhere", "there is no"),
    ):
        result = replay(run)
        assert result.exit_code == 2, run
        assert says in result.stderr
        assert result.stdout == ""


@pytest.mark.parametrize("server", ["http://127.0.0.1:9", "nonsense", ""])
def test_a_server_that_does_not_answer(
    replay: Replay, played: list[Trajectory], tmp_path: Path, server: str
) -> None:
    result = replay(journal(tmp_path / "run.jsonl", *played), "--server", server)
    assert result.exit_code == 2
    assert "no server answers at" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_task_file_of_no_use(replay: Replay, played: list[Trajectory], tmp_path: Path) -> None:
    run = journal(tmp_path / "run.jsonl", *played)
    result = replay(run, TRACEFIX_TASKS=str(tmp_path / "gone.tasks"))
    assert result.exit_code == 2
    assert "gone.tasks: is missing" in result.stderr


def test_replaying_in_this_process_loads_no_openenv(played: list[Trajectory], tmp_path: Path) -> None:
    run = journal(tmp_path / "run.jsonl", played[0])
    program = (
        "import sys\n"
        "from tracefix_rl.cli import app\n"
        "try: app(['replay', sys.argv[1]])\n"
        "finally: print(sorted(sys.modules.keys() & {'openenv', 'gradio', 'pytest', 'libcst', 'openai'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(run)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
