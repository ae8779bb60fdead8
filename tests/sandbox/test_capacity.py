"""How many runs go at a time in a container that is given less than the machine has."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracefix_rl.sandbox.capacity import usable_processors

ALL = len(os.sched_getaffinity(0))


def second_version(folder: Path, limit: str) -> None:
    (folder / "cpu.max").write_text(f"{limit}\n")


def first_version(folder: Path, quota: int) -> None:
    (folder / "cpu").mkdir()
    (folder / "cpu" / "cpu.cfs_quota_us").write_text(f"{quota}\n")
    (folder / "cpu" / "cpu.cfs_period_us").write_text("100000\n")


def test_without_a_limit_it_is_what_the_process_may_run_on(tmp_path: Path) -> None:
    assert usable_processors(tmp_path) == ALL
    second_version(tmp_path, "max 100000")
    assert usable_processors(tmp_path) == ALL
    first_version(tmp_path, -1)
    assert usable_processors(tmp_path) == ALL


@pytest.mark.parametrize("quota", [20_000, 100_000])
def test_a_containers_share_is_rounded_up(tmp_path: Path, quota: int) -> None:
    second_version(tmp_path, f"{quota} 100000")
    assert usable_processors(tmp_path) == 1


@pytest.mark.parametrize("quota", [20_000, 100_000])
def test_and_so_it_is_where_control_groups_are_of_the_first_version(tmp_path: Path, quota: int) -> None:
    first_version(tmp_path, quota)
    assert usable_processors(tmp_path) == 1


def test_a_share_of_more_than_there_is_gives_what_there_is(tmp_path: Path) -> None:
    second_version(tmp_path, f"{100_000 * (ALL + 1)} 100000")
    assert usable_processors(tmp_path) == ALL


def test_a_sandbox_has_a_runner_for_each_processor_it_may_run_on() -> None:
    program = (
        "import os\n"
        "os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
        "from tracefix_rl.sandbox import Sandbox\n"
        "print(len(Sandbox()._slots))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"
