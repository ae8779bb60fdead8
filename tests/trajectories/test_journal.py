"""A journal: whole after any crash, and what is wrong with it is said."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tracefix_rl.trajectories import Damage, Journal, JournalError, Trajectory, read_journal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "episodes.jsonl"


def write(path: Path, *trajectories: Trajectory) -> None:
    with Journal(path) as journal:
        for trajectory in trajectories:
            journal.append(trajectory)


def test_what_is_written_is_read(path: Path, solved: Trajectory, wandered: Trajectory) -> None:
    write(path, solved, wandered)
    write(path, solved)
    assert list(read_journal(path)) == [solved, wandered, solved]


def test_an_empty_journal_has_no_records(path: Path) -> None:
    write(path)
    assert list(read_journal(path)) == []


@pytest.mark.parametrize("kept", [1, 100, -1])
def test_a_line_that_was_not_finished_costs_no_other(
    path: Path, solved: Trajectory, wandered: Trajectory, kept: int
) -> None:
    write(path, solved)
    whole = path.stat().st_size
    write(path, wandered)
    os.truncate(path, whole + kept if kept > 0 else path.stat().st_size + kept)
    assert list(read_journal(path)) == [solved]
    write(path, wandered)
    assert list(read_journal(path)) == [solved, wandered]


def test_a_file_of_one_unfinished_line_begins_again(path: Path, solved: Trajectory) -> None:
    path.write_bytes(b"x" * 200_000)
    write(path, solved)
    assert list(read_journal(path)) == [solved]


def test_an_edited_record_is_named(path: Path, solved: Trajectory, wandered: Trajectory) -> None:
    write(path, wandered, solved)
    path.write_bytes(path.read_bytes().replace(b'"final_score":0.98', b'"final_score":0.97'))
    with pytest.raises(Damage, match=r"line 2 .*edited"):
        list(read_journal(path))


@pytest.mark.parametrize("line", [b"\n", b"{}\n", b"not json\n", b"\xff\xfe\n", b'{"seal":"0"}\n'])
def test_what_is_no_record_is_named(path: Path, line: bytes) -> None:
    path.write_bytes(line)
    with pytest.raises(Damage, match="line 1"):
        list(read_journal(path))


def test_a_record_of_another_format_names_it(path: Path, solved: Trajectory) -> None:
    write(path, solved.model_copy(update={"format": 2}))
    with pytest.raises(Damage, match="has format 2, and this version reads 1"):
        list(read_journal(path))


def test_a_missing_file_is_named(path: Path) -> None:
    with pytest.raises(JournalError, match=r"episodes\.jsonl cannot be read"):
        list(read_journal(path))


def test_a_folder_that_is_not_there_is_named(path: Path) -> None:
    with pytest.raises(JournalError, match=r"cannot be written .*another folder"):
        Journal(path / "deeper")


def test_a_full_disk_loses_nothing(path: Path, solved: Trajectory, wandered: Trajectory) -> None:
    write(path, solved)
    size = path.stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with Journal(path) as journal:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, before[1]))
            with pytest.raises(JournalError, match="free space"):
                journal.append(wandered)
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
            assert path.stat().st_size == size
            journal.append(wandered)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert list(read_journal(path)) == [solved, wandered]


def test_several_may_write_at_once(path: Path, solved: Trajectory) -> None:
    def append() -> None:
        write(path, *[solved] * 20)

    threads = [threading.Thread(target=append) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(read_journal(path)) == [solved] * 80


def test_a_writer_that_is_killed_leaves_whole_records(path: Path, solved: Trajectory) -> None:
    write(path, solved)
    program = (
        "import sys; from pathlib import Path\n"
        "from tracefix_rl.trajectories import Journal, read_journal\n"
        "path = Path(sys.argv[1]); (record,) = read_journal(path)\n"
        "with Journal(path) as journal:\n"
        "    for number in range(10**9):\n"
        "        journal.append(record)\n"
        "        number or print('writing', flush=True)\n"
    )
    writer = subprocess.Popen([sys.executable, "-c", program, str(path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    with writer.stdout:
        assert writer.stdout.readline() == "writing\n"
        writer.kill()
        writer.wait()
    records = list(read_journal(path))
    assert len(records) >= 2
    write(path, solved)
    assert list(read_journal(path)) == [*records, solved]
