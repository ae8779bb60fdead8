"""A sandbox starts late, recovers from what dies, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tracefix_rl.sandbox import InfrastructureError, IsolationError, LayerStatus, Sandbox, SandboxError, Suite
from tracefix_rl.sandbox.report import IsolationReport, Layer

SUITE = Suite("from program import f\ndef test_it(): assert f(2) == 4\n")
RIGHT = "def f(x): return x * 2"


def descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += [int(child), *descendants(int(child))]
    return found


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


def test_every_layer_holds_here(sandbox: Sandbox) -> None:
    report = sandbox.isolation()
    assert [layer.name for layer in report.layers][-2:] == ["landlock", "seccomp"]
    assert {layer.status for layer in report.layers} == {LayerStatus.ACTIVE}, report


def test_strict_refuses_what_degraded_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    absent = IsolationReport((Layer("landlock", LayerStatus.ABSENT, "files", required=True),))
    monkeypatch.setattr("tracefix_rl.sandbox.pool.isolation_report", lambda found: absent)
    with Sandbox(mode="strict", runners=1) as strict, pytest.raises(IsolationError, match="landlock"):
        strict.run(RIGHT, SUITE)
    with Sandbox(mode="degraded", runners=1) as degraded:
        assert degraded.run(RIGHT, SUITE).missing_layers == ("landlock",)


def test_the_mode_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACEFIX_SANDBOX", "degraded")
    assert Sandbox().mode == "degraded"
    monkeypatch.setenv("TRACEFIX_SANDBOX", "careless")
    with pytest.raises(ValueError, match="strict"):
        Sandbox()


def test_close_ends_everything_and_may_be_repeated() -> None:
    sandbox = Sandbox(runners=2)
    sandbox.run(RIGHT, SUITE)
    processes = descendants(os.getpid())
    mine = [pid for pid in processes if b"sandbox" in Path(f"/proc/{pid}/cmdline").read_bytes()]
    sandbox.close()
    sandbox.close()
    assert any(gone([pid], 0.1) for pid in mine)
    with pytest.raises(SandboxError, match="closed"):
        sandbox.run(RIGHT, SUITE)


OWNER = """
import sys
from tracefix_rl.sandbox import Sandbox, Suite
sandbox = Sandbox(runners=2)
sandbox.run("def f(x): return x * 2", Suite("from program import f\\ndef test_it(): assert f(2) == 4\\n"))
print("ready", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_survives_the_owner(number: int) -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        processes = descendants(owner.pid)
        assert len(processes) >= 2
        owner.send_signal(number)
        owner.wait(10)
    assert gone(processes)


BUSY_OWNER = """
from tracefix_rl.sandbox import Limits, Sandbox, Suite
sandbox = Sandbox(runners=1)
def run(source, limits):
    sandbox.run(source, Suite("from program import f\\ndef test_it(): f()\\n", limits=limits))
run("def f(): pass", Limits())
print("ready", flush=True)
run("def f():\\n    while True: pass", Limits(test_cpu_s=60, test_wall_s=60, run_wall_s=60))
"""


def test_a_run_ends_with_its_owner() -> None:
    owner = subprocess.Popen([sys.executable, "-c", BUSY_OWNER], stdout=subprocess.PIPE)
    with owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        processes = descendants(owner.pid)
        owner.kill()
    assert gone(processes)


def test_a_runner_that_died_is_replaced() -> None:
    with Sandbox(runners=1) as sandbox:
        before = set(descendants(os.getpid()))
        sandbox.run(RIGHT, SUITE)
        for pid in set(descendants(os.getpid())) - before:
            os.kill(pid, signal.SIGKILL)
        assert sandbox.run(RIGHT, SUITE).all_passed


def test_a_zygote_that_died_is_replaced() -> None:
    with Sandbox(runners=1) as sandbox:
        before = set(descendants(os.getpid()))
        sandbox.run(RIGHT, SUITE)
        mine = set(descendants(os.getpid())) - before
        zygotes = [pid for pid in mine if b"zygote" in Path(f"/proc/{pid}/cmdline").read_bytes()]
        assert zygotes
        for pid in zygotes:
            os.kill(pid, signal.SIGKILL)
        assert sandbox.run(RIGHT, SUITE).all_passed


def test_a_runner_that_cannot_start_is_an_infrastructure_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracefix_rl.sandbox.pool.runner_command",
        lambda channel, mode: [sys.executable, "-c", "raise SystemExit(1)"],
    )
    with Sandbox(runners=1) as sandbox, pytest.raises(InfrastructureError, match="twice"):
        sandbox.run(RIGHT, SUITE)


def test_many_threads_share_the_runners(sandbox: Sandbox) -> None:
    def one(number: int) -> bool:
        suite = Suite(f"from program import f\ndef test_it(): assert f() == {number}\n")
        return sandbox.run(f"def f(): return {number}", suite).all_passed

    with ThreadPoolExecutor(16) as threads:
        assert all(threads.map(one, range(64)))


def test_asyncio(sandbox: Sandbox) -> None:
    async def both() -> list[bool]:
        reports = await asyncio.gather(*(sandbox.run_async(RIGHT, SUITE) for _ in range(8)))
        return [report.all_passed for report in reports]

    assert asyncio.run(both()) == [True] * 8


def test_it_is_refused_after_a_fork(sandbox: Sandbox) -> None:
    sandbox.run(RIGHT, SUITE)
    pid = os.fork()
    if pid == 0:
        try:
            sandbox.run(RIGHT, SUITE)
        except SandboxError:
            os._exit(0)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert sandbox.run(RIGHT, SUITE).all_passed


def test_runs_agree_under_every_hash_seed() -> None:
    source = "def f(): return list({'a', 'b', 'c', 'd', 'e', 'f'})"
    suite = Suite("from program import f\ndef test_it(): assert f() == 0\n")
    messages = set()
    for seed in (0, 1, 0, 1):
        with Sandbox(runners=1, hash_seed=seed) as sandbox:
            messages.add((seed, sandbox.run(source, suite).tests[0].message))
    assert len(messages) == 2


def test_a_run_of_runs_grows_nothing(sandbox: Sandbox) -> None:
    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    sandbox.run(RIGHT, SUITE)
    processes, before = len(descendants(os.getpid())), descriptors()
    for _ in range(100):
        assert sandbox.run(RIGHT, SUITE).all_passed
    assert descriptors() == before
    assert len(descendants(os.getpid())) <= processes + 1
