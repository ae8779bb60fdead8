"""`tracefix tasks build` makes a task file of a library, goes on where it was stopped, and names what is broken."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from command import Tracefix
from task_files import NAMES, curated, write

from tracefix_rl.tasks import Catalog, Split, TaskFile, read_curated
from tracefix_rl.tasks.splits import split_of

DESCRIPTION = """
title = "{name}"
specification = "`level(value, low, high)` returns the value, or the bound that it exceeds."
domain = "numbers"
tags = ["numbers"]
"""
PROGRAM = '''"""Levels."""


def level(value: int, low: int, high: int) -> int:
    """Return the value, or the bound that it exceeds."""
    if value < low:
        return low
    if value > high:
        return high
    return value
'''
VISIBLE = """
from program import level


def test_within() -> None:
    assert level(5, 1, 9) == 5


def test_below() -> None:
    assert level(-3, 1, 9) == 1


def test_above() -> None:
    assert level(12, 1, 9) == 9


def test_negative() -> None:
    assert level(-5, -9, -1) == -5
"""
INPUTS = '''"""Levels, near the bounds and far from them."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [[call("level", 1, 1, 9)], [call("level", 9, 1, 9)], [call("level", 0, 0, 0)]]


def draw(random: Random) -> Case:
    low = random.randint(-20, 20)
    return [call("level", random.randint(-40, 40), low, low + random.randint(0, 20))]
'''


def in_train(start: str) -> str:
    """A name of a program that is in the train split."""
    names = (f"{start}_{number}" for number in range(100))
    return next(name for name in names if split_of(name) is Split.TRAIN)


def write_program(library: Path, name: str, **files: str) -> Path:
    folder = library / "numbers" / name
    folder.mkdir(parents=True)
    contents = {
        "program.toml": DESCRIPTION.format(name=name),
        "program.py": PROGRAM,
        "visible_test.py": VISIBLE,
        "inputs.py": INPUTS,
    }
    for file, text in (contents | {key.replace("__", "."): text for key, text in files.items()}).items():
        (folder / file).write_text(text)
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with one small program."""
    library = tmp_path_factory.mktemp("library")
    write_program(library, in_train("level"))
    return library


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where records are kept, from one test to the next."""
    return tmp_path_factory.mktemp("work")


@pytest.mark.slow
def test_a_library_becomes_a_task_file(tracefix: Tracefix, library: Path, work: Path, tmp_path: Path) -> None:
    file = tmp_path / "new" / "first.tasks"
    flags = ("--library", library, "--work", work, "--workers", "1")
    result = tracefix("build", *flags, "-o", file)
    assert result.exit_code == 0, result.output
    assert "1 of 1 programs: " in result.stderr
    with TaskFile(file) as tasks:
        catalog = Catalog(tasks)
        made = len(catalog) - len(read_curated().tasks)
        entries = catalog.entries(catalog.choice(program=in_train("level")))
    assert len(entries) == made > 1
    rows = {
        " ".join(line.split()[:-1]): line.split()[-1] for line in result.stdout.splitlines() if line.strip()
    }
    assert rows["tasks of programs"] == str(made)
    assert rows["curated tasks"] == str(len(read_curated().tasks))
    assert float(rows["mean share of bugs that held-out tests catch"].rstrip("%")) > 90
    assert any(name.startswith("refused: ") for name in rows)

    # Again: nothing is made anew, and the file is the same.
    records = {record: record.stat().st_mtime_ns for record in work.iterdir()}
    again = tmp_path / "again.tasks"
    assert tracefix("build", *flags, "-o", again).exit_code == 0
    assert {record: record.stat().st_mtime_ns for record in work.iterdir()} == records
    assert again.read_bytes() == file.read_bytes()

    page = tmp_path / "report.md"
    assert tracefix("report", "--file", file, "-o", page).exit_code == 0
    assert f"| {in_train('level')} | numbers |" in page.read_text()
    assert tracefix("check", "--file", file, "--sample", "3", "--workers", "1").exit_code == 0


def test_what_is_broken_is_named_and_the_rest_is_built(
    tracefix: Tracefix, library: Path, work: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "library"
    write_program(broken, in_train("level"))
    write_program(broken, "unread").joinpath("inputs.py").unlink()
    write_program(broken, "unequal", program__py=PROGRAM.replace("value < low", "value <= high"))
    write_program(broken, "undrawn", inputs__py=INPUTS.replace("low + random", "high + random"))
    write_program(broken, "untested", visible_test__py="from program import level\n")
    file = tmp_path / "rest.tasks"
    result = tracefix("build", "--library", broken, "--work", work, "--workers", "1", "-o", file)
    assert result.exit_code == 1, result.output
    problems = [line for line in result.stderr.splitlines() if line.startswith("Left out: ")]
    assert len(problems) == 4
    for what in (
        "unread/inputs.py: ",
        "numbers/unequal: the reference fails its visible tests: ",
        "numbers/undrawn: inputs.py raises NameError",
        "numbers/untested: ",
    ):
        assert sum(what in problem for problem in problems) == 1, what
    with TaskFile(file) as tasks:
        assert in_train("level") in tasks.programs


def test_a_damaged_record_is_named(tracefix: Tracefix, library: Path, tmp_path: Path) -> None:
    from tracefix_rl.tasks import Library
    from tracefix_rl.tasks.factory.records import record_file

    (program,) = Library(library)
    record = record_file(tmp_path / "work", program, 0)
    record.parent.mkdir()
    record.write_text("{}")
    file = tmp_path / "none.tasks"
    result = tracefix("build", "--library", library, "--work", tmp_path / "work", "-o", file)
    assert result.exit_code == 2
    assert f"Error: {record} is no record of a program" in result.stderr
    assert "delete it and build again" in result.stderr
    assert not file.exists()


def test_a_report_of_nothing(tracefix: Tracefix, tmp_path: Path) -> None:
    file = write(tmp_path / "curated.tasks", curated(*NAMES))
    result = tracefix("report", "--file", file, "-o", tmp_path / "page.md")
    assert result.exit_code == 2
    assert "has no tasks that were made of programs; build some with `tracefix tasks build`" in result.stderr


@pytest.mark.parametrize("place", ["a folder", "under a file"])
def test_an_output_that_cannot_be_written(
    tracefix: Tracefix, library: Path, tmp_path: Path, place: str
) -> None:
    (tmp_path / "file").write_text("")
    output = tmp_path if place == "a folder" else tmp_path / "file" / "out.tasks"
    result = tracefix("build", "--library", library, "--work", tmp_path / "work", "-o", output)
    assert result.exit_code == 2
    assert f"Error: {output} cannot be written: " in result.stderr
    assert not (tmp_path / "work").exists()


def test_a_work_folder_that_cannot_be_written(tracefix: Tracefix, library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = tracefix("build", "--library", library, "--work", tmp_path / "file", "-o", tmp_path / "a.tasks")
    assert result.exit_code == 2
    assert f"{tmp_path / 'file'}" in result.stderr
    assert "cannot be written" in result.stderr


@pytest.mark.parametrize("flags", [("--program", "level_0"), ("--library", "elsewhere")])
def test_a_part_never_becomes_the_shipped_file(tracefix: Tracefix, flags: tuple[str, str]) -> None:
    result = tracefix("build", *flags)
    assert result.exit_code == 2
    assert "name the file to write with -o" in result.stderr


def test_an_unknown_program(tracefix: Tracefix, library: Path, tmp_path: Path) -> None:
    result = tracefix(
        "build", "--library", library, "--program", "levle", "-o", tmp_path / "a.tasks", "--work", tmp_path
    )
    assert result.exit_code == 2
    assert f"there is no program 'levle'; there are {in_train('level')}" in result.stderr


def test_a_library_without_programs(tracefix: Tracefix, tmp_path: Path) -> None:
    result = tracefix("build", "--library", tmp_path, "-o", tmp_path / "a.tasks", "--work", tmp_path)
    assert result.exit_code == 2
    assert "has no programs; name the folder that holds the domains' folders" in result.stderr
