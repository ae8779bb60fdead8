"""Finding tasks, drawing them, and what is said when there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import tracefix_rl.tasks
from tracefix_rl.tasks import Catalog, Split, TaskFolderError, Tier, UnknownTask

CURATED = Path(tracefix_rl.tasks.__file__).with_name("curated")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return Catalog.shipped()


def copied(tmp_path: Path, *names: str) -> Path:
    """A folder with some of the shipped tasks."""
    for name in names:
        shutil.copytree(CURATED / name, tmp_path / name)
    return tmp_path


def test_there_is_one_shipped_catalog() -> None:
    assert Catalog.shipped() is Catalog.shipped()


def test_making_a_catalog_reads_nothing(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "later")
    copied(tmp_path / "later", "slug_lost_strip")
    assert len(catalog) == 1


def test_tasks_are_ordered_by_name(catalog: Catalog) -> None:
    names = [task.name for task in catalog.tasks()]
    assert names == sorted(names)
    assert len(catalog) == len(names)


def test_tasks_of_a_split_and_a_tier(catalog: Catalog) -> None:
    wanted = [task.name for task in catalog.tasks() if (task.split, task.tier) == (Split.TRAIN, Tier.MEDIUM)]
    assert [task.name for task in catalog.tasks("train", "medium")] == wanted
    assert [task.name for task in catalog.tasks(Split.TRAIN, Tier.MEDIUM)] == wanted


def test_splits_partition_the_tasks(catalog: Catalog) -> None:
    assert catalog.splits() == (Split.TRAIN, Split.EVAL, Split.TEST)
    assert sum(len(catalog.tasks(split)) for split in catalog.splits()) == len(catalog)


def test_a_task_is_found_by_each_of_its_keys(catalog: Catalog) -> None:
    task = catalog.named()["task2_medium"]
    assert [catalog.find(key) for key in (task.id, task.name, "task2_medium")] == [task] * 3


def test_what_named_returns_is_the_callers(catalog: Catalog) -> None:
    catalog.named().clear()
    assert list(catalog.named()) == ["task1_easy", "task2_medium", "task3_hard"]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("task2_medum", "did you mean task2_medium?"),
        ("binary_search_of_by_one", "did you mean binary_search_off_by_one?"),
        ("Reverse_String_Returns_Original", "did you mean reverse_string_returns_original?"),
    ],
)
def test_an_unknown_key_names_near_matches(catalog: Catalog, key: str, near: str) -> None:
    with pytest.raises(UnknownTask) as caught:
        catalog.find(key)
    assert str(caught.value) == f"there is no task {key!r}; {near}"


def test_no_more_than_three_near_matches(catalog: Catalog) -> None:
    with pytest.raises(UnknownTask) as caught:
        catalog.find("t-0000000000")
    assert str(caught.value).count(" or ") <= 2


@pytest.mark.parametrize("key", ["", "zzz", "z" * 100_000, "\ud800"])
def test_a_key_like_no_other_is_told_what_there_is(catalog: Catalog, key: str) -> None:
    with pytest.raises(UnknownTask, match=r"there are anagram_groups_unsorted_key, .* and others") as caught:
        catalog.find(key)
    assert len(str(caught.value)) < 300


def test_a_named_task_is_selected_by_either_name(catalog: Catalog) -> None:
    task = catalog.named()["task1_easy"]
    assert catalog.select(task_id="task1_easy") == task
    assert catalog.select(task_name=task.name) == task
    assert (
        catalog.select(task_id=task.id, task_name=task.name, split=task.split, difficulty=task.tier) == task
    )
    assert catalog.select(task_id=task.id, seed=3) == task


def test_an_index_walks_a_split(catalog: Catalog) -> None:
    for split in catalog.splits():
        tasks = catalog.tasks(split)
        assert tuple(catalog.select(split=split, index=index) for index in range(len(tasks))) == tasks


def test_an_index_walks_a_tier_of_a_split(catalog: Catalog) -> None:
    tasks = catalog.tasks("train", "hard")
    assert tuple(catalog.select(difficulty="hard", index=index) for index in range(len(tasks))) == tasks


def test_no_split_means_train(catalog: Catalog) -> None:
    assert catalog.select(index=0) == catalog.tasks("train")[0]
    assert {catalog.select(seed=seed).split for seed in range(200)} == {Split.TRAIN}


def test_an_index_decides_over_a_seed(catalog: Catalog) -> None:
    assert {catalog.select(index=2, seed=seed) for seed in range(20)} == {catalog.tasks("train")[2]}


def test_the_same_seed_draws_the_same_task(catalog: Catalog) -> None:
    assert all(catalog.select(seed=seed) == catalog.select(seed=seed) for seed in range(-50, 50))


def test_seeds_draw_every_task_about_equally(catalog: Catalog) -> None:
    tasks = catalog.tasks("train")
    drawn = Counter(catalog.select(seed=seed).name for seed in range(200 * len(tasks)))
    assert set(drawn) == {task.name for task in tasks}
    assert min(drawn.values()) > 140
    assert max(drawn.values()) < 260


def test_a_seed_draws_within_tier_and_split(catalog: Catalog) -> None:
    drawn = {catalog.select(seed=seed, difficulty="easy", split="eval") for seed in range(50)}
    assert drawn == set(catalog.tasks("eval", "easy"))


def test_without_a_seed_the_draw_is_new_each_time(catalog: Catalog) -> None:
    assert len({catalog.select() for _ in range(200)}) > 1


def test_order_and_draws_are_the_same_in_every_process() -> None:
    program = (
        "from tracefix_rl.tasks import Catalog\n"
        "catalog = Catalog.shipped()\n"
        "print([task.id for task in catalog.tasks()])\n"
        "print([catalog.select(seed=seed, split='eval').id for seed in range(40)])\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": hash_seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for hash_seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop().count("t-") == len(Catalog.shipped()) + 40


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"difficulty": "esay"}, "there is no difficulty 'esay'; did you mean easy?"),
        ({"difficulty": "EASY"}, "there is no difficulty 'EASY'; did you mean easy?"),
        ({"difficulty": "?"}, "there is no difficulty '?'; there are easy, medium, hard"),
        ({"split": "trian"}, "there is no split 'trian'; did you mean train?"),
        ({"split": ""}, "there is no split ''; there are train, eval, test"),
        ({"task_id": "task1_esy"}, "there is no task 'task1_esy'; did you mean task1_easy?"),
    ],
)
def test_unknown_names(catalog: Catalog, wanted: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownTask) as caught:
        catalog.select(**wanted)  # type: ignore[arg-type]
    assert str(caught.value) == message


def test_an_empty_selection_says_what_there_is(tmp_path: Path) -> None:
    catalog = Catalog(copied(tmp_path, "slug_lost_strip", "calculator_wrong_operators"))
    with pytest.raises(UnknownTask) as caught:
        catalog.select(split="test", difficulty="medium", seed=1)
    assert str(caught.value) == "there is no medium task in test; there are 1 test/easy, 1 test/hard"
    with pytest.raises(UnknownTask, match="there is no task in train; there are 1 test/easy"):
        catalog.select(seed=1)


def test_an_empty_folder_is_an_empty_catalog(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    assert (len(catalog), catalog.splits(), catalog.named()) == (0, (), {})
    with pytest.raises(UnknownTask, match="there are none at all"):
        catalog.select(seed=0)
    with pytest.raises(UnknownTask, match="there is no task 'a'"):
        catalog.find("a")


@pytest.mark.parametrize("index", [-1, 99])
def test_an_index_out_of_range(catalog: Catalog, index: int) -> None:
    count = len(catalog.tasks("train", "hard"))
    with pytest.raises(IndexError) as caught:
        catalog.select(difficulty="hard", index=index)
    assert (
        str(caught.value)
        == f"there is no hard task {index} in train: there are {count}, from 0 to {count - 1}"
    )


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"seed": "7"}, "seed must be a whole number such as 7, not '7'"),
        ({"seed": 1.0}, "seed must be a whole number"),
        ({"index": True}, "index must be a whole number"),
        ({"task_id": 5}, "a task is named by a text, not 5"),
        ({"difficulty": 3}, "difficulty must be one of easy, medium, hard, not 3"),
        ({"split": ["train"]}, "split must be one of train, eval, test, not"),
        ({"task_id": "task1_easy", "index": 0}, "either the name of a task or an index"),
        ({"task_id": "task1_easy", "task_name": "slug_lost_strip"}, "are two tasks; give one of them"),
        ({"task_id": "task1_easy", "difficulty": "hard"}, "task1_easy is easy, not hard; leave hard out"),
        ({"task_name": "slug_lost_strip", "split": "train"}, "slug_lost_strip is test, not train"),
    ],
)
def test_values_that_are_wrong_or_contradict(
    catalog: Catalog, wanted: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        catalog.select(**wanted)  # type: ignore[arg-type]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(TaskFolderError, match="nowhere: is no folder"):
        Catalog(tmp_path / "nowhere").tasks()


def test_leftovers_of_tools_are_no_tasks(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    for leftover in ("__pycache__", ".cache"):
        (tmp_path / leftover).mkdir()
    (tmp_path / "README.md").write_text("notes")
    assert [task.name for task in Catalog(tmp_path).tasks()] == ["slug_lost_strip"]


def test_a_manifest_that_names_no_task(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    (tmp_path / "named.toml").write_text('first = "slug_lost_stripe"\n')
    with pytest.raises(TaskFolderError, match=r"named\.toml: `first` is .*; did you mean slug_lost_strip\?"):
        Catalog(tmp_path).named()


def test_one_key_for_two_tasks(tmp_path: Path) -> None:
    copied(tmp_path, "slug_lost_strip")
    shutil.copytree(tmp_path / "slug_lost_strip", tmp_path / "slug_again")
    with pytest.raises(TaskFolderError, match="slug_again and slug_lost_strip share the key t-"):
        Catalog(tmp_path).find("slug_again")
