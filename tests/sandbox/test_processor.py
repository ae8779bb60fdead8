"""Runner and worker share a processor while they take turns, and only then."""

from __future__ import annotations

import os

import pytest
from forked import in_child

from tracefix_rl.sandbox.processor import SharedProcessor

pytestmark = pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="there is but one processor")


def together_and_apart() -> list[int]:
    other = os.fork()
    if other == 0:
        os.read(os.pipe()[0], 1)
    shared = SharedProcessor(other)
    sizes = []
    try:
        for step in (shared.join, shared.leave, shared.leave, shared.join, shared.leave):
            step()
            sizes.append(len(os.sched_getaffinity(0) | os.sched_getaffinity(other)))
    finally:
        os.kill(other, 9)
        os.waitpid(other, 0)
    shared.join()  # of one that has ended
    shared.end()
    return [*sizes, len(os.sched_getaffinity(0))]


def test_they_share_one_and_then_have_all_there_are() -> None:
    every = len(os.sched_getaffinity(0))
    assert in_child(together_and_apart) == [1, every, every, 1, every, every]
