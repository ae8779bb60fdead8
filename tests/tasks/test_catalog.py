"""Finding tasks, drawing them, and what is said when there is none."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from task_files import numbered, write

from tracefix_rl.tasks import Catalog, Family, Split, Task, TaskFile, Tier, UnknownTask, read_curated


@pytest.fixture(scope="module")
def curated(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """The curated tasks, and nothing else."""
    found = read_curated()
    return Catalog(TaskFile(write(tmp_path_factory.mktemp("curated") / "tasks", found.tasks, found.named)))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Six hundred tasks, two hundred of each split."""
    return Catalog(TaskFile(write(tmp_path_factory.mktemp("many") / "tasks", numbered(600))))


def small(folder: Path, *names: str) -> Catalog:
    """A catalog of some of the curated tasks."""
    tasks = [task for task in read_curated().tasks if task.name in names]
    return Catalog(TaskFile(write(folder / "tasks", tasks)))


def test_there_is_one_shipped_catalog() -> None:
    assert Catalog.shipped() is Catalog.shipped()


def test_tasks_of_a_split_are_in_the_order_of_their_ids(curated: Catalog) -> None:
    for split in curated.splits():
        ids = [entry.id for entry in curated.entries(curated.choice(split=split))]
        assert ids == sorted(ids)


def test_it_has_what_was_written(curated: Catalog) -> None:
    tasks = {task.id: task for task in curated.tasks()}
    assert tasks == {task.id: task for task in read_curated().tasks}
    assert len(curated) == len(tasks) == sum(curated.counts.values())


def test_an_entry_tells_what_its_task_does(curated: Catalog) -> None:
    for entry in curated.entries():
        task = curated.load(entry)
        told = (entry.id, entry.name, entry.program, entry.title, entry.split, entry.tier, entry.families)
        families = tuple(bug.family for bug in task.bugs)
        assert told == (task.id, task.name, task.program, task.title, task.split, task.tier, families)
        assert curated.select(split=entry.split, index=entry.index) == task


def test_splits_and_tiers_partition_the_tasks(many: Catalog) -> None:
    assert many.splits() == (Split.TRAIN, Split.EVAL, Split.TEST)
    for split in many.splits():
        parts = [many.count(many.choice(split=split, difficulty=tier)) for tier in Tier]
        assert sum(parts) == many.count(many.choice(split=split)) == 200
    assert sum(many.count(many.choice(difficulty=tier)) for tier in Tier) == len(many)


@pytest.mark.parametrize(
    "wanted",
    [
        {},
        {"split": "train"},
        {"difficulty": "medium"},
        {"split": Split.EVAL, "difficulty": Tier.HARD},
        {"bug_family": "calls"},
        {"bug_family": Family.NAMES, "split": "test"},
        {"bug_family": "names", "split": "test", "difficulty": "easy"},
        {"program": "program_3"},
        {"program": "program_3", "difficulty": "hard", "bug_family": "names"},
        {"program": "program_3", "split": "test"},
    ],
    ids=repr,
)
def test_a_choice_leaves_the_tasks_that_agree_with_all_of_it(many: Catalog, wanted: dict[str, str]) -> None:
    def fits(task: Task) -> bool:
        return all(
            (
                wanted.get("split") in (None, task.split),
                wanted.get("difficulty") in (None, task.tier),
                wanted.get("program") in (None, task.program),
                wanted.get("bug_family") in (None, *(bug.family for bug in task.bugs)),
            )
        )

    choice = many.choice(**wanted)  # type: ignore[arg-type]
    expected = {task.id for task in many.tasks() if fits(task)}
    entries = many.entries(choice)
    assert {entry.id for entry in entries} == expected
    assert many.count(choice) == len(entries) == len(expected)
    for start, stop in [
        (0, 3),
        (2, 9),
        (len(entries) - 1, 10**30),
        (-3, None),
        (5, 5),
        (9, 2),
        (10**30, None),
    ]:
        assert many.entries(choice, start, stop) == entries[start:stop]


def test_pages_join_to_the_whole(many: Catalog) -> None:
    choice = many.choice(split="eval")
    pages = [many.entries(choice, start, start + 70) for start in range(0, 200, 70)]
    assert [len(page) for page in pages] == [70, 70, 60]
    assert [entry for page in pages for entry in page] == many.entries(choice)


def test_bands_part_a_split_from_easy_to_hard(many: Catalog) -> None:
    for split in many.splits():
        bands = many.bands(split)
        assert [band.number for band in bands] == list(range(20))
        assert {band.count for band in bands} == {10}
        assert [band.score for band in bands] == sorted(band.score for band in bands)
        tasks = [many.in_band(split, band.number, place) for band in bands for place in range(band.count)]
        assert {task.id for task in tasks} == {entry.id for entry in many.entries(many.choice(split=split))}


@pytest.mark.parametrize(("band", "place"), [(0, 10), (20, 0), (0, -1), (-1, 0)])
def test_a_place_that_a_band_does_not_have(many: Catalog, band: int, place: int) -> None:
    with pytest.raises(IndexError, match=f"band {band} of train has no task {place}"):
        many.in_band(Split.TRAIN, band, place)


def test_a_split_of_few_tasks_has_few_bands(tmp_path: Path) -> None:
    catalog = small(tmp_path, "slug_lost_strip")
    assert [band.count for band in catalog.bands(Split.TEST)] == [1]
    assert catalog.bands(Split.TRAIN) == []


def test_a_task_is_found_by_each_of_its_keys(curated: Catalog) -> None:
    entry = curated.named()["task2_medium"]
    assert [curated.entry(key) for key in (entry.id, str(entry.name), "task2_medium")] == [entry] * 3
    assert curated.find("task2_medium") == curated.load(entry)


def test_what_named_returns_is_the_callers(curated: Catalog) -> None:
    curated.named().clear()
    assert list(curated.named()) == ["task1_easy", "task2_medium", "task3_hard"]


@pytest.mark.parametrize(
    ("key", "near"),
    [
        ("task2_medum", "did you mean task2_medium?"),
        ("binary_search_of_by_one", "did you mean binary_search_off_by_one?"),
        ("Reverse_String_Returns_Original", "did you mean reverse_string_returns_original?"),
    ],
)
def test_an_unknown_key_names_near_matches(curated: Catalog, key: str, near: str) -> None:
    with pytest.raises(UnknownTask) as caught:
        curated.find(key)
    assert str(caught.value) == f"there is no task {key!r}; {near}"


def test_an_id_that_is_cut_short_names_the_task(many: Catalog) -> None:
    whole = many.entries()[17].id
    with pytest.raises(UnknownTask) as caught:
        many.find(whole[:-2])
    assert whole in str(caught.value)
    assert str(caught.value).count(" or ") <= 2


@pytest.mark.parametrize("key", ["", "zzz", "z" * 100_000, "\ud800", "a\0b", "' OR 1=1 --", "%", "t-%"])
def test_a_key_like_no_other_is_told_what_there_is(curated: Catalog, key: str) -> None:
    with pytest.raises(UnknownTask, match=r"there are anagram_groups_unsorted_key, .* and others") as caught:
        curated.find(key)
    assert len(str(caught.value)) < 300


def test_a_named_task_is_selected_by_either_name(curated: Catalog) -> None:
    task = curated.find("task1_easy")
    assert curated.select(task_id="task1_easy") == task
    assert curated.select(task_name=task.name) == task
    assert (
        curated.select(
            task_id=task.id,
            task_name=task.name,
            split=task.split,
            difficulty=task.tier,
            program=task.program,
        )
        == task
    )
    assert curated.select(task_id=task.id, seed=3) == task


@pytest.mark.parametrize(
    "wanted",
    [
        {"split": "eval"},
        {"difficulty": "hard"},
        {"bug_family": "statements"},
        {"program": "program_3"},
        {"program": "program_3", "bug_family": "calls"},
    ],
    ids=repr,
)
def test_an_index_walks_what_is_chosen(many: Catalog, wanted: dict[str, str]) -> None:
    choice = many.choice(**{"split": "train", **wanted})
    walked = [many.select(index=index, **wanted) for index in range(many.count(choice))]  # type: ignore[arg-type]
    assert walked == list(many.tasks(choice))
    assert walked
    with pytest.raises(IndexError, match=f"there are {len(walked)}, from 0 to {len(walked) - 1}"):
        many.select(index=len(walked), **wanted)  # type: ignore[arg-type]


def test_no_split_means_train(many: Catalog) -> None:
    first = many.entries(many.choice(split="train"))[0]
    assert many.select(index=0) == many.load(first)
    assert {many.select(seed=seed).split for seed in range(100)} == {Split.TRAIN}


def test_an_index_decides_over_a_seed(many: Catalog) -> None:
    assert len({many.select(index=2, seed=seed) for seed in range(20)}) == 1


def test_the_same_seed_draws_the_same_task(many: Catalog) -> None:
    assert all(many.select(seed=seed) == many.select(seed=seed) for seed in range(-20, 20))


def test_seeds_draw_every_task_about_equally(curated: Catalog) -> None:
    choice = curated.choice(split="train")
    names = {entry.name for entry in curated.entries(choice)}
    drawn = Counter(curated.select(seed=seed).name for seed in range(200 * len(names)))
    assert set(drawn) == names
    assert min(drawn.values()) > 140
    assert max(drawn.values()) < 260


@pytest.mark.parametrize(
    "wanted",
    [
        {"difficulty": "easy", "split": "eval"},
        {"bug_family": "conditions", "split": "train"},
        {"program": "csv_line", "split": "train"},
    ],
    ids=repr,
)
def test_a_seed_draws_within_what_is_chosen(curated: Catalog, wanted: dict[str, str]) -> None:
    drawn = {curated.select(seed=seed, **wanted) for seed in range(60)}  # type: ignore[arg-type]
    assert drawn == set(curated.tasks(curated.choice(**wanted)))  # type: ignore[arg-type]
    assert drawn


def test_without_a_seed_the_draw_is_new_each_time(many: Catalog) -> None:
    assert len({many.select() for _ in range(50)}) > 1


def test_order_and_draws_are_the_same_in_every_process() -> None:
    program = (
        "from tracefix_rl.tasks import Catalog\n"
        "catalog = Catalog.shipped()\n"
        "print([entry.id for entry in catalog.entries(catalog.choice(bug_family='calls'), 0, 60)])\n"
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
        for hash_seed in ("0", "4242")
    }
    assert len(outputs) == 1
    assert outputs.pop().count("t-") > 40


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"difficulty": "esay"}, "there is no difficulty 'esay'; did you mean easy?"),
        ({"difficulty": "EASY"}, "there is no difficulty 'EASY'; did you mean easy?"),
        ({"difficulty": "?"}, "there is no difficulty '?'; there are easy, medium, hard"),
        ({"split": "trian"}, "there is no split 'trian'; did you mean train?"),
        ({"split": ""}, "there is no split ''; there are train, eval, test"),
        ({"bug_family": "condition"}, "there is no bug_family 'condition'; did you mean conditions?"),
        ({"program": "binary_serch"}, "there is no program 'binary_serch'; did you mean binary_search?"),
        ({"task_id": "task1_esy"}, "there is no task 'task1_esy'; did you mean task1_easy?"),
    ],
)
def test_unknown_names(curated: Catalog, wanted: dict[str, str], message: str) -> None:
    with pytest.raises(UnknownTask) as caught:
        curated.select(**wanted)  # type: ignore[arg-type]
    assert str(caught.value) == message


def test_an_empty_selection_says_what_there_is(tmp_path: Path) -> None:
    catalog = small(tmp_path, "slug_lost_strip", "calculator_wrong_operators")
    with pytest.raises(UnknownTask) as caught:
        catalog.select(split="test", difficulty="medium", seed=1)
    assert str(caught.value) == "there is no medium task in test; there are 1 test/easy, 1 test/hard"
    with pytest.raises(UnknownTask, match="there is no task in train; there are 1 test/easy"):
        catalog.select(seed=1)
    with pytest.raises(UnknownTask, match="there is no task in test with a bug of names of slug; there are"):
        catalog.select(split="test", bug_family="names", program="slug")


def test_a_file_without_tasks_is_an_empty_catalog(tmp_path: Path) -> None:
    catalog = Catalog(TaskFile(write(tmp_path / "tasks", [])))
    assert (len(catalog), catalog.splits(), catalog.named(), catalog.entries()) == (0, (), {}, [])
    with pytest.raises(UnknownTask, match="there are none at all"):
        catalog.select(seed=0)
    with pytest.raises(UnknownTask, match="there is no task 'a'"):
        catalog.find("a")


@pytest.mark.parametrize("index", [-1, 9999, 10**30])
def test_an_index_out_of_range(many: Catalog, index: int) -> None:
    count = many.count(many.choice(split="train", difficulty="hard"))
    with pytest.raises(IndexError) as caught:
        many.select(difficulty="hard", index=index)
    bounds = f"{count}, from 0 to {count - 1}"
    assert str(caught.value) == f"there is no hard task {index} in train: there are {bounds}"


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"seed": "7"}, "seed must be a whole number such as 7, not '7'"),
        ({"seed": 1.0}, "seed must be a whole number"),
        ({"index": True}, "index must be a whole number"),
        ({"task_id": 5}, "a task is named by a text, not 5"),
        ({"difficulty": 3}, "difficulty must be one of easy, medium, hard, not 3"),
        ({"split": ["train"]}, "split must be one of train, eval, test, not"),
        ({"bug_family": 1}, "bug_family must be one of arithmetic, conditions, .* not 1"),
        ({"program": ["slug"]}, "a program is named by a text, not"),
        ({"task_id": "task1_easy", "index": 0}, "either the name of a task or an index"),
        ({"task_id": "task1_easy", "task_name": "slug_lost_strip"}, "are two tasks; give one of them"),
        ({"task_id": "task1_easy", "difficulty": "hard"}, "task1_easy is easy, not hard; leave hard out"),
        ({"task_name": "slug_lost_strip", "split": "train"}, "slug_lost_strip is test, not train"),
        (
            {"task_id": "task1_easy", "program": "slug"},
            "task1_easy is not of that program; leave program out",
        ),
        ({"task_id": "task1_easy", "bug_family": "names"}, "leave it out where a task is named"),
    ],
)
def test_values_that_are_wrong_or_contradict(
    curated: Catalog, wanted: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        curated.select(**wanted)  # type: ignore[arg-type]
