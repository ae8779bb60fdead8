"""What a server records, and that nothing about recording harms an episode."""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from live_server import START_S, Server, ask, run_to_exit, serve, until

from tracefix_rl.models import CodeAction
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.server import recording, shared
from tracefix_rl.server.environment import TraceFixEnvironment
from tracefix_rl.server.settings import Settings, SettingsError
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.trajectories import Outcome, Trajectory, read_journal, replay

VIEW = CodeAction(action_type="VIEW_CODE")
RUN_TESTS = CodeAction(action_type="RUN_TESTS")
SUBMIT = CodeAction(action_type="SUBMIT")


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    recording.record_to(tmp_path / "deep" / "records")
    yield tmp_path / "deep" / "records"
    recording.record_to(None)
    shared.stop()


@pytest.fixture
def environment(folder: Path) -> Iterator[TraceFixEnvironment]:
    made = TraceFixEnvironment()
    yield made
    made.close()


def recorded(folder: Path) -> list[Trajectory]:
    return list(read_journal(folder / "episodes.jsonl"))


def test_an_episode_that_ends_is_recorded_once(environment: TraceFixEnvironment, folder: Path) -> None:
    task = Catalog.configured().find("task1_easy")
    first = environment.reset(task_id="task1_easy", seed=3)
    environment.step(RUN_TESTS)
    assert recorded(folder) == []
    last = environment.step(SUBMIT)
    environment.close()
    (trajectory,) = recorded(folder)
    assert trajectory.stop_reason is Outcome.SUBMITTED
    assert trajectory.final_score == last.metadata["final_score"]
    assert trajectory.brief == first.metadata["system_prompt"]
    assert [step.action for step in trajectory.steps] == [
        {"action_type": "RUN_TESTS"},
        {"action_type": "SUBMIT"},
    ]
    assert trajectory.task.content == task.content_hash
    assert trajectory.player.policy == "remote"
    assert trajectory.options == {
        "task_id": "task1_easy",
        "seed": 3,
        "max_steps": 50,
        "reward_mode": "shaped",
    }
    assert 0 < sum(step.environment_s for step in trajectory.steps) <= trajectory.duration_s


def test_what_only_the_catalog_knows_is_not_recorded(environment: TraceFixEnvironment, folder: Path) -> None:
    task = Catalog.configured().find("task3_hard")
    environment.reset(task_id=task.id)
    environment.step(SUBMIT)
    (trajectory,) = recorded(folder)
    assert trajectory.task.model_dump(exclude_none=True).keys() == {
        "id",
        "content",
        "title",
        "tier",
        "split",
        "visible_tests",
        "held_out_tests",
    }
    text = (folder / "episodes.jsonl").read_text()
    assert all(json.dumps(bug.description)[1:-1] not in text for bug in task.bugs)
    assert json.dumps(task.solution)[1:-1] not in text


def test_an_episode_that_is_left_is_recorded_as_abandoned(
    environment: TraceFixEnvironment, folder: Path
) -> None:
    environment.reset(task_id="task1_easy")
    environment.step(VIEW)
    environment.reset(task_id="task2_medium", max_steps=5)
    environment.close()
    environment.close()
    one, other = recorded(folder)
    assert one.stop_reason is other.stop_reason is Outcome.ABANDONED
    assert one.final_score is other.final_score is None
    assert [len(each.steps) for each in (one, other)] == [1, 0]
    assert other.options["max_steps"] == 5


def test_a_reset_that_is_refused_abandons_nothing(environment: TraceFixEnvironment, folder: Path) -> None:
    environment.reset(task_id="task1_easy")
    for wrong in ({"task_id": "task1_esay"}, {"max_steps": 0}):
        with pytest.raises((LookupError, ValueError)):
            environment.reset(**wrong)
    environment.step(SUBMIT)
    (trajectory,) = recorded(folder)
    assert trajectory.stop_reason is Outcome.SUBMITTED


def test_records_of_clients_that_use_an_id_twice_have_ids_of_their_own(
    environment: TraceFixEnvironment, folder: Path
) -> None:
    for _ in range(3):
        environment.reset(task_id="task1_easy", episode_id="mine")
        assert environment.state.episode_id == "mine"
        environment.step(SUBMIT)
    environment.reset(task_id="task1_easy")
    own = environment.state.episode_id
    environment.close()
    *clients, last = recorded(folder)
    assert len({each.episode_id for each in clients}) == 3
    assert all(each.episode_id.startswith("mine.") for each in clients)
    assert all(each.options["episode_id"] == "mine" for each in clients)
    assert last.episode_id == own


def test_what_a_server_records_is_played_again(
    environment: TraceFixEnvironment, folder: Path, sandbox: Sandbox
) -> None:
    catalog = Catalog.configured()
    state = {"source": "x = 1\r\ny = (\n"}
    environment.reset(
        curriculum="adaptive", seed=5, max_steps=4, reward_mode="terminal", injected_state=state
    )
    odd = {"action_type": "REPLACE_LINES", "start_line": 1e400, "x": None, "metadata": {"a": [1]}}
    for action in (VIEW, RUN_TESTS, CodeAction.model_validate(odd), RUN_TESTS):
        environment.step(action)
    (trajectory,) = recorded(folder)
    assert trajectory.options["injected_state"] == state
    result = asyncio.run(replay(trajectory, LocalSession(sandbox, catalog), catalog))
    assert result.differences == ()
    assert result.steps == 4


def test_a_full_disk_harms_no_episode(
    environment: TraceFixEnvironment, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def play() -> None:
        environment.reset(task_id="task1_easy")
        assert environment.step(SUBMIT).done

    play()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = (folder / "episodes.jsonl").stat().st_size
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, before[1]))
        play()
        play()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    play()
    assert len(recorded(folder)) == 2
    archive = recording.archive()
    assert archive is not None
    assert archive.lost == 2
    assert [entry.levelname for entry in caplog.records] == ["ERROR"]
    assert "free space" in caplog.text


def test_sessions_that_end_at_once_lose_nothing_while_the_journal_is_moved(
    environment: TraceFixEnvironment, folder: Path
) -> None:
    environment.reset(task_id="task1_easy")
    environment.step(SUBMIT)
    (trajectory,) = recorded(folder)
    archive = recording.archive()
    assert archive is not None
    with ThreadPoolExecutor(8) as threads:
        waiting = {threads.submit(archive.keep, trajectory) for _ in range(400)}
        for number in range(10**6):
            if all(each.done() for each in waiting):
                break
            with suppress(FileNotFoundError):
                (folder / "episodes.jsonl").rename(folder / f"kept-{number}.jsonl")
    kept = [each for file in folder.iterdir() for each in read_journal(file)]
    assert kept == [trajectory] * 401
    assert archive.lost == 0


def test_a_journal_that_is_moved_away_is_begun_anew(environment: TraceFixEnvironment, folder: Path) -> None:
    for _ in range(2):
        environment.reset(task_id="task1_easy")
        environment.step(SUBMIT)
        (folder / "episodes.jsonl").rename(folder / "kept.jsonl")
    environment.reset(task_id="task1_easy")
    environment.step(SUBMIT)
    assert len(recorded(folder)) == 1
    assert len(list(read_journal(folder / "kept.jsonl"))) == 1


def test_without_a_folder_nothing_is_recorded(tmp_path: Path) -> None:
    assert Settings.read({"TRACEFIX_RECORD": ""}).record is None
    assert recording.archive() is None
    environment = TraceFixEnvironment()
    environment.reset(task_id="task1_easy")
    environment.close()
    shared.stop()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_no_use_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("")
    (tmp_path / "taken" / "episodes.jsonl").mkdir(parents=True)
    for wrong in (file, file / "deeper", tmp_path / "taken", Path("/proc/records")):
        with pytest.raises(SettingsError, match="TRACEFIX_RECORD names a folder"):
            recording.record_to(wrong)


def test_a_folder_of_no_use_stops_the_start(tmp_path: Path) -> None:
    done = run_to_exit(TRACEFIX_RECORD="/proc/records")
    assert done.returncode == 2
    assert "TRACEFIX_RECORD" in done.stderr
    assert "Traceback" not in done.stderr


def test_what_two_workers_recorded_outlives_them(tmp_path: Path) -> None:
    """Both write to one journal, which either lists; a kill costs the episodes that were being played."""
    sessions = 8
    with serve(WORKERS="2", TRACEFIX_RECORD=str(tmp_path)) as server, ExitStack() as stack:
        until(lambda: len(writers(server, tmp_path)) == 2, START_S)  # one alone is healthy already
        opened = [stack.enter_context(server.socket()) for _ in range(sessions)]
        for session in opened:
            ask(session, "reset", {"task_id": "task1_easy"})
            ask(session, "step", {"action_type": "SUBMIT"})
            ask(session, "reset", {"task_id": "task1_easy"})
        for _ in range(4):
            assert server.get("/history")[1]["total"] == sessions
        workers = writers(server, tmp_path)
        assert len(workers) == 2
        server.process.kill()  # first, or it would replace its workers
        for worker in workers:
            os.kill(worker, signal.SIGKILL)
    trajectories = list(read_journal(tmp_path / "episodes.jsonl"))
    assert [each.stop_reason for each in trajectories] == [Outcome.SUBMITTED] * sessions


def writers(server: Server, folder: Path) -> set[int]:
    """Processes of the server that have the journal open."""
    found = set()
    for process in Path("/proc").iterdir():
        try:
            is_ours = process.name.isdigit() and int(
                (process / "stat").read_text().rpartition(")")[2].split()[1]
            ) == (server.process.pid)
            if is_ours and any(
                os.readlink(each) == str(folder / "episodes.jsonl") for each in (process / "fd").iterdir()
            ):
                found.add(int(process.name))
        except OSError:
            continue
    return found
