"""Work that is spread over processes."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any, TypeVar

T = TypeVar("T")


def in_processes(
    function: Callable[..., T], calls: Iterable[tuple[Any, ...]], workers: int | None = None
) -> Iterator[T]:
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
    with ProcessPoolExecutor(workers or os.cpu_count() or 1, context, _end_at_ctrl_c) as pool:
        waiting: set[Future[T]] = {pool.submit(function, *call) for call in calls}
        try:
            while waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _end_at_ctrl_c() -> None:
    """Let Ctrl-C, which a terminal sends to every process, end this one without a traceback."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
