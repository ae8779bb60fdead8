"""A task's folder is read as it is, or refused with the file, the reason and the fix."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracefix_rl.tasks import Bug, Family, Split, TaskFolderError, Tier, read_task

DESCRIPTION = """
title = "Halves"
program = "half"
tier = "medium"
split = "test"
specification = \"\"\"
`half(number)` divides by two.
\"\"\"

[[bugs]]
family = "arithmetic"
kind = "wrong constant"
description = "It divides by three."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "half_by_three"
    folder.mkdir()
    (folder / "task.toml").write_text(DESCRIPTION)
    (folder / "program.py").write_bytes(b"def half(number):\r\n\treturn number / 2")
    (folder / "buggy.py").write_bytes(b"def half(number):\r\n\treturn number / 3")
    (folder / "visible_test.py").write_text(
        "from program import half\n\n\ndef test_it():\n    assert half(4) == 2\n"
    )
    (folder / "held_out_test.py").write_text(
        "from program import half\n\n\ndef test_1():\n    assert half(1) == 0.5\n"
    )
    return folder


def test_everything_is_read(folder: Path) -> None:
    task = read_task(folder)
    assert (task.name, task.program, task.title) == ("half_by_three", "half", "Halves")
    assert (task.tier, task.split) == (Tier.MEDIUM, Split.TEST)
    assert task.specification == "`half(number)` divides by two."
    assert task.bugs == (Bug(Family.ARITHMETIC, "wrong constant", "It divides by three."),)
    assert task.visible.module == task.held_out.module == "program"
    assert "half(4)" in task.visible.text
    assert "half(1)" in task.held_out.text


def test_texts_keep_their_line_ends(folder: Path) -> None:
    task = read_task(folder)
    assert task.source == "def half(number):\r\n\treturn number / 3"
    assert task.solution == "def half(number):\r\n\treturn number / 2"


@pytest.mark.parametrize(
    "name", ["task.toml", "program.py", "buggy.py", "visible_test.py", "held_out_test.py"]
)
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(TaskFolderError, match="is missing; add it") as caught:
        read_task(folder)
    assert caught.value.file == folder / name


@pytest.mark.parametrize("name", ["task.toml", "program.py", "held_out_test.py"])
def test_a_file_must_be_utf8(folder: Path, name: str) -> None:
    (folder / name).write_bytes("# caf\xe9\n".encode("latin-1"))
    with pytest.raises(TaskFolderError, match=r"byte 5 .*; save it as UTF-8") as caught:
        read_task(folder)
    assert caught.value.file == folder / name


def test_a_folder_in_the_place_of_a_file(folder: Path) -> None:
    (folder / "buggy.py").unlink()
    (folder / "buggy.py").mkdir()
    with pytest.raises(TaskFolderError, match=r"buggy\.py: cannot be read"):
        read_task(folder)


def test_a_suite_must_not_be_empty(folder: Path) -> None:
    (folder / "visible_test.py").write_text("\n")
    with pytest.raises(TaskFolderError, match=r"visible_test\.py: .*empty; write tests"):
        read_task(folder)


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (replaced('"Halves"', "Halves"), "is not TOML: .*line 2"),
        (replaced("title", "titel"), "the task has no `title`; add it"),
        (replaced('tier = "medium"', ""), "the task has no `tier`"),
        (replaced('split = "test"', 'split = "test"\nlevel = 3'), "unknown key `level`; the keys are title"),
        (replaced('"medium"', '"meduim"'), "`tier` is 'meduim'; choose from easy, medium, hard"),
        (replaced('"test"', '"dev"'), "`split` is 'dev'; choose from train, eval, test"),
        (replaced('"test"', "[]"), r"`split` is \[\]; choose from"),
        (replaced('"Halves"', "5"), "`title` is 5; make it a text"),
        (replaced('"Halves"', '"  "'), "`title` is '  '"),
        (replaced("[[bugs]]", "[bugs]"), r"`bugs` is no list of tables; add a \[\[bugs\]\] table"),
        (replaced('family = "arithmetic"', ""), "a bug has no `family`"),
        (replaced('"arithmetic"', '"sums"'), "`family` is 'sums'; choose from arithmetic, conditions"),
        (replaced('kind = "wrong constant"', ""), "a bug has no `kind`"),
        (replaced("[[bugs]]", '[[bugs]]\nline = "2"'), "a bug has an unknown key `line`"),
        (lambda text: text.partition("[[bugs]]")[0], "the task has no `bugs`"),
        (lambda text: "bugs = []\n" + text.partition("[[bugs]]")[0], "`bugs` is no list of tables"),
    ],
)
def test_a_description_that_cannot_be_used(folder: Path, change: Callable[[str], str], message: str) -> None:
    (folder / "task.toml").write_text(change(DESCRIPTION))
    with pytest.raises(TaskFolderError, match=message) as caught:
        read_task(folder)
    assert caught.value.file == folder / "task.toml"
