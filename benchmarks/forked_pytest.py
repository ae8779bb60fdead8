"""The other way to avoid starting pytest: a process that imported it forks and runs the suite in one process.

Run as a process of its own, in the folder of the suite. For each line on standard input it forks a child that
calls `pytest.main`, and writes the child's exit code to standard output. There is no isolation.
"""

from __future__ import annotations

import gc
import os
import sys

import pytest


def run() -> int:
    """Fork a child that runs the suite in this folder; return pytest's exit code."""
    pid = os.fork()
    if pid == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os._exit(pytest.main(["-q", "-p", "no:cacheprovider", "."]))
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def main() -> None:
    """Serve runs."""
    gc.freeze()
    for _ in sys.stdin:
        print(run(), flush=True)


if __name__ == "__main__":
    main()
