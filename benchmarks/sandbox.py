"""How fast a test run is: ours beside the alternatives, interleaved in one run.

    python benchmarks/sandbox.py [--rounds 60] [--json FILE]

Each round runs the same ten-test suite once with each variant, so that a machine which is busy for a while
slows all of them; the ratios hold where absolute times drift. Then throughput with several runs at a time,
the cost of larger suites and sources, and memory.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from layers import layers_us
from rich.console import Console
from rich.table import Table

from tracefix_rl.sandbox import ReportCache, Sandbox, Suite

HERE = Path(__file__).parent
SOURCE = "def square(x):\n    return x * x\n"
_ROUNDS = 5
"""How often the variants of a throughput measurement take turns."""
Run = Callable[[], None]


def suite_of(tests: int) -> Suite:
    """Return a suite of that many small tests."""
    lines = (f"def test_{number}():\n    assert square({number}) == {number**2}\n" for number in range(tests))
    return Suite("from program import square\n\n" + "\n".join(lines))


def ours(sandbox: Sandbox, tests: int = 10, source: str = SOURCE) -> Run:
    """Run a suite in the sandbox."""
    suite = suite_of(tests)

    def run() -> None:
        assert sandbox.run(source, suite).passed == tests

    return run


def cold(folder: Path) -> Run:
    """Start `python -m pytest` on the suite in `folder`."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "."]
    # Without the plugins that happen to be installed beside us: they would make the comparison too easy.
    environment = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}

    def run() -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL, env=environment)

    return run


@contextmanager
def served(script: str, *arguments: str, cwd: Path, expected: str) -> Iterator[Run]:
    """Run a helper process that answers each line with one."""
    with subprocess.Popen(
        [sys.executable, str(HERE / script), *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
    ) as process:

        def run() -> None:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("run\n")
            process.stdin.flush()
            answer = process.stdout.readline().strip()
            assert answer == expected, answer

        yield run
        assert process.stdin is not None
        process.stdin.close()


def interleaved(variants: dict[str, Run], rounds: int) -> dict[str, list[float]]:
    """Time each variant once a round; return milliseconds."""
    for run in variants.values():
        for _ in range(os.cpu_count() or 1):  # each runner starts with its first run
            run()
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, run in variants.items():
            started = time.perf_counter()
            run()
            times[name].append(1000 * (time.perf_counter() - started))
    return times


def throughput(runs: list[Run], seconds: float) -> float:
    """Return runs a second with each of `runs` repeated by a thread of its own."""
    end = time.perf_counter() + seconds

    def repeat(run: Run) -> int:
        count = 0
        while time.perf_counter() < end:
            run()
            count += 1
        return count

    started = time.perf_counter()
    with ThreadPoolExecutor(len(runs)) as threads:
        count = sum(threads.map(repeat, runs))
    return count / (time.perf_counter() - started)


def alternating(variants: dict[str, list[Run]], rounds: int, seconds: float) -> dict[str, list[float]]:
    """Measure the throughput of each variant in turn; return runs a second, one figure a round."""
    rates: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(rounds):
        for name, runs in variants.items():
            rates[name].append(throughput(runs, seconds / rounds))
    return rates


def memory_mb(pid: int) -> float:
    """Return the proportional set size of a process, in MB."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def processes() -> dict[str, float]:
    """Return the memory of our runner and zygote, in MB."""
    found: dict[str, float] = {}
    for status in Path("/proc").glob("[0-9]*/cmdline"):
        command = status.read_bytes()
        pid = int(status.parent.name)
        if b"sandbox.runner" in command and os.getpgid(pid) != os.getpgid(0):
            found.setdefault("runner", memory_mb(pid))
        elif b"sandbox.zygote" in command:
            found.setdefault("zygote or worker", memory_mb(pid))
    return found


def measure(rounds: int, seconds: float) -> dict[str, Any]:
    """Measure everything."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "program.py").write_text(SOURCE)
        (folder / "test_program.py").write_text(suite_of(10).text)
        source = str(folder / "program.py")

        def floor(fork: str = "python") -> Run:
            return stack.enter_context(served("floor.py", source, "10", fork, cwd=folder, expected="10"))

        sandbox = stack.enter_context(Sandbox())
        remembering = stack.enter_context(Sandbox(cache=ReportCache()))
        variants = {
            "python -m pytest": cold(folder),
            "fork of a preloaded pytest, no isolation": stack.enter_context(
                served("forked_pytest.py", cwd=folder, expected="0")
            ),
            "floor: fork, layers, load, call": floor(),
            "floor with the C library's fork, as the sandbox's": floor("libc"),
            "sandbox, a run it remembers": ours(remembering),
            "sandbox": ours(sandbox),
        }
        latency = interleaved(variants, rounds)
        floors = [floor() for _ in range(8)]
        parallel = {
            str(count): alternating(
                {"floor": floors[:count], "sandbox": [ours(sandbox)] * count}, _ROUNDS, seconds
            )
            for count in (1, 2, 4, 8)
        }
        sizes = {
            "10 tests": ours(sandbox),
            "50 tests": ours(sandbox, tests=50),
            "200 tests": ours(sandbox, tests=200),
            "source of 64 kB": ours(sandbox, source=SOURCE + "x = [1, 2, 3]\n" * 4600),
        }
        larger = interleaved(sizes, max(5, rounds // 4))
        return {
            "latency_ms": latency,
            "throughput_per_s": parallel,
            "larger_ms": larger,
            "layers_us": layers_us(rounds * 5),
            "memory_mb": processes(),
        }


def table(title: str, times: dict[str, list[float]]) -> Table:
    """Show times with their ratio to the last row's."""
    shown = Table(title=title)
    for column in ("variant", "median ms", "p95 ms", "× ours"):
        shown.add_column(column, justify="left" if column == "variant" else "right")
    reference = list(times)[-1]
    for name, values in times.items():
        ratio = statistics.median(a / b for a, b in zip(values, times[reference], strict=True))
        shown.add_row(
            name,
            f"{statistics.median(values):.2f}",
            f"{sorted(values)[int(len(values) * 0.95)]:.2f}",
            f"{ratio:.2f}",
        )
    return shown


def main(
    rounds: Annotated[int, typer.Option(min=5, help="Rounds of the latency measurement.")] = 60,
    seconds: Annotated[float, typer.Option(help="Seconds of each throughput measurement.")] = 5,
    output: Annotated[Path | None, typer.Option("--json", help="Write every figure here.")] = None,
) -> None:
    """Measure, and print tables."""
    found = measure(rounds, seconds)
    console = Console()
    console.print(table("One run of ten tests", found["latency_ms"]))
    shown = Table(title="Runs a second")
    for column in ("at a time", "floor", "sandbox", "sandbox / floor"):
        shown.add_column(column, justify="right")
    for count, rate in found["throughput_per_s"].items():
        floor, sandbox = (statistics.median(rate[name]) for name in ("floor", "sandbox"))
        share = statistics.median(a / b for a, b in zip(rate["sandbox"], rate["floor"], strict=True))
        shown.add_row(count, f"{floor:.0f}", f"{sandbox:.0f}", f"{share:.2f}")
    console.print(shown)
    larger = Table(title="Larger runs, median ms")
    for name, values in found["larger_ms"].items():
        larger.add_row(name, f"{statistics.median(values):.1f}")
    console.print(larger)
    layers = Table(title="What a worker goes through before it loads anything")
    layers.add_column("step")
    layers.add_column("median µs", justify="right")
    for name, microseconds in found["layers_us"].items():
        layers.add_row(name, f"{microseconds:.0f}")
    console.print(layers)
    console.print("Memory, MB of each process:", {k: round(v, 1) for k, v in found["memory_mb"].items()})
    if output:
        output.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    typer.run(main)
