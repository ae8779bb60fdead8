"""`/history`: what a server recorded, in pages and whole, whatever happens to the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import HTTPException
from live_server import Server, ask
from websockets.sync.client import ClientConnection

from tracefix_rl.server import recording
from tracefix_rl.server.history import History, Reader
from tracefix_rl.server.routes import history as history_routes
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.trajectories import Journal, Outcome, Player, Recorder, Trajectory


class CountingReader(Reader):
    """Counts the bytes it reads."""

    read = 0

    def lines(self, start: int) -> Iterator[bytes]:
        for line in super().lines(start):
            self.read += len(line)
            yield line

    def at(self, start: int, size: int) -> bytes:
        self.read += size
        return super().at(start, size)


def made(number: int, *, score: float | None = 0.5) -> Trajectory:
    """A record of an episode that nobody played."""
    recorder = Recorder(
        episode_id=f"e-{number}",
        options={"task_id": f"t-{number % 7}", "episode_id": f"asked-{number % 100}"},
        player=Player(policy="remote"),
    )
    outcome = Outcome.ABANDONED if score is None else Outcome.SUBMITTED
    return recorder.ended(outcome, final_score=score)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "episodes.jsonl"


def write(path: Path, *trajectories: Trajectory) -> None:
    with Journal(path) as journal:
        for trajectory in trajectories:
            journal.append(trajectory)


def ids(history: History, task_id: str | None = None, resolved: bool | None = None) -> list[str]:
    return [each.episode_id for each in history.newest(task_id=task_id, resolved=resolved)]


def test_a_large_journal_is_read_once(path: Path) -> None:
    records = [made(number) for number in range(3_000)]
    write(path, *records)
    reader = CountingReader(path)
    history = History(reader)
    assert ids(history) == [each.episode_id for each in reversed(records)]
    whole = path.stat().st_size
    assert reader.read == whole
    for task in ("t-1", "t-2"):
        assert len(ids(history, task)) == sum(each.task.id == task for each in records)
    assert reader.read == whole

    write(path, made(9_999))
    added = path.stat().st_size - whole
    assert ids(history)[0] == "e-9999"
    assert reader.read == whole + added

    before = reader.read
    assert history.find("e-1500") == records[1_500]
    assert 0 < reader.read - before < 2 * whole / len(records)


def test_a_record_is_found_by_its_id_and_by_the_one_that_was_asked_for(path: Path) -> None:
    records = [made(number) for number in range(200)]
    write(path, *records)
    history = History(Reader(path))
    assert history.find("e-42") == records[42]
    assert history.find("asked-42") == records[142]
    assert history.find("e-200") is None
    assert history.find("") is None


def test_filters(path: Path) -> None:
    write(path, made(0, score=0.98), made(1), made(7, score=None))
    history = History(Reader(path))
    assert ids(history, resolved=True) == ["e-0"]
    assert ids(history, resolved=False) == ["e-7", "e-1"]
    assert ids(history, "t-0") == ["e-7", "e-0"]
    assert ids(history, "t-0", False) == ["e-7"]


def test_damaged_lines_are_skipped_and_counted(path: Path) -> None:
    write(path, made(0), made(1))
    edited = path.read_bytes().replace(b'"final_score":0.5', b'"final_score":0.9', 1)
    path.write_bytes(edited + b"\xff\n\n{}\n")
    write(path, made(2).model_copy(update={"format": 2}), made(3))
    history = History(Reader(path))
    assert ids(history) == ["e-3", "e-1"]
    assert history.damaged == 5


def test_a_line_that_is_being_written_is_left_for_later(path: Path) -> None:
    write(path, made(0), made(1))
    whole = path.read_bytes()
    first = whole.index(b"\n") + 1
    history = History(Reader(path))
    path.write_bytes(whole[: first + 100])
    assert ids(history) == ["e-0"]
    with path.open("ab") as file:
        file.write(whole[first + 100 :])
    assert ids(history) == ["e-1", "e-0"]
    assert history.damaged == 0


def test_a_journal_that_was_replaced_or_cut_is_read_anew(path: Path) -> None:
    history = History(Reader(path))
    assert ids(history) == []
    write(path, made(0), made(1))
    assert ids(history) == ["e-1", "e-0"]
    path.rename(path.with_name("old.jsonl"))
    assert ids(history) == []
    write(path, made(2), made(3), made(4))
    assert ids(history) == ["e-4", "e-3", "e-2"]
    path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
    assert ids(history) == ["e-2"]


def test_a_folder_in_the_journals_place_has_no_records(path: Path) -> None:
    path.mkdir()
    assert ids(History(Reader(path))) == []


def play(session: ClientConnection, task: str, *actions: dict[str, object], **options: object) -> str:
    """Play an episode to its end, and return its task's neutral id."""
    first = ask(session, "reset", {"task_id": task, **options})
    for action in (*actions, {"action_type": "SUBMIT"}):
        ask(session, "step", action)
    return str(first["data"]["observation"]["metadata"]["task_id"])


def test_episodes_are_listed_newest_first_and_in_pages(server: Server, session: ClientConnection) -> None:
    task = play(session, "task3_hard", episode_id="one")
    assert play(session, "task3_hard", {"action_type": "RUN_TESTS"}, episode_id="two") == task
    status, listed = server.get(f"/history?task_id={task}&limit=2")
    assert status == 200
    newest, older = listed["episodes"]
    assert newest["episode_id"].startswith("two.")
    assert older["episode_id"].startswith("one.")
    assert (newest["task_id"], newest["steps"], newest["stop_reason"]) == (task, 2, "submitted")
    assert (newest["tier"], newest["resolved"], listed["damaged"], listed["lost"]) == (
        Catalog.shipped().entry(task).tier,
        False,
        0,
        0,
    )
    assert newest["episode_return"] == pytest.approx(newest["final_score"])
    assert newest["started_at"] > older["started_at"]
    assert listed["hint"] is None
    _, second = server.get(f"/history?task_id={task}&start=1&limit=1")
    assert second["episodes"] == [older]
    assert second["total"] == listed["total"]
    assert server.get(f"/history?task_id={task}&resolved=true")[1]["total"] == 0


def test_a_record_is_read_whole(server: Server, session: ClientConnection) -> None:
    name = "a/b c?%"
    odd = {"action_type": "REPLACE_LINES", "start_line": 1e400, "end_line": 1, "new_code_block": "\ud800"}
    session.send(json.dumps({"type": "reset", "data": {"task_id": "task1_easy", "episode_id": name}}))
    session.recv(timeout=60)
    ask(session, "step", odd)
    ask(session, "step", {"action_type": "SUBMIT"})
    status, record = server.get(f"/history/{quote(name, safe='')}")
    assert status == 200
    assert record["episode_id"].startswith(f"{name}.")
    assert [step["action"] for step in record["steps"]] == [
        {**odd, "start_line": "inf"},
        {"action_type": "SUBMIT"},
    ]
    assert server.get(f"/history/{quote(record['episode_id'], safe='')}") == (200, record)


def test_a_session_that_closes_leaves_its_episode(server: Server) -> None:
    with server.socket() as leaving:
        ask(leaving, "reset", {"task_id": "task1_easy", "episode_id": "left"})
        ask(leaving, "step", {"action_type": "VIEW_CODE"})
    while server.get("/history/left")[0] == 404:
        pass
    _, record = server.get("/history/left")
    assert (record["stop_reason"], record["final_score"], len(record["steps"])) == ("abandoned", None, 1)


@pytest.mark.parametrize(
    ("path", "status", "says"),
    [
        ("/history?start=-1", 422, "start"),
        ("/history?limit=0", 422, "limit"),
        ("/history?limit=100000", 422, "limit"),
        ("/history?resolved=perhaps", 422, "resolved"),
        ("/history/nobody", 404, "GET /history lists"),
        ("/history/", 404, "GET /history lists"),
        ("/history/%ff%00", 404, "GET /history lists"),
        (f"/history/{'x' * 5000}", 404, "GET /history lists"),
    ],
)
def test_bad_calls_say_what_is_wrong(server: Server, path: str, status: int, says: str) -> None:
    answered, reply = server.get(path)
    assert answered == status
    assert says in json.dumps(reply)


def test_pages_beyond_the_end_and_of_no_task_are_empty(server: Server) -> None:
    for query in ("start=1000000000", "task_id=nothing", "task_id="):
        status, page = server.get(f"/history?{query}")
        assert status == 200
        assert page["episodes"] == []


def test_a_server_that_does_not_record_says_how_it_would() -> None:
    assert recording.archive() is None
    page = history_routes.list_episodes()
    assert (page.episodes, page.total) == ([], 0)
    assert "TRACEFIX_RECORD=<folder>" in (page.hint or "")
    with pytest.raises(HTTPException, match=r"404: .*TRACEFIX_RECORD=<folder>"):
        history_routes.read_episode("any")
