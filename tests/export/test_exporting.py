"""An export is there whole or not at all, tells what it left out, and never costs a record."""

from __future__ import annotations

import resource
import signal
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from episodes import rows_of

from tracefix_rl.export import EXPORTERS, ExportError, Selection, export
from tracefix_rl.trajectories import Damage, Journal, RunError, Trajectory

TRL = EXPORTERS["trl"]


@pytest.fixture
def run(tmp_path: Path, episodes: list[Trajectory]) -> Path:
    """A run's folder."""
    folder = tmp_path / "runs" / "one"
    folder.mkdir(parents=True)
    with Journal(folder / "episodes.jsonl") as journal:
        for trajectory in episodes:
            journal.append(trajectory)
    return folder


@contextmanager
def full_disk_after(size: int) -> Iterator[None]:
    """Let no file grow beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def test_an_export_says_how_many_went_in_and_how_to_load_it(run: Path, tmp_path: Path) -> None:
    done = export(run, TRL, tmp_path / "out.jsonl", Selection())
    assert (done.episodes, done.left_out) == (5, {})
    assert str(tmp_path / "out.jsonl") in done.load


@pytest.mark.parametrize(
    ("filters", "kept", "left_out"),
    [
        ({"only_resolved": True}, 1, {"not resolved": 4}),
        ({"min_score": 0.5}, 1, {"with a score below 0.5": 3, "without a score": 1}),
        ({"min_score": 0}, 4, {"without a score": 1}),
        ({"only_resolved": True, "min_score": 0.98}, 1, {"not resolved": 4}),
    ],
)
def test_what_was_left_out_is_counted_by_reason(
    run: Path, tmp_path: Path, filters: dict[str, Any], kept: int, left_out: dict[str, int]
) -> None:
    done = export(run, TRL, tmp_path / "out.jsonl", Selection(**filters))
    assert (done.episodes, done.left_out) == (kept, left_out)
    assert len(rows_of(tmp_path / "out.jsonl")) == kept


def test_an_episode_in_which_nothing_was_done_is_left_out(
    tmp_path: Path, solved: Trajectory, wandered: Trajectory
) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.append(solved)
        journal.append(wandered.model_copy(update={"steps": ()}))
    done = export(tmp_path / "j.jsonl", TRL, tmp_path / "out", Selection())
    assert (done.episodes, done.left_out) == (1, {"without a step": 1})


@pytest.mark.parametrize("name", EXPORTERS)
def test_nothing_is_written_if_no_episode_is_left(name: str, tmp_path: Path, odd: Trajectory) -> None:
    with Journal(tmp_path / "j.jsonl") as journal:
        journal.append(odd)
    with pytest.raises(ExportError, match="no episode is left, 1 not resolved"):
        export(tmp_path / "j.jsonl", EXPORTERS[name], tmp_path / "out", Selection(only_resolved=True))
    assert [each.name for each in tmp_path.iterdir()] == ["j.jsonl"]


def test_a_run_without_episodes_is_told(tmp_path: Path) -> None:
    Journal(tmp_path / "j.jsonl").close()
    with pytest.raises(ExportError, match="no episodes yet"):
        export(tmp_path / "j.jsonl", TRL, tmp_path / "out", Selection())


@pytest.mark.parametrize("name", EXPORTERS)
def test_a_full_disk_leaves_what_was_there(name: str, run: Path, tmp_path: Path) -> None:
    exporter, path = EXPORTERS[name], tmp_path / "out"
    if not exporter.is_folder:
        path.write_text("the old one")
    with full_disk_after(1_000), pytest.raises(ExportError, match=r"cannot be written \(.*free space"):
        export(run, exporter, path, Selection())
    assert exporter.is_folder or path.read_text() == "the old one"
    assert sorted(each.name for each in tmp_path.iterdir()) == (
        ["runs"] if exporter.is_folder else ["out", "runs"]
    )
    assert export(run, exporter, path, Selection()).episodes == 5


@pytest.mark.parametrize("name", EXPORTERS)
def test_an_edited_record_leaves_what_was_there(name: str, run: Path, tmp_path: Path) -> None:
    journal = run / "episodes.jsonl"
    journal.write_bytes(journal.read_bytes().replace(b'"step_limit"', b'"submitted"'))
    with pytest.raises(Damage, match=r"line 2 .*edited"):
        export(run, EXPORTERS[name], tmp_path / "out", Selection())
    assert [each.name for each in tmp_path.iterdir()] == ["runs"]


def test_a_run_of_another_version_is_named(run: Path, tmp_path: Path, solved: Trajectory) -> None:
    with Journal(run / "episodes.jsonl") as journal:
        journal.append(solved.model_copy(update={"format": 2}))
    with pytest.raises(Damage, match="line 6 has format 2, and this version reads 1"):
        export(run, TRL, tmp_path / "out", Selection())
    assert not (tmp_path / "out").exists()


def test_a_half_written_run_is_exported_as_far_as_it_goes(run: Path, tmp_path: Path) -> None:
    journal = run / "episodes.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    assert export(run, TRL, tmp_path / "out", Selection()).episodes == 4


def test_no_run_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="is not a run"):
        export(tmp_path, TRL, tmp_path / "out", Selection())


def test_the_new_file_takes_the_place_of_the_old_one(run: Path, tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "out.jsonl"
    export(run, TRL, path, Selection())
    export(run, TRL, path, Selection(only_resolved=True))
    assert len(rows_of(path)) == 1
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_folder_that_holds_anything_is_not_replaced(run: Path, tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.mkdir()
    export(run, EXPORTERS["atif"], path, Selection())
    before = sorted(path.rglob("*"))
    with pytest.raises(ExportError, match="is not empty"):
        export(run, EXPORTERS["atif"], path, Selection(only_resolved=True))
    assert sorted(path.rglob("*")) == before


def test_a_folder_for_a_file_and_a_file_for_a_folder(run: Path, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="is a folder"):
        export(run, TRL, tmp_path, Selection())
    (tmp_path / "file").touch()
    with pytest.raises(ExportError, match="is a file"):
        export(run, EXPORTERS["atif"], tmp_path / "file", Selection())
    with pytest.raises(ExportError, match="cannot be written"):
        export(run, TRL, tmp_path / "file" / "out", Selection())


@pytest.mark.parametrize("name", ["episodes.jsonl", "../one/episodes.jsonl", "training.jsonl"])
def test_a_run_is_not_written_into(run: Path, name: str) -> None:
    before = (run / "episodes.jsonl").read_bytes()
    with pytest.raises(ExportError, match="name"):
        export(run, TRL, run / name, Selection())
    assert (run / "episodes.jsonl").read_bytes() == before
    assert len(list(run.iterdir())) == 1


@pytest.mark.parametrize("name", EXPORTERS)
def test_few_episodes_are_held_in_memory(name: str, tmp_path: Path, solved: Trajectory) -> None:
    made: list[weakref.ref[Trajectory]] = []
    most = 0

    def many() -> Iterator[Trajectory]:
        nonlocal most
        for number in range(60):
            trajectory = solved.model_copy(update={"episode_id": str(number)})
            made.append(weakref.ref(trajectory))
            most = max(most, sum(each() is not None for each in made))
            yield trajectory

    path = tmp_path / "out"
    if EXPORTERS[name].is_folder:
        path.mkdir()
    EXPORTERS[name].write(many(), path)
    assert 1 <= most <= 4
