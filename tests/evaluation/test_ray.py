"""The Ray engine, on a cluster on this machine."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from played import essences
from processes_of_eval import Evaluate, started

pytest.importorskip("ray", reason="Ray is an extra")

ARGUMENTS = ("--policy", "search", "--num-tasks", "9", "--max-steps", "10", "--concurrency", "2")


def test_ray_plays_the_same_episodes_also_when_a_worker_is_lost(evaluate: Evaluate, tmp_path: Path) -> None:
    journal = tmp_path / "ray" / "episodes.jsonl"
    with started(*ARGUMENTS, "--engine", "ray", "-o", "ray", cwd=tmp_path) as process:
        while not (journal.exists() and journal.read_bytes().count(b"\n")):
            assert process.poll() is None, process.stdout and process.stdout.read()
        lost = _playing(process.pid)
        for pid in lost[:1]:
            os.kill(pid, signal.SIGKILL)
        said, _ = process.communicate(timeout=120)
    assert lost, "no worker was playing, so none was lost"
    assert process.returncode == 0, said
    assert evaluate(*ARGUMENTS, "-o", "local").exit_code == 0
    assert essences(tmp_path / "ray") == essences(tmp_path / "local")


def _playing(session: int) -> list[int]:
    """The processes of a session's cluster that are playing an episode."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                title, stat = (entry / "cmdline").read_bytes(), (entry / "stat").read_text()
            except OSError:
                continue
            if title.startswith(b"ray::_play") and int(stat.rpartition(")")[2].split()[3]) == session:
                found.append(int(entry.name))
    return found
