"""Task files: what they cost to read, and what is said of one that cannot be used."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from task_files import numbered, write

from tracefix_rl.tasks import Catalog, TaskFile, TaskFileError, read_curated
from tracefix_rl.tasks.curation import CURATED
from tracefix_rl.tasks.storage.format import VERSION

TASKS = read_curated().tasks


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of the curated tasks that is not to be changed."""
    return write(tmp_path_factory.mktemp("whole") / "whole.tasks", TASKS, read_curated().named)


@pytest.fixture
def file(whole: Path, tmp_path: Path) -> Path:
    """A copy that may be changed."""
    return shutil.copy(whole, tmp_path / "copy.tasks")


# Writing


def test_the_same_tasks_give_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    again = write(tmp_path / "again.tasks", reversed(TASKS), read_curated().named)
    assert again.read_bytes() == whole.read_bytes()


def test_another_process_writes_the_same_bytes(whole: Path, tmp_path: Path) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom task_files import write\n"
        "from tracefix_rl.tasks import read_curated\n"
        "found = read_curated()\nwrite(Path(sys.argv[1]), found.tasks, found.named)\n"
    )
    there = tmp_path / "there.tasks"
    subprocess.run(
        [sys.executable, "-c", program, str(there)],
        env=os.environ | {"PYTHONHASHSEED": "77", "PYTHONPATH": str(Path(__file__).parents[1])},
        check=True,
    )
    assert there.read_bytes() == whole.read_bytes()


def test_a_file_that_was_there_is_replaced_and_no_part_is_left(file: Path) -> None:
    write(file, TASKS[:3])
    assert len(Catalog(TaskFile(file))) == 3
    assert list(file.parent.iterdir()) == [file]


def test_two_tasks_of_one_id_are_refused_and_what_was_there_stays(file: Path, whole: Path) -> None:
    with pytest.raises(ValueError, match=f"2 tasks have the id {TASKS[0].id}; leave out all but one"):
        write(file, [*TASKS, TASKS[0]])
    assert file.read_bytes() == whole.read_bytes()


# Reading


def read_by(call: Callable[[], object]) -> int:
    """Bytes that a call reads from files."""

    def so_far() -> int:
        found = re.search(r"rchar: (\d+)", Path("/proc/self/io").read_text())
        assert found is not None
        return int(found[1])

    before = so_far()
    overhead = so_far() - before
    before = so_far()
    call()
    return so_far() - before - overhead


def ready(path: Path, **wanted: object) -> None:
    """Open a file and choose a task."""
    with TaskFile(path) as opened:
        Catalog(opened).select(seed=1, **wanted)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("few") / "few.tasks", [*numbered(150), *TASKS], read_curated().named)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty times as many."""
    tasks = [*numbered(3_000), *TASKS]
    return write(tmp_path_factory.mktemp("many") / "many.tasks", tasks, read_curated().named)


A_FEW_PAGES = 48 * 1024
"""What deeper trees and longer lists of programs may cost more."""


def test_opening_reads_no_more_of_a_large_file(few: Path, many: Path) -> None:
    costs = [read_by(lambda path=path: TaskFile(path).close()) for path in (few, many)]  # type: ignore[misc]
    assert costs[0] == costs[1] < 20 * 1024


@pytest.mark.parametrize(
    "wanted", [{}, {"split": "eval", "difficulty": "hard"}, {"task_id": "task1_easy"}], ids=repr
)
def test_a_task_is_ready_after_a_few_pages(few: Path, many: Path, wanted: dict[str, str]) -> None:
    small, large = (read_by(lambda path=path: ready(path, **wanted)) for path in (few, many))  # type: ignore[misc]
    assert large < small + A_FEW_PAGES
    assert large < many.stat().st_size / 8


def test_a_page_far_into_a_split_costs_what_the_first_one_does(many: Path) -> None:
    def page(start: int) -> int:
        with TaskFile(many) as opened:
            catalog = Catalog(opened)
            choice = catalog.choice(split="train")
            assert catalog.count(choice) > 1_000
            return read_by(lambda: catalog.entries(choice, start, start + 20))

    first, last = page(0), page(950)
    assert last < first + A_FEW_PAGES
    assert last < many.stat().st_size / 5


def test_named_tasks_are_found_without_reading_the_others(few: Path, many: Path) -> None:
    def named(path: Path) -> int:
        with TaskFile(path) as opened:
            return read_by(lambda: Catalog(opened).named())

    assert named(many) < named(few) + 2 * A_FEW_PAGES


def test_several_threads_read_at_once(whole: Path) -> None:
    with TaskFile(whole) as opened, ThreadPoolExecutor(8) as threads:
        catalog = Catalog(opened)
        ids = [task.id for task in TASKS] * 20
        assert [task.id for task in threads.map(catalog.find, ids)] == ids


def test_a_file_that_nobody_can_write_in_a_folder_that_nobody_can_write(file: Path) -> None:
    file.chmod(0o444)
    file.parent.chmod(0o555)
    try:
        with TaskFile(file) as opened:
            assert len(list(Catalog(opened).tasks())) == len(TASKS)
        assert list(file.parent.iterdir()) == [file]
    finally:
        file.parent.chmod(0o755)


def test_a_path_with_signs_that_mean_something_in_an_address(file: Path) -> None:
    odd = file.rename(file.with_name("50% of #tasks?mode=rw.tasks"))
    assert len(Catalog(TaskFile(odd))) == len(TASKS)


# What cannot be used


def refused(path: Path) -> str:
    """Use a file until it is refused, and return why."""

    def load_all() -> None:
        with TaskFile(path) as opened:
            list(Catalog(opened).tasks())

    with pytest.raises(TaskFileError) as caught:
        load_all()
    error = caught.value
    assert error.file == path
    assert str(error) == f"{path}: {error.reason}; {error.fix}"
    assert error.fix
    return error.reason


def test_a_missing_file(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.tasks") == "is missing"
    assert refused(tmp_path) == "is missing"


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.tasks").write_bytes(b"")
    assert refused(tmp_path / "empty.tasks") == "is empty"


@pytest.mark.parametrize("content", [b"task\n", b"not a database\n" * 999, bytes(5000)])
def test_a_file_of_something_else(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "text.tasks").write_bytes(content)
    assert "is no task file" in refused(tmp_path / "text.tasks")


def test_another_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE tasks (id TEXT)")
    assert refused(path) == "is a database, but no task file"


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        assert database.execute(statement, values).rowcount != 0


@pytest.mark.parametrize("version", [0, VERSION + 1, 99])
def test_another_version(file: Path, version: int) -> None:
    change(file, f"PRAGMA user_version = {version}")
    assert refused(file) == f"has format {version}, and this package reads {VERSION}"


@pytest.mark.parametrize("lost", [1, 4096, 9000, 50_000])
def test_a_file_whose_end_is_missing(file: Path, lost: int) -> None:
    os.truncate(file, file.stat().st_size - lost)
    assert "truncated" in refused(file)


@pytest.mark.parametrize("kept", [1, 50, 99, 100, 500])
def test_a_file_of_which_hardly_anything_is_left(file: Path, kept: int) -> None:
    os.truncate(file, kept)
    assert refused(file)


@pytest.mark.parametrize("more", [b"\n", b"more" * 2000, bytes(4096)])
def test_bytes_after_the_end(file: Path, more: bytes) -> None:
    with file.open("ab") as end:
        end.write(more)
    assert "more was written to its end" in refused(file)


def test_zeros_in_the_middle(file: Path) -> None:
    with file.open("r+b") as middle:
        middle.seek(4096)
        middle.write(bytes(file.stat().st_size - 8192))
    assert refused(file)


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE programs SET source = source || '# more' WHERE name = 'slug'", "program slug was changed"),
        ("UPDATE programs SET held_out = replace(held_out, '==', '!=')", r"program \w+ was changed"),
        ("UPDATE programs SET visible = ''", r"program \w+ was changed"),
        ("UPDATE programs SET suite = NULL", r"program \w+ was changed"),
        ("UPDATE tasks SET edits = '[[1, 1, [\"pass\\n\"]]]'", r"task t-\w+ was changed"),
        ("UPDATE tasks SET edits = 'nonsense'", r"task t-\w+ was changed"),
        ("UPDATE tasks SET bugs = ''", r"task t-\w+ was changed"),
        ("UPDATE tasks SET score = 2.0", r"task t-\w+ was changed"),
        ("UPDATE tasks SET name = 'mine' WHERE name = 'slug_lost_strip'", r"task t-\w+ was changed"),
        ("UPDATE tasks SET id = 't-000000000000' WHERE name = 'slug_lost_strip'", r"task t-0+ was changed"),
        ("UPDATE tasks SET program = 999 WHERE name = 'slug_lost_strip'", "1 tasks are missing"),
        ("UPDATE tasks SET seal = 'x' WHERE name = 'slug_lost_strip'", r"task t-\w+ was changed"),
        ("UPDATE programs SET seal = NULL", r"program \w+ was changed"),
        ("DELETE FROM tasks WHERE name = 'slug_lost_strip'", "1 tasks are missing"),
        ("DELETE FROM tasks", r"\d+ tasks are missing"),
        ("DELETE FROM programs WHERE name = 'slug'", "1 tasks are missing"),
        ("DROP TABLE programs", "is no task file, or damaged: no such table"),
        ("UPDATE programs SET title = x'00'", r"program \w+ was changed"),
        ("UPDATE counts SET count = count + 1 WHERE split = 'test'", "its counts"),
        ("UPDATE counts SET count = 'many'", "its counts"),
        ("UPDATE counts SET split = 'dev' WHERE split = 'test' AND tier = 'easy'", "its counts"),
        ("DELETE FROM counts WHERE tier = 'easy'", "its counts"),
        ("UPDATE bands SET score = 0.5", "its counts"),
        ("DELETE FROM bands", "its counts"),
        ("UPDATE about SET value = x'00'", "its counts, or what it says of itself"),
        ("DELETE FROM about", "its counts, or what it says of itself"),
        ("DELETE FROM seals", "its counts, or what it says of itself"),
        ("INSERT INTO seals VALUES ('another')", "its counts, or what it says of itself"),
    ],
)
def test_a_row_that_was_edited_by_hand(file: Path, statement: str, what: str) -> None:
    change(file, statement)
    assert re.match(what, refused(file))


@pytest.mark.parametrize("tier", ["easy", "nightmare"])
def test_a_tier_that_was_edited_by_hand(file: Path, tier: str) -> None:
    change(file, "UPDATE OR REPLACE tasks SET tier = ? WHERE name = 'binary_search_off_by_one'", tier)
    with (
        TaskFile(file) as opened,
        pytest.raises(TaskFileError, match="was changed after the file was written"),
    ):
        Catalog(opened).find("task2_medium")


def test_a_deleted_task_is_missed_where_it_was(file: Path) -> None:
    with TaskFile(file) as opened:
        entry = Catalog(opened).entry("slug_lost_strip")
        (band,) = [
            band
            for band in opened.bands(entry.split)
            if entry in [opened.in_band(entry.split, band.number, place) for place in range(band.count)]
        ]
    change(file, "DELETE FROM tasks WHERE name = 'slug_lost_strip'")
    with TaskFile(file) as opened:
        catalog = Catalog(opened)
        for wanted in ({}, {"difficulty": entry.tier}, {"bug_family": entry.families[0]}):
            choice = catalog.choice(split=entry.split, **wanted)  # type: ignore[arg-type]
            with pytest.raises(TaskFileError, match="missing; restore it, or build it again"):
                catalog.entries(choice)
        with pytest.raises(TaskFileError, match=f"task 0 of band {band.number} of test is missing"):
            catalog.in_band(entry.split, band.number, 0)


def test_a_task_folder_is_no_task_file() -> None:
    assert refused(CURATED) == "is missing"
