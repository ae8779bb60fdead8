"""Threads on either side of the boundary: calls take turns, and none is lost."""

from __future__ import annotations

import resource

from forked import UNPRIVILEGED, in_child

from tracefix_rl.sandbox import Sandbox, Suite, SuiteReport, Verdict, zygote

SOURCE = """
import queue, threading, time
from concurrent.futures import ThreadPoolExecutor

class Counter:
    def __init__(self):
        self.value = 0
        self._lock = threading.Lock()
    def increment(self):
        with self._lock: self.value += 1

def mapped(function, values):
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(function, values))

class Bus:
    \"\"\"Delivers from a thread of its own.\"\"\"
    def __init__(self, handler):
        self._queue = queue.Queue()
        self._handler = handler
        threading.Thread(target=self._deliver, daemon=True).start()
    def _deliver(self):
        while True:
            self._handler(self._queue.get())
            self._queue.task_done()
    def publish(self, event): self._queue.put(event)
    def settle(self): self._queue.join()
"""


def run(sandbox: Sandbox, tests: str) -> SuiteReport:
    return sandbox.run(SOURCE, Suite(f"import program\n{tests}"))


def test_a_test_calls_from_many_threads(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
from concurrent.futures import ThreadPoolExecutor
def test_it():
    counter = program.Counter()
    with ThreadPoolExecutor(8) as pool:
        for _ in range(100): pool.submit(counter.increment)
    assert counter.value == 100
def test_that_fails():
    counter = program.Counter()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: counter.increment(), range(20)))
    assert counter.value == 21
""",
    )
    assert [test.verdict for test in report.tests] == [Verdict.PASSED, Verdict.FAILED]
    assert "assert 20 == 21" in report.tests[1].message


def test_the_code_under_test_calls_back_from_many_threads(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
def test_it(): assert program.mapped(lambda x: x * 2, list(range(50))) == [2 * x for x in range(50)]
""",
    )
    assert report.all_passed, report


def test_it_calls_back_while_the_test_goes_on(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
def test_it():
    seen = []
    bus = program.Bus(seen.append)
    for number in range(30):
        bus.publish(number)
        program.Counter().increment()
    bus.settle()
    assert seen == list(range(30))
""",
    )
    assert report.all_passed, report


def test_a_thread_that_never_ends_is_out_of_time(sandbox: Sandbox) -> None:
    report = run(
        sandbox,
        """
import threading
def test_it():
    def spin():
        while True: program.Counter()
    threads = [threading.Thread(target=spin, daemon=True) for _ in range(3)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
def test_next(): assert program.mapped(abs, [-1]) == [1]
""",
    )
    assert [test.verdict for test in report.tests] == [Verdict.TIMEOUT, Verdict.PASSED]


def few_processes() -> None:
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))


def test_a_zygote_waits_for_a_process_where_there_is_none() -> None:
    """Root is not limited, so that a child becomes somebody else."""
    assert in_child(zygote.fork, few_processes, user=UNPRIVILEGED) == "BlockingIOError"
