"""Processes below a process: who they are, what they hold, and whether they are gone."""

from __future__ import annotations

import os
import select
from contextlib import suppress
from pathlib import Path


def descendants(pid: int) -> list[int]:
    """Children, their children and so on; workers come and go meanwhile."""
    found = []
    with suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def command(pid: int) -> str:
    """The command line, its arguments separated by blanks; empty for a process that is gone."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return ""


def runners(pids: list[int]) -> list[int]:
    return [pid for pid in pids if "sandbox.runner" in command(pid)]


def zygotes(pids: list[int]) -> list[int]:
    """Those of the zygote's command whose parent is a runner."""
    return [child for pid in runners(pids) for child in children(pid)]


def workers(pids: list[int]) -> list[int]:
    """Those that live, oldest first: an ended one is a zombie until the next is forked."""
    return [child for pid in zygotes(pids) for child in children(pid) if not gone([child], seconds=0)]


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def descriptors(pid: int) -> int:
    return len(os.listdir(f"/proc/{pid}/fd"))


def resident_kb(pid: int) -> int:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 10


def gone(pids: list[int], seconds: float = 5) -> bool:
    """Wait until none of the processes runs any more."""
    for pid in pids:
        try:
            watch = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            if not select.select([watch], [], [], seconds)[0]:
                return False
        finally:
            os.close(watch)
    return True
