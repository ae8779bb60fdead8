"""What the sandbox does without a server: the same runs, in this process."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from sessions.script import fresh_runs
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Task

_THREADS = 8
"""How many ask for runs at a time: enough that no runner waits for one."""


def runs_a_second(sandbox: Sandbox, tasks: Sequence[Task], name: str, seconds: float) -> float:
    """Do the fresh runs of episodes, one after another in each of several threads.

    Args:
        sandbox: Does them.
        tasks: What is played.
        name: What no other call with this sandbox has; begins the marks.
        seconds: How long.
    """
    begin = time.monotonic()
    end = begin + seconds

    def repeat(number: int) -> int:
        done = 0
        for turn in itertools.count():
            for source, suite in fresh_runs(
                tasks[(7 * number + turn) % len(tasks)], f"# {name} {number} {turn}"
            ):
                sandbox.run(source, suite)
                if time.monotonic() >= end:
                    return done
                done += 1
        raise AssertionError("unreachable")

    with ThreadPoolExecutor(_THREADS) as threads:
        return sum(threads.map(repeat, range(_THREADS))) / seconds
