"""A run's episodes are found in its folder, in a journal, and in a folder of journals."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tracefix_rl.trajectories import (
    Damage,
    Journal,
    JournalError,
    RunError,
    Trajectory,
    read_journal,
    trajectories_of,
)


def write(path: Path, *trajectories: Trajectory) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with Journal(path) as journal:
        for trajectory in trajectories:
            journal.append(trajectory)
    return path


def test_a_folder_with_a_journal_is_a_run(tmp_path: Path, solved: Trajectory, wandered: Trajectory) -> None:
    journal = write(tmp_path / "run" / "episodes.jsonl", solved, wandered)
    (journal.parent / "run.json").write_text("{}")
    (journal.parent / "export.jsonl").write_text('{"messages": []}\n')
    assert list(trajectories_of(journal.parent)) == [solved, wandered]
    assert list(trajectories_of(journal)) == [solved, wandered]


def test_what_a_server_recorded_is_several_journals(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    write(tmp_path / "b.jsonl", wandered)
    write(tmp_path / "a.jsonl", solved)
    assert list(trajectories_of(tmp_path)) == [solved, wandered]


def test_the_last_record_of_an_episode_counts(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    cut_short = solved.model_copy(update={"final_score": None})
    journal = write(tmp_path / "episodes.jsonl", cut_short, wandered, solved)
    assert list(trajectories_of(journal)) == [wandered, solved]


def test_equal_ids_in_two_journals_are_two_episodes(tmp_path: Path, solved: Trajectory) -> None:
    write(tmp_path / "a.jsonl", solved)
    write(tmp_path / "b.jsonl", solved)
    assert list(trajectories_of(tmp_path)) == [solved, solved]


def test_what_is_written_meanwhile_is_left_out(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    journal = write(tmp_path / "episodes.jsonl", solved)
    found = trajectories_of(tmp_path)
    write(journal, wandered, solved)
    assert list(found) == [solved]


def test_a_half_written_record_costs_no_other(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    journal = write(tmp_path / "episodes.jsonl", solved, wandered)
    os.truncate(journal, journal.stat().st_size - 10)
    assert list(trajectories_of(tmp_path)) == [solved]


def test_a_damaged_record_is_told_before_the_first_is_returned(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    journal = write(tmp_path / "episodes.jsonl", solved, wandered)
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(lines[0] + lines[1].replace(b'"attempt":0', b'"attempt":1'))
    assert next(read_journal(journal)) == solved
    with pytest.raises(Damage, match="line 2"):
        trajectories_of(tmp_path)


def test_a_run_without_episodes_yet_has_none(tmp_path: Path) -> None:
    write(tmp_path / "episodes.jsonl")
    assert list(trajectories_of(tmp_path)) == []


def test_a_wrong_name_is_told_with_what_was_meant(tmp_path: Path, solved: Trajectory) -> None:
    write(tmp_path / "runs" / "2026-search" / "episodes.jsonl", solved)
    with pytest.raises(RunError, match="did you mean 2026-search"):
        trajectories_of(tmp_path / "runs" / "2026-serch")
    with pytest.raises(RunError, match="name a run's folder"):
        trajectories_of(tmp_path / "nowhere" / "at" / "all")


def test_a_folder_of_runs_names_them(tmp_path: Path, solved: Trajectory) -> None:
    for name in ("one", "two"):
        write(tmp_path / name / "episodes.jsonl", solved)
    with pytest.raises(RunError, match=rf"name one of them, {tmp_path}/one, {tmp_path}/two$"):
        trajectories_of(tmp_path)


def test_another_folder_is_not_a_run(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no run")
    (tmp_path / "episodes.jsonl").mkdir()
    with pytest.raises(RunError, match=r"is not a run: it has no episodes\.jsonl"):
        trajectories_of(tmp_path)


@pytest.mark.parametrize("content", [b"PK\x03\x04\xff\n", b"hello\n", "[1, 2]\n".encode("utf-16")])
def test_a_file_that_is_no_journal_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.jsonl"
    path.write_bytes(content)
    with pytest.raises(Damage, match="line 1"):
        trajectories_of(path)


def test_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    with pytest.raises(JournalError):
        trajectories_of(tmp_path / ("x" * 5000))
