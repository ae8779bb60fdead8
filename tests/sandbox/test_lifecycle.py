"""A sandbox starts late, recovers from what dies, and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest
from descent import command, descendants, gone

from tracefix_rl.sandbox import InfrastructureError, LayerStatus, Sandbox, SandboxError, Suite

SUITE = Suite("from program import f\ndef test_it(): assert f(2) == 4\n")
RIGHT = "def f(x): return x * 2"


def test_every_layer_holds_here(sandbox: Sandbox) -> None:
    report = sandbox.isolation()
    assert [layer.name for layer in report.layers][-2:] == ["landlock", "seccomp"]
    assert {layer.status for layer in report.layers} == {LayerStatus.ACTIVE}, report


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
    mine = [pid for pid in processes if "sandbox" in command(pid)]
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


FORKING_OWNER = """
import os, sys
from tracefix_rl.sandbox import Sandbox, Suite
sandbox = Sandbox(runners=1)
sandbox.run("def f(x): return x * 2", Suite("from program import f\\ndef test_it(): assert f(2) == 4\\n"))
if os.fork():
    print("ready", flush=True)
sys.stdin.read()
"""


def test_a_fork_that_outlives_the_owner_holds_nothing() -> None:
    owner = subprocess.Popen(
        [sys.executable, "-c", FORKING_OWNER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    with owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"ready\n"
        processes = descendants(owner.pid)
        (fork,) = (pid for pid in processes if command(pid) == command(owner.pid))
        owner.kill()
        owner.wait(10)
        assert gone([pid for pid in processes if pid != fork])
        assert command(fork)  # which the standard input, still open, keeps alive
    assert gone([fork])


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
            with suppress(ProcessLookupError):  # the zygote ends with its runner
                os.kill(pid, signal.SIGKILL)
        assert sandbox.run(RIGHT, SUITE).all_passed


def test_a_zygote_that_died_is_replaced() -> None:
    with Sandbox(runners=1) as sandbox:
        before = set(descendants(os.getpid()))
        sandbox.run(RIGHT, SUITE)
        mine = set(descendants(os.getpid())) - before
        zygotes = [pid for pid in mine if "zygote" in command(pid)]
        assert zygotes
        for pid in zygotes:
            os.kill(pid, signal.SIGKILL)
        assert sandbox.run(RIGHT, SUITE).all_passed


def test_a_runner_that_cannot_start_is_an_infrastructure_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "tracefix_rl.sandbox.slots.runner_command",
        lambda channel, progress, mode: [sys.executable, "-c", "raise SystemExit(1)"],
    )
    with Sandbox(runners=1) as sandbox, pytest.raises(InfrastructureError, match="twice"):
        sandbox.run(RIGHT, SUITE)


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
