"""A report may be that of an earlier run of the same suite and source; it says so, and is the same."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from typing import Any

import pytest

from tracefix_rl.core.output import of_run, results_of
from tracefix_rl.sandbox import (
    IsolationReport,
    Layer,
    LayerStatus,
    Limits,
    ReportCache,
    Sandbox,
    SandboxError,
    Suite,
    SuiteReport,
    TestReport,
    Verdict,
)
from tracefix_rl.sandbox.bootstrap import Setup
from tracefix_rl.sandbox.cache import key_of

SUITE = Suite("from program import f\ndef test_it(): assert f(2) == 4\ndef test_two(): assert f(3) == 7\n")
SOURCE = "def f(x):\n    print('seen')\n    return x * 2\n"


def report(name: str = "test_it", message: str = "", verdict: Verdict = Verdict.PASSED) -> SuiteReport:
    return SuiteReport((TestReport(name, verdict, message),), duration_s=0.5)


def test_a_second_run_is_the_first_ones_report_and_says_so() -> None:
    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        first, second, third = (sandbox.run(SOURCE, SUITE) for _ in range(3))
    assert [first.cached, second.cached, third.cached] == [False, True, True]
    assert replace(second, cached=False) == first
    assert first.tests[0].output == "seen\n"
    # What an agent sees of it does not tell that it was cached, nor how long it took.
    assert results_of(first) == results_of(second)
    assert of_run(first) == of_run(second)


def test_coroutines_are_answered_from_it_too() -> None:
    async def twice(sandbox: Sandbox) -> list[bool]:
        return [(await sandbox.run_async(SOURCE, SUITE)).cached for _ in range(2)]

    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        assert asyncio.run(twice(sandbox)) == [False, True]


def test_without_a_cache_every_run_is_a_run() -> None:
    with Sandbox(runners=1) as sandbox:
        assert [sandbox.run(SOURCE, SUITE).cached for _ in range(2)] == [False, False]


def test_whatever_decides_makes_another_run() -> None:
    limits: dict[str, Any] = {
        "test_cpu_s": 0.9,
        "test_wall_s": 5.0,
        "run_cpu_s": 9.0,
        "run_wall_s": 9.0,
        "memory_mb": 255,
        "output_bytes": 3,
        "file_bytes": 100,
        "open_files": 31,
        "threads": 63,
        "calls": 1000,
    }
    assert {*limits} == {item.name for item in fields(Limits)}
    others = [
        (SOURCE + " ", SUITE),
        (SOURCE, replace(SUITE, text=SUITE.text + " ")),
        (SOURCE, Suite(SUITE.text.replace("program", "other"), "other")),
        *((SOURCE, replace(SUITE, limits=Limits(**{name: limits[name]}))) for name in limits),
    ]
    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        sandbox.run(SOURCE, SUITE)
        assert [sandbox.run(*other).cached for other in others] == [False] * len(others)
        assert [sandbox.run(*other).cached for other in others] == [True] * len(others)


def test_a_cache_may_be_shared_by_sandboxes_and_tells_hash_seeds_apart() -> None:
    cache = ReportCache()
    with Sandbox(runners=1, cache=cache) as one, Sandbox(runners=1, cache=cache, hash_seed=1) as two:
        assert not one.run(SOURCE, SUITE).cached
        assert not two.run(SOURCE, SUITE).cached
    with Sandbox(runners=1, cache=cache, hash_seed=1) as three:
        assert three.run(SOURCE, SUITE).cached


@pytest.mark.parametrize(
    "source",
    [
        "def f(x):\n    while True: pass",
        "import os\ndef f(x): os.abort()",
        "while True: pass",
    ],
)
def test_what_the_machine_has_a_part_in_is_not_kept(source: str) -> None:
    suite = replace(SUITE, limits=Limits(test_cpu_s=0.2))
    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        reports = [sandbox.run(source, suite) for _ in range(2)]
    assert {test.verdict for test in reports[0].tests} <= {Verdict.TIMEOUT, Verdict.CRASHED}
    assert not reports[1].cached


def test_a_run_without_every_layer_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = IsolationReport((Layer("session", LayerStatus.ABSENT, "signals"),))
    monkeypatch.setattr("tracefix_rl.sandbox.slots.isolation_report", lambda found: absent)
    with Sandbox(runners=1, mode="degraded", cache=ReportCache()) as sandbox:
        reports = [sandbox.run(SOURCE, SUITE) for _ in range(2)]
    assert [(report.cached, report.missing_layers) for report in reports] == [(False, ("session",))] * 2


def test_a_source_that_does_not_load_is_kept_too() -> None:
    with Sandbox(runners=1, cache=ReportCache()) as sandbox:
        first, second = (sandbox.run("def f(:", SUITE) for _ in range(2))
    assert second.cached
    assert second.load_error == first.load_error is not None


def test_a_closed_sandbox_answers_nothing_from_its_cache() -> None:
    sandbox = Sandbox(runners=1, cache=ReportCache())
    sandbox.run(SOURCE, SUITE)
    sandbox.close()
    with pytest.raises(SandboxError, match="closed"):
        sandbox.run(SOURCE, SUITE)


def test_the_least_recently_used_go_first() -> None:
    cache = ReportCache(entries=2)
    cache.put(b"a", report())
    cache.put(b"b", report())
    assert cache.get(b"a") is not None
    cache.put(b"c", report())
    assert [cache.get(key) is not None for key in (b"a", b"b", b"c")] == [True, False, True]
    assert len(cache) == 2


def test_bytes_are_bounded_and_counted() -> None:
    cache = ReportCache(size_bytes=10_000)
    for number in range(100):
        cache.put(bytes([number]), report(message="é" * number * 10))
        assert cache.size_bytes <= 10_000
    assert cache.get(bytes([99])) is not None
    cache.put(b"large", report(message="x" * 10_000))
    assert cache.get(b"large") is None
    assert cache.get(bytes([99])) is not None
    before = cache.size_bytes
    cache.put(bytes([99]), report())
    assert cache.size_bytes < before


@pytest.mark.parametrize("size", [{"entries": 0}, {"size_bytes": 0}, {"entries": -1}])
def test_a_cache_that_keeps_nothing_is_refused(size: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="keeps nothing"):
        ReportCache(**size)


def test_threads_share_it() -> None:
    cache = ReportCache(entries=8)

    def use(number: int) -> bool:
        key = bytes([number % 16])
        cache.put(key, report(str(number % 16)))
        found = cache.get(key)
        return found is None or found.tests[0].name == str(number % 16)

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(use, range(4000)))
    assert len(cache) == 8


def test_the_key_depends_on_the_request_and_on_what_the_runner_was_started_with() -> None:
    setups = (Setup(), Setup(strict=False), Setup(hash_seed=1), Setup(packages=("numpy",)))
    assert len({key_of(request, setup) for request in (b"a", b"b", b"") for setup in setups}) == 12
    assert key_of(b"a", Setup()) == key_of(b"a", Setup())
