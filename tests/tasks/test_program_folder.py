"""A program's folder, and a library of them, are read as they are, or refused with file, reason and fix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracefix_rl.tasks import Library, TaskFolderError, UnknownProgram, cases, read_program
from tracefix_rl.tasks.case import call

DESCRIPTION = """
title = "Halves"
domain = "numbers"
tags = ["arithmetic", "tiny"]
specification = \"\"\"
`half(number)` divides by two.
\"\"\"
"""
SOURCE = "def half(number: float) -> float:\r\n\treturn number / 2"
VISIBLE = "from program import half\n\n\ndef test_it():\n    assert half(4) == 2\n"
INPUTS = """
from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [[call("half", 0)], [call("half", 1)]]


def draw(random: Random) -> Case:
    return [call("half", random.randint(0, 3))]
"""


def write_program(folder: Path) -> Path:
    folder.mkdir(parents=True)
    (folder / "program.toml").write_text(DESCRIPTION.replace("numbers", folder.parent.name))
    (folder / "program.py").write_bytes(SOURCE.encode())
    (folder / "visible_test.py").write_text(VISIBLE)
    (folder / "inputs.py").write_text(INPUTS)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_program(tmp_path / "numbers" / "half")


def test_everything_is_read(folder: Path) -> None:
    program = read_program(folder)
    assert (program.name, program.domain, program.title) == ("half", "numbers", "Halves")
    assert program.specification == "`half(number)` divides by two."
    assert program.tags == {"arithmetic", "tiny"}
    assert program.source == SOURCE
    assert (program.visible.text, program.visible.module) == (VISIBLE, "program")
    assert program.visible.comparisons == frozenset()
    assert program.inputs == INPUTS


def test_a_program_without_relatives_is_its_own_family(folder: Path) -> None:
    assert read_program(folder).family == "half"
    (folder / "program.toml").write_text(f'family = "fractions"\n{DESCRIPTION}')
    assert read_program(folder).family == "fractions"


def test_edge_cases_come_first_and_no_case_twice(folder: Path) -> None:
    drawn = list(cases(read_program(folder), seed=5))
    assert drawn[:2] == [[call("half", 0)], [call("half", 1)]]
    assert sorted(case[0].args for case in drawn) == [(0,), (1,), (2,), (3,)]


def test_reading_executes_nothing(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "executed"
    for name in ("program.py", "visible_test.py", "inputs.py"):
        file = folder / name
        file.write_text(f"open({str(trace)!r}, 'w').close()\n{file.read_text()}")
    read_program(folder)
    assert not trace.exists()


@pytest.mark.parametrize("name", ["program.toml", "program.py", "visible_test.py", "inputs.py"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(TaskFolderError, match="is missing; add it") as caught:
        read_program(folder)
    assert caught.value.file == folder / name


@pytest.mark.parametrize("name", ["program.toml", "program.py", "visible_test.py", "inputs.py"])
def test_a_file_must_be_utf8(folder: Path, name: str) -> None:
    (folder / name).write_bytes("# caf\xe9\n".encode("latin-1"))
    with pytest.raises(TaskFolderError, match=r"byte 5 .*; save it as UTF-8") as caught:
        read_program(folder)
    assert caught.value.file == folder / name


@pytest.mark.parametrize("name", ["program.py", "visible_test.py", "inputs.py"])
def test_a_module_must_be_python(folder: Path, name: str) -> None:
    (folder / name).write_text("x = 1\ndef half(:\n")
    with pytest.raises(TaskFolderError, match=r"is not Python: .* in line 2; correct it") as caught:
        read_program(folder)
    assert caught.value.file == folder / name


def test_a_module_with_a_null_byte(folder: Path) -> None:
    (folder / "program.py").write_bytes(b"x = 1\0")
    with pytest.raises(TaskFolderError, match=r"program\.py: is not Python: .*null bytes"):
        read_program(folder)


def test_the_visible_tests_must_not_be_empty(folder: Path) -> None:
    (folder / "visible_test.py").write_text("\n")
    with pytest.raises(TaskFolderError, match=r"visible_test\.py: .*empty; write tests"):
        read_program(folder)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("EDGES", "CASES", r"does not define `EDGES`; add `EDGES: list\[Case\]"),
        ("def draw", "def drawn", r"does not define `draw`; add `def draw\(random: Random\) -> Case`"),
        ("def draw", "async def draw", "does not define `draw`"),
    ],
)
def test_inputs_without_a_generator(folder: Path, old: str, new: str, message: str) -> None:
    (folder / "inputs.py").write_text(INPUTS.replace(old, new))
    with pytest.raises(TaskFolderError, match=message) as caught:
        read_program(folder)
    assert caught.value.file == folder / "inputs.py"


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replaced('"Halves"', "Halves"), "is not TOML: .*line 2"),
        (replaced("title", "titel"), "the program has no `title`; add it"),
        (replaced('tags = ["arithmetic", "tiny"]', ""), "the program has no `tags`"),
        (replaced("tags", "tier = 1\ntags"), "unknown key `tier`; the keys are title, specification"),
        (replaced('"Halves"', '" "'), "`title` is ' '; make it a text that is not empty"),
        (replaced("`half(number)` divides by two.", ""), "`specification` is "),
        (replaced('"tiny"', "5"), r"`tags` is \['arithmetic', 5\]; make it a list of texts"),
        (
            replaced('"numbers"', '"text"'),
            "`domain` is 'text', but the folder lies in 'numbers'; write 'numbers', or move",
        ),
    ],
)
def test_a_description_that_cannot_be_used(folder: Path, change: Callable[[str], str], message: str) -> None:
    (folder / "program.toml").write_text(change(DESCRIPTION))
    with pytest.raises(TaskFolderError, match=message) as caught:
        read_program(folder)
    assert caught.value.file == folder / "program.toml"


def test_a_library_is_in_order_of_domains_and_names(tmp_path: Path) -> None:
    for place in ("text/slug", "numbers/third", "numbers/half", "numbers/__pycache__", ".cache/x"):
        write_program(tmp_path / place)
    library = Library(tmp_path)
    assert library.names() == ("half", "third", "slug")
    assert [program.domain for program in library] == ["numbers", "numbers", "text"]
    assert len(library) == 3


def test_a_library_reads_a_program_when_it_is_asked_for(folder: Path) -> None:
    write_program(folder.with_name("broken"))
    (folder.with_name("broken") / "inputs.py").unlink()
    library = Library(folder.parents[1])
    assert library.names() == ("broken", "half")
    assert library.find("half") is library.find("half")
    with pytest.raises(TaskFolderError, match="is missing"):
        library.find("broken")


def test_an_unknown_program(folder: Path) -> None:
    with pytest.raises(UnknownProgram, match="there is no program 'hlaf'; there are half"):
        Library(folder.parents[1]).find("hlaf")


def test_two_programs_of_one_name(folder: Path, tmp_path: Path) -> None:
    write_program(tmp_path / "text" / "half")
    with pytest.raises(TaskFolderError, match="is the name of a program in numbers too; rename") as caught:
        Library(tmp_path).names()
    assert caught.value.file == tmp_path / "text" / "half"


@pytest.mark.parametrize("name", ["", "nowhere"])
def test_a_library_without_programs(tmp_path: Path, name: str) -> None:
    with pytest.raises(TaskFolderError, match="has no programs; name the folder that holds"):
        len(Library(tmp_path / name))
