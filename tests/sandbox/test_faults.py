"""A process killed in mid-run, or a sandbox closed: the run is repeated or raises; no verdict is wrong."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from descent import descendants, gone, runners, workers, zygotes

from tracefix_rl.sandbox import (
    InfrastructureError,
    Limits,
    ReportCache,
    Sandbox,
    SandboxError,
    Suite,
    SuiteError,
    SuiteReport,
)

SOURCE = "import time\ndef wait(seconds):\n    time.sleep(seconds)\n    return seconds\n"
PATIENT = Limits(test_wall_s=60, run_wall_s=60)


class Flight:
    """A run whose second test says that it is under way, and then waits in the code under test.

    It waits in as many attempts as `waits` says; later ones end at once.
    """

    def __init__(self, folder: Path, waits: int = 1) -> None:
        self._started = folder / "started"
        os.mkfifo(self._started)
        # Held open for writing too, so that a reader between two attempts does not see the end.
        self._pipe = os.open(self._started, os.O_RDWR)
        self.suite = Suite(
            f"""
import os
from program import wait

def is_to_wait():
    attempt = len(os.listdir({str(folder)!r})) - 1
    os.mkdir({str(folder)!r} + f"/attempt-{{attempt}}")
    return attempt < {waits}

def test_before(): assert wait(0) == 0
def test_in_flight():
    seconds = 60 if is_to_wait() else 0
    with open({str(self._started)!r}, "w") as started: started.write(".")
    assert wait(seconds) == seconds
def test_after(): assert wait(0) == 0
def test_that_fails(): assert wait(0) == 1
""",
            limits=PATIENT,
        )

    def wait_until_under_way(self) -> None:
        assert os.read(self._pipe, 1) == b"."

    def close(self) -> None:
        os.close(self._pipe)


EXPECTED = ["passed", "passed", "passed", "failed"]


def verdicts(report: SuiteReport) -> list[str]:
    return [test.verdict.value for test in report.tests]


@pytest.fixture
def threads() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as executor:
        yield executor


@pytest.fixture
def single() -> Iterator[Sandbox]:
    """A sandbox of one runner, with a cache."""
    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        yield sandbox


@pytest.fixture
def mine() -> Callable[[], list[int]]:
    """Tells which processes this test has started."""
    before = set(descendants(os.getpid()))
    return lambda: [pid for pid in descendants(os.getpid()) if pid not in before]


@pytest.fixture
def fly(tmp_path: Path, single: Sandbox, threads: ThreadPoolExecutor) -> Iterator[Callable[..., object]]:
    opened = []

    def start(waits: int = 1) -> tuple[Flight, Future[SuiteReport]]:
        flight = Flight(tmp_path, waits)
        opened.append(flight)
        return flight, threads.submit(single.run, SOURCE, flight.suite)

    yield start
    single.close()
    for flight in opened:
        flight.close()


Fly = Callable[..., tuple[Flight, "Future[SuiteReport]"]]
Mine = Callable[[], list[int]]


@pytest.mark.parametrize("victims", [runners, zygotes])
def test_a_run_whose_runner_or_zygote_is_killed_is_repeated(
    fly: Fly, mine: Mine, victims: Callable[[list[int]], list[int]]
) -> None:
    flight, run = fly()
    flight.wait_until_under_way()
    (victim,) = victims(mine())
    os.kill(victim, signal.SIGKILL)
    assert verdicts(run.result()) == EXPECTED


@pytest.mark.parametrize("victims", [runners, zygotes])
def test_a_second_time_there_is_no_verdict(
    fly: Fly, mine: Mine, single: Sandbox, victims: Callable[[list[int]], list[int]]
) -> None:
    flight, run = fly(waits=2)
    for _ in range(2):
        flight.wait_until_under_way()
        (victim,) = victims(mine())
        os.kill(victim, signal.SIGKILL)
        assert gone([victim])
    with pytest.raises(InfrastructureError, match="twice"):
        run.result()
    # The sandbox goes on: the next run has a runner again.
    assert verdicts(single.run(SOURCE, flight.suite)) == EXPECTED


def test_a_worker_that_is_killed_costs_the_test_it_was_serving(fly: Fly, mine: Mine, single: Sandbox) -> None:
    flight, run = fly()
    flight.wait_until_under_way()
    (victim,) = workers(mine())
    os.kill(victim, signal.SIGKILL)
    report = run.result()
    assert verdicts(report) == ["passed", "crashed", "passed", "failed"]
    assert "SIGKILL" in report.tests[1].message
    # Nor is such a report kept: the next run is a run.
    again = single.run(SOURCE, flight.suite)
    assert verdicts(again) == EXPECTED
    assert not again.cached


def test_a_spare_worker_that_is_killed_costs_nothing(single: Sandbox, mine: Mine) -> None:
    suite = Suite("from program import f\ndef test_it(): assert f(2) == 4\n")
    for number in range(5):
        report = single.run(f"def f(x): return x * 2  # {number}", suite)
        assert report.all_passed, report
        spare = spare_of(single, mine)
        os.kill(spare, signal.SIGKILL)
        assert gone([spare])


def spare_of(sandbox: Sandbox, mine: Mine) -> int:
    """The worker that was forked ahead: there, for certain, once the runner has answered something else."""
    with pytest.raises(SuiteError):
        sandbox.run("", Suite("def test_(:"))
    *ending, spare = workers(mine())
    assert gone(ending)
    return spare


def test_close_turns_away_who_runs_and_who_waits(
    fly: Fly, mine: Mine, single: Sandbox, threads: ThreadPoolExecutor
) -> None:
    flight, run = fly()
    flight.wait_until_under_way()
    waiting = [threads.submit(single.run, f"x = {number}", flight.suite) for number in range(4)]
    processes = mine()
    assert len(processes) >= 3
    single.close()
    single.close()
    for future in (run, *waiting):
        with pytest.raises(SandboxError, match="closed"):
            future.result()
    assert gone(processes)


def test_a_run_all_of_whose_processes_are_killed_is_repeated(fly: Fly, mine: Mine) -> None:
    flight, run = fly()
    flight.wait_until_under_way()
    processes = mine()
    for victim in (*runners(processes), *processes):
        with suppress(ProcessLookupError):  # they end with each other, too
            os.kill(victim, signal.SIGKILL)
    assert verdicts(run.result()) == EXPECTED
