"""The script as users run it, and what it leaves behind."""

from __future__ import annotations

import functools
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import Result
from typer.testing import CliRunner

ROOT = Path(__file__).resolve().parents[2]

START = re.compile(r"\[START\] task=(\S+) env=(\S+) model=(\S+)")
STEP = re.compile(r"\[STEP\] step=(\d+) action=([A-Z_]+) reward=(-?\d+\.\d\d) done=(true|false) error=(\S.*)")
END = re.compile(
    r"\[END\] success=(true|false) steps=(\d+) score=(\d\.\d\d) rewards=((?:-?\d+\.\d\d(?:,-?\d+\.\d\d)*)?)"
)

_OWN = (
    "HF_TOKEN",
    "API_KEY",
    "OPENAI_API_KEY",
    "API_BASE_URL",
    "MODEL_NAME",
    "LOCAL_IMAGE_NAME",
    "ENV_BASE_URL",
    "TRACEFIX_TASKS",
)
_OWN += ("TASK_NAME", "BENCHMARK", "MAX_STEPS", "SUCCESS_SCORE_THRESHOLD")


@dataclass(frozen=True)
class Episode:
    """The lines of one episode, taken apart."""

    task: str
    env: str
    model: str
    steps: list[re.Match[str]]
    success: bool
    score: str
    rewards: list[str]


def episodes(stdout: str) -> list[Episode]:
    """Take the lines apart; anything that is not exactly such a line is an error."""
    found: list[Episode] = []
    start: re.Match[str] | None = None
    steps: list[re.Match[str]] = []
    for line in stdout.splitlines():
        if match := START.fullmatch(line):
            assert start is None, f"START inside an episode: {line}"
            start, steps = match, []
        elif match := STEP.fullmatch(line):
            assert start is not None, f"STEP outside an episode: {line}"
            steps.append(match)
        else:
            match = END.fullmatch(line)
            assert match, f"not a line of the contract: {line!r}"
            assert start is not None, f"END outside an episode: {line}"
            rewards = match[4].split(",") if match[4] else []
            assert int(match[2]) == len(steps) == len(rewards)
            assert [step[1] for step in steps] == [str(number + 1) for number in range(len(steps))]
            assert [step[3] for step in steps] == rewards
            found.append(Episode(start[1], start[2], start[3], steps, match[1] == "true", match[3], rewards))
            start = None
    assert start is None, "an episode without END"
    return found


@contextmanager
def started(arguments: Sequence[str], cwd: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Start the script in a folder, with nothing of this machine's configuration; its processes are marked."""
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "inference.py"), *arguments],
        cwd=cwd,
        env=_environment(variables) | {"TRACEFIX_TEST_RUN": str(cwd)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def run(*arguments: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script to its end."""
    with started(arguments, cwd, **variables) as process:
        stdout, stderr = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def called(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch, **variables: str) -> Result:
    """Call the script in this process: for calls that play nothing, of which each would take seconds."""
    kept = _environment(variables)
    for name in os.environ.keys() - kept.keys():
        monkeypatch.delenv(name)
    monkeypatch.chdir(cwd)
    return CliRunner().invoke(_script().app, arguments, env=kept)


@functools.cache
def _script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("inference", ROOT / "inference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def left_behind(cwd: Path) -> list[str]:
    """Command lines of the processes that were started under this mark and still run.

    The sandbox empties the environment of its own processes; they are found as children of marked ones.
    """
    marked = set(_marked(cwd))
    while children := {pid for pid, parent in _parents().items() if parent in marked} - marked:
        marked |= children
    return [_read(pid, "cmdline").replace("\0", " ") for pid in sorted(marked)]


def environments(cwd: Path) -> list[str]:
    """Environments of the processes that were started under this mark."""
    return [_read(pid, "environ") for pid in _marked(cwd)]


def _marked(cwd: Path) -> list[int]:
    mark = f"TRACEFIX_TEST_RUN={cwd}"
    found = [pid for pid in _parents() if mark in _read(pid, "environ").split("\0")]
    return [pid for pid in found if pid != os.getpid()]


def _parents() -> dict[int, int]:
    """The parent of every process that is no zombie."""
    parents = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (stat := _read(int(entry.name), "stat")):
            state, parent = stat.rpartition(")")[2].split()[:2]
            if state != "Z":
                parents[int(entry.name)] = int(parent)
    return parents


def _read(pid: int, name: str) -> str:
    """A file of a process; empty if it is gone or not ours."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes().decode(errors="replace")
    except OSError:
        return ""


def _environment(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OWN} | dict(variables)
