"""Reading the folders of tasks that were written by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tracefix_rl.tasks import TaskFolderError, read_curated
from tracefix_rl.tasks.curation import CURATED


def copied(tmp_path: Path, *names: str) -> Path:
    """A folder with some of the shipped tasks."""
    for name in names:
        shutil.copytree(CURATED / name, tmp_path / name)
    return tmp_path


def test_tasks_are_ordered_by_name() -> None:
    names = [str(task.name) for task in read_curated().tasks]
    assert names == sorted(names)
    assert set(names) == {path.parent.name for path in CURATED.glob("*/task.toml")}


def test_what_a_manifest_names_is_among_them(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip", "calculator_wrong_operators")
    (tmp_path / "named.toml").write_text('first = "slug_lost_strip"\n')
    curated = read_curated(tmp_path)
    assert {key: task.name for key, task in curated.named.items()} == {"first": "slug_lost_strip"}


def test_an_empty_folder_has_no_tasks(tmp_path: Path) -> None:
    curated = read_curated(tmp_path)
    assert (list(curated.tasks), dict(curated.named)) == ([], {})


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TaskFolderError, match="nowhere: is no folder"):
        read_curated(tmp_path / "nowhere")


def test_leftovers_of_tools_are_no_tasks(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    for leftover in ("__pycache__", ".cache"):
        (tmp_path / leftover).mkdir()
    (tmp_path / "README.md").write_text("notes")
    assert [task.name for task in read_curated(tmp_path).tasks] == ["slug_lost_strip"]


@pytest.mark.parametrize("named", ['"slug_lost_stripe"', "7", "[]"])
def test_a_manifest_that_names_no_task(tmp_path: Path, named: str) -> None:
    copied(tmp_path, "slug_lost_strip")
    (tmp_path / "named.toml").write_text(f"first = {named}\n")
    with pytest.raises(
        TaskFolderError, match=r"named\.toml: `first` is .*, which is no task; .*slug_lost_strip"
    ):
        read_curated(tmp_path)


def test_a_manifest_that_is_no_toml(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    (tmp_path / "named.toml").write_text("first =\n")
    with pytest.raises(TaskFolderError, match=r"named\.toml"):
        read_curated(tmp_path)


def test_one_task_in_two_folders(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    shutil.copytree(tmp_path / "slug_lost_strip", tmp_path / "slug_again")
    with pytest.raises(TaskFolderError, match="slug_again and slug_lost_strip are the same task; change or"):
        read_curated(tmp_path)
