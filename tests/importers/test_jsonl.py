"""Files of JSON lines: what is damaged is told and counted, and the rest is read."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest
from lines import ADDED, HALVED, write

from tracefix_rl.tasks.importers import IMPORTERS
from tracefix_rl.tasks.importers.item import Item, SourceError, Unusable
from tracefix_rl.tasks.importers.published.jsonl import MAX_LINE_BYTES

MBPP = IMPORTERS["mbpp"]


def added(number: int) -> str:
    return json.dumps({**ADDED, "task_id": number})


def outcomes(path: Path) -> list[str]:
    """The name of each item, and of each that cannot be used with the beginning of the reason."""
    return [
        result.name if isinstance(result, Item) else f"{result.name}: {result.reason}"
        for result in MBPP.read(path)
    ]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (added(2)[:-9], "line 2: it is not JSON"),
        ("[1, 2]", "line 2: it is a JSON list"),
        ("null", "line 2: it is a JSON NoneType"),
        ("{}", "line 2: there is no `code`"),
        ("[" * 100_000, "line 2: it is nested too deeply"),
        ('{"task_id": 1' + "0" * 5000 + "}", "line 2: it is not JSON"),
        (added(2)[:-1] + ' ,"padding": "' + "x" * MAX_LINE_BYTES + '"}', "line 2: it is longer than"),
        (added(1), "mbpp_1: an earlier line has the same `task_id`"),
    ],
)
def test_a_line_that_is_no_item_is_told_and_the_rest_is_read(tmp_path: Path, line: str, told: str) -> None:
    first, second, third = outcomes(write(tmp_path / "items.jsonl", added(1), line, "", added(3)))
    assert (first, third) == ("mbpp_1", "mbpp_3")
    assert second.startswith(told)


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl"
    latin = added(2).replace("two", "zw\xf6i").encode("latin-1")
    file.write_bytes(b"\n".join([latin, added(3).encode()]))
    first, second = outcomes(file)
    assert first == "line 1: it is not UTF-8; save the file as UTF-8"
    assert second == "mbpp_3"


def test_a_byte_order_mark_and_other_line_ends_are_no_matter(tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl"
    file.write_bytes(f"\ufeff{added(1)}\r\n\r\n{added(2)}".encode())
    assert outcomes(file) == ["mbpp_1", "mbpp_2"]


def test_a_compressed_file_that_is_cut_off_is_read_up_to_there(tmp_path: Path) -> None:
    file = tmp_path / "items.jsonl.gz"
    lines = [added(number) + os.urandom(50).hex() * (number > 1) for number in range(1, 400)]
    lines[0] += " " * 10_000
    packed = gzip.compress("\n".join(lines).encode())
    file.write_bytes(packed[: len(packed) // 2])
    first, *_, last = outcomes(file)
    assert first == "mbpp_1"
    assert "the file is damaged from here on" in last


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"hello\nworld\n", bytes(range(256)) * 40, b"\x1f\x8bnot really"]
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "items.jsonl"
    file.write_bytes(content)
    with pytest.raises(SourceError, match=r"items.jsonl is not mbpp.jsonl, .*, JSON lines with `task_id`"):
        list(MBPP.read(file))


def test_another_data_set_is_refused_with_what_it_has(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="line 1 has canonical_solution, entry_point, prompt"):
        list(MBPP.read(write(tmp_path / "items.jsonl", HALVED)))


def test_a_file_without_items_is_not_read_to_its_end(tmp_path: Path) -> None:
    file = write(tmp_path / "items.jsonl", *["{}"] * 100, added(1))
    with pytest.raises(SourceError, match="line 1 has no fields"):
        list(MBPP.read(file))


def test_a_path_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="No such file"):
        list(MBPP.read(tmp_path / "nothing"))
    with pytest.raises(SourceError, match="Is a directory"):
        list(MBPP.read(tmp_path))


def test_names_are_the_importers_own() -> None:
    assert {name: importer.name for name, importer in IMPORTERS.items()} == {
        name: name for name in ("quixbugs", "humanevalpack", "humaneval", "mbpp")
    }


@pytest.mark.parametrize(
    ("task_id", "name"),
    [(41, "41"), ("A/1", "A/1"), ("\ud800", "line 1"), ("x" * 500, "line 1"), ([], "line 1")],
)
def test_what_cannot_be_used_has_the_name_it_came_with(tmp_path: Path, task_id: object, name: str) -> None:
    broken = {**ADDED, "task_id": task_id, "code": 3}
    (result,) = MBPP.read(write(tmp_path / "items.jsonl", broken))
    assert result == Unusable(name, "`code` should be a text, not int; correct the line")
