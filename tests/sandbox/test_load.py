"""Many runs at once, and many in a row: none is lost, none overtakes, nothing grows."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from collections.abc import Awaitable
from concurrent.futures import ThreadPoolExecutor

import pytest
from descent import descendants, descriptors, resident_kb, runners, zygotes

from tracefix_rl.sandbox import Limits, Sandbox, SandboxError, Suite, SuiteReport

RIGHT = "def f(x): return x * 2"
SUITE = Suite("from program import f\ndef test_it(): assert f(2) == 4\n")


def numbered(number: int) -> tuple[str, Suite]:
    """A run whose report tells which it was."""
    return f"def f(): return {number}", Suite(
        f"from program import f\ndef test_{number}(): assert f() == {number}\n"
    )


def is_own(report: SuiteReport, number: int) -> bool:
    return report.all_passed and list(report.verdicts) == [f"test_{number}"]


def test_200_at_once_from_threads_and_coroutines() -> None:
    most = 0
    with Sandbox(runners=2) as sandbox, ThreadPoolExecutor(100) as threads:
        before = set(descendants(os.getpid()))

        def from_thread(number: int) -> bool:
            nonlocal most
            report = sandbox.run(*numbered(number))
            most = max(most, len(runners([pid for pid in descendants(os.getpid()) if pid not in before])))
            return is_own(report, number)

        async def from_coroutines() -> list[bool]:
            reports = await asyncio.gather(*(sandbox.run_async(*numbered(n)) for n in range(100, 200)))
            return [is_own(report, number) for number, report in enumerate(reports, start=100)]

        in_threads = threads.map(from_thread, range(100))
        assert asyncio.run(from_coroutines()) == [True] * 100
        assert list(in_threads) == [True] * 100
    assert most == 2


def test_coroutines_are_served_in_their_order() -> None:
    finished = []

    async def one(sandbox: Sandbox, number: int) -> None:
        await sandbox.run_async(*numbered(number))
        finished.append(number)

    async def all_of_them(sandbox: Sandbox) -> None:
        await asyncio.gather(*(one(sandbox, number) for number in range(30)))

    with Sandbox(runners=1) as sandbox:
        asyncio.run(all_of_them(sandbox))
    assert finished == list(range(30))


def test_a_waiting_coroutine_leaves_asyncios_own_threads_alone() -> None:
    slow = Suite("import program\ndef test_it(): program.wait()\n", limits=Limits(test_wall_s=1))

    async def busy(sandbox: Sandbox) -> bool:
        runs = [
            asyncio.create_task(sandbox.run_async("import time\ndef wait(): time.sleep(60)", slow))
            for _ in range(100)
        ]
        await asyncio.to_thread(threading.Event().wait, 0)
        unfinished = not any(run.done() for run in runs)
        for run in runs:
            run.cancel()
        await asyncio.gather(*runs, return_exceptions=True)
        return unfinished

    with Sandbox(runners=1) as sandbox:
        assert asyncio.run(busy(sandbox))


def test_a_cancelled_coroutine_gives_its_turn_away() -> None:
    async def impatient(sandbox: Sandbox) -> list[SuiteReport | BaseException]:
        runs = [asyncio.ensure_future(sandbox.run_async(*numbered(n))) for n in range(200)]
        await runs[3]
        for run in runs[100::2]:
            run.cancel()
        return list(await asyncio.gather(*runs, return_exceptions=True))

    with Sandbox(runners=2) as sandbox:
        results = asyncio.run(impatient(sandbox))
        for number, result in enumerate(results):
            if isinstance(result, asyncio.CancelledError):
                assert number >= 100
                assert number % 2 == 0
            else:
                assert isinstance(result, SuiteReport)
                assert is_own(result, number)
        assert sum(isinstance(result, asyncio.CancelledError) for result in results) > 0
        # Both runners are still to be had: two at once, each waiting for the other.
        assert asyncio.run(both_at_once(sandbox)) == [True, True]


async def both_at_once(sandbox: Sandbox) -> list[bool]:
    def run(number: int) -> Awaitable[SuiteReport]:
        return sandbox.run_async(*numbered(number))

    return [is_own(report, number) for number, report in enumerate(await asyncio.gather(run(0), run(1)))]


def test_close_turns_away_coroutines() -> None:
    async def closed_meanwhile(sandbox: Sandbox) -> list[SuiteReport | BaseException]:
        runs = [asyncio.ensure_future(sandbox.run_async(*numbered(n))) for n in range(200)]
        await runs[0]
        sandbox.close()
        return list(await asyncio.gather(*runs, return_exceptions=True))

    results = asyncio.run(closed_meanwhile(Sandbox(runners=1)))
    refused = [result for result in results if isinstance(result, SandboxError)]
    assert len(refused) + sum(isinstance(result, SuiteReport) for result in results) == 200
    assert {str(error) for error in refused} == {"this sandbox is closed; make a new one"}


@pytest.mark.parametrize("runs", [300, pytest.param(10_000, marks=pytest.mark.slow)])
def test_nothing_grows(runs: int) -> None:
    """Memory, descriptors and processes, of this process, the runner and the zygote."""
    with Sandbox(runners=1) as sandbox:
        before = set(descendants(os.getpid()))

        def run(number: int) -> None:
            # Passing, failing with a message, dying, printing: each leaves by another way.
            source = (
                f"import os\n# {number}\n"
                "def f(x): return x * 2\n"
                "def die(): os._exit(3)\n"
                "def say(): print('x' * 1000)\n"
            )
            suite = Suite(
                "import program\ndef test_it(): assert program.f(2) == 4\ndef test_wrong(): assert program.f(2) == [5]\n"
                "def test_die(): program.die()\ndef test_say(): program.say()\n"
            )
            assert [v.value for v in sandbox.run(source, suite).verdicts.values()] == [
                "passed", "failed", "failed", "passed",
            ]  # fmt: skip

        def measure() -> dict[str, int]:
            gc.collect()
            sandbox.isolation()
            mine = [pid for pid in descendants(os.getpid()) if pid not in before]
            (runner,), (zygote,) = runners(mine), zygotes(mine)
            return {
                "descriptors here": descriptors(os.getpid()),
                "descriptors of the runner": descriptors(runner),
                "descriptors of the zygote": descriptors(zygote),
                "threads": threading.active_count(),
                "kB here": resident_kb(os.getpid()),
                "kB of the runner": resident_kb(runner),
                "kB of the zygote": resident_kb(zygote),
                "processes": len(mine),
            }

        for number in range(100):
            run(number)
        start = measure()
        for number in range(100, 100 + runs):
            run(number)
        end = measure()
    # Allocators fill up for a few thousand runs, and then no more; the spare worker comes and goes.
    allowed = {"kB": 4096, "processes": 1, "descriptors of": 1}
    for what, value in start.items():
        more = next((more for prefix, more in allowed.items() if what.startswith(prefix)), 0)
        assert end[what] <= value + more, (what, start, end)
