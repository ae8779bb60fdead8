"""Work that is spread over processes."""

from __future__ import annotations

import functools
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack
from typing import Any, TypeVar

from tracefix_rl.sandbox.pool import Sandbox
from tracefix_rl.tasks.running import sandboxes

T = TypeVar("T")

_OPEN = ExitStack()
"""Keeps the sandboxes of this process."""


def in_processes(
    function: Callable[..., T], calls: Iterable[tuple[Any, ...]], workers: int | None = None
) -> Generator[T, None, None]:
    """Call a function in other processes, and yield each result as soon as it is there, in no order.

    Closing the iterator cancels the calls that have not begun, and waits for the others. Ctrl-C ends the
    processes at once.

    Args:
        function: A function of a module.
        calls: The arguments of each call. Those that take longest are best first, so that none is left alone
            at the end.
        workers: Calls at a time; the number of processors by default.

    Raises:
        Exception: What a call raises.
    """
    # Spawned, since a fork of a process with threads may never end.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers or os.cpu_count() or 1, context, _end_in_time) as pool:
        waiting: set[Future[T]] = {pool.submit(function, *call) for call in calls}
        try:
            while waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@functools.cache
def process_sandboxes(packages: frozenset[str] = frozenset()) -> list[Sandbox]:
    """Return the sandboxes of this process, which end with it; see `sandboxes`.

    For work in small pieces: starting them costs more than checking a task.
    """
    return _OPEN.enter_context(sandboxes(packages))


def _end_in_time() -> None:
    """Let this process end at Ctrl-C, without a traceback, and when the one that started it does.

    Otherwise it would wait for work forever, and its sandboxes with it, if that one is killed.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="watch of the parent", daemon=True).start()
