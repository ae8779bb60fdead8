"""A run's folder: one writer at a time, nothing lost, and what is wrong with it is said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from played import ended

from tracefix_rl.evaluation.folder import RunFolder, episodes_of, read_about
from tracefix_rl.evaluation.job import Assignment
from tracefix_rl.trajectories import Damage, Outcome
from tracefix_rl.trajectories.runs import RunError

ONE, OTHER = Assignment("t-1", 0, 7), Assignment("t-2", 0, 8)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "one"


def test_a_run_goes_on_where_it_was(path: Path) -> None:
    with RunFolder.create(path, {"id": "one"}) as folder:
        folder.add(ended(ONE))
    with RunFolder.resume(path) as folder:
        assert folder.about["id"] == "one"
        folder.add(ended(OTHER))
        folder.conclude(complete=True)
    assert [each.episode_id for each in episodes_of(path)] == ["t-1.0", "t-2.0"]
    assert read_about(path)["complete"] is True


def test_a_folder_with_a_run_is_not_begun_again(path: Path) -> None:
    with RunFolder.create(path, {}) as folder:
        folder.add(ended(ONE))
    with pytest.raises(RunError, match=r"holds a run already; go on with it \(--resume .*one\)") as refusal:
        RunFolder.create(path, {})
    assert "cannot be written" not in str(refusal.value)
    assert len(list(episodes_of(path))) == 1


def test_a_run_does_not_begin_among_other_episodes(path: Path) -> None:
    with RunFolder.create(path, {}) as folder:
        folder.add(ended(ONE))
    (path / "run.json").unlink()
    with pytest.raises(RunError, match="holds episodes of something else"):
        RunFolder.create(path, {})
    assert len(list(episodes_of(path))) == 1


def test_two_do_not_write_one_folder(path: Path) -> None:
    with RunFolder.create(path, {}), pytest.raises(RunError, match="another process writes"):
        RunFolder.resume(path)
    RunFolder.resume(path).close()


def test_a_run_without_episodes_has_none(path: Path) -> None:
    RunFolder.create(path, {}).close()
    assert list(episodes_of(path)) == []


def test_what_is_no_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"is not the folder of a run"):
        RunFolder.resume(tmp_path)
    with pytest.raises(RunError, match=r"is not the folder of a run"):
        RunFolder.resume(tmp_path / "missing")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9}', '"run"', "\x00"])
def test_a_damaged_or_foreign_run_is_named(path: Path, text: str) -> None:
    RunFolder.create(path, {}).close()
    (path / "run.json").write_text(text)
    with pytest.raises(RunError, match=r"run\.json (is damaged|has format)"):
        RunFolder.resume(path)


def test_an_edited_episode_is_named(path: Path) -> None:
    with RunFolder.create(path, {}) as folder:
        folder.add(ended(ONE))
    file = path / "episodes.jsonl"
    file.write_text(file.read_text().replace('"final_score":0.01', '"final_score":0.98'))
    with pytest.raises(Damage, match="line 1"):
        list(episodes_of(path))


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot be written"):
        RunFolder.create(tmp_path / "file" / "run", {})


def test_what_run_json_says_is_data(path: Path) -> None:
    with RunFolder.create(path, {"seed": 3}) as folder:
        folder.conclude(summary=[])
    assert json.loads((path / "run.json").read_text()) == {"format": 1, "seed": 3, "summary": []}


def test_an_episode_that_failed_is_kept_as_one(path: Path) -> None:
    with RunFolder.create(path, {}) as folder:
        folder.add(ended(ONE, Outcome.SESSION_LOST))
    (kept,) = episodes_of(path)
    assert kept.failed
