"""Several task files as one catalog."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from task_files import NAMES, curated, numbered, write

from tracefix_rl.tasks import Catalog, Split, TaskFileError, UnknownTask
from tracefix_rl.tasks.catalog import SHIPPED, VARIABLE, task_files


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("several")
    return [write(folder / "named", curated(*NAMES)), write(folder / "many", numbered(120))]


@pytest.fixture(scope="module")
def parts(files: list[Path]) -> list[Catalog]:
    return [Catalog.open([file]) for file in files]


@pytest.fixture(scope="module")
def both(files: list[Path]) -> Catalog:
    return Catalog.open(files)


def test_it_has_the_tasks_of_each(both: Catalog, parts: list[Catalog]) -> None:
    assert len(both) == sum(map(len, parts))
    assert both.counts.keys() == parts[0].counts.keys() | parts[1].counts.keys()
    assert set(both.programs) == {*parts[0].programs, *parts[1].programs}
    assert {entry.id for entry in both.entries()} == {entry.id for part in parts for entry in part.entries()}


@pytest.mark.parametrize("split", [None, *Split])
@pytest.mark.parametrize("difficulty", [None, "medium"])
def test_pages_follow_each_other_without_a_gap(
    both: Catalog, split: Split | None, difficulty: str | None
) -> None:
    choice = both.choice(split=split, difficulty=difficulty)
    whole = both.entries(choice)
    assert len(whole) == both.count(choice)
    pages = [both.entries(choice, start, start + 7) for start in range(0, len(whole) + 7, 7)]
    assert [entry for page in pages for entry in page] == whole


def test_an_index_leads_to_the_task_at_that_place(both: Catalog) -> None:
    for split in both.splits():
        entries = both.entries(both.choice(split=split))
        assert [entry.index for entry in entries] == list(range(len(entries)))
        for entry in (entries[0], entries[len(entries) // 2], entries[-1]):
            assert both.select(split=split, index=entry.index).id == entry.id
            assert both.entry(entry.id) == entry
    with pytest.raises(IndexError):
        both.select(index=both.count(both.choice(split="train")))


def test_every_task_is_in_one_band(both: Catalog) -> None:
    for split in both.splits():
        bands = both.bands(split)
        assert len({band.number for band in bands}) == len(bands)
        found = [both.in_band(split, band.number, place).id for band in bands for place in range(band.count)]
        assert sorted(found) == sorted(entry.id for entry in both.entries(both.choice(split=split)))
    with pytest.raises(IndexError):
        both.in_band(Split.TRAIN, 10_000, 0)


def test_names_and_programs_are_found_in_each(both: Catalog, parts: list[Catalog]) -> None:
    for part in parts:
        entry = part.entries()[0]
        assert both.load(both.entry(entry.id)) == part.load(entry)
        assert both.select(program=entry.program, split=entry.split, index=0).program == entry.program
        assert both.provenance(entry) == part.provenance(entry)
    with pytest.raises(UnknownTask, match=NAMES[0]):
        both.entry(f"{NAMES[0]}s")


def test_the_first_of_two_tasks_of_one_name_is_found(tmp_path: Path) -> None:
    (task,) = curated(NAMES[0])
    other = replace(task, source=f"{task.source}\nmore = 1\n")
    files = [write(tmp_path / "one", [task]), write(tmp_path / "other", [other])]
    assert Catalog.open(files).find(NAMES[0]) == task
    assert Catalog.open(files[::-1]).find(NAMES[0]) == other


def test_a_list_names_files_and_the_shipped_one() -> None:
    assert task_files("") == task_files(" , ") == [SHIPPED]
    assert task_files("a.tasks, shipped ,b.tasks,a.tasks") == [Path("a.tasks"), SHIPPED, Path("b.tasks")]


def test_the_environment_says_which(
    files: list[Path], both: Catalog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, ",".join(map(str, files)))
    assert len(Catalog.configured()) == len(both)
    assert Catalog.configured() is Catalog.configured()
    monkeypatch.setenv(VARIABLE, str(files[0]))
    assert len(Catalog.configured()) == len(NAMES)
    monkeypatch.setenv(VARIABLE, f"{files[0]},nowhere.tasks")
    with pytest.raises(TaskFileError, match="nowhere"):
        Catalog.configured()
