"""What a server does under load: real episodes of 1 to 200 sessions over the socket.

    python benchmarks/load.py [--server URL] [--seconds 5] [--rounds 3] [--json FILE]

It starts a server of its own, or takes one of this machine that serves the same tasks. Each session plays one
episode after another, as fast as the answers come (`sessions/script.py` says what it does in one). Processes
of their own play the sessions; they need the same processors, so what they took is told. Levels of load take
turns with the same runs straight through a `Sandbox`. Exit code 1 if a session saw an error, or an answer
that was not the one to its step.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import psutil
import typer
from rich.console import Console
from rich.table import Table
from sessions.alone import first_resets, held_by, runs_beside
from sessions.bare import bare_server
from sessions.crowd import Generators
from sessions.levels import Bench, Level
from sessions.processes import ServerProcesses
from sessions.script import draw

from tracefix_rl.sandbox import ReportCache, Sandbox
from tracefix_rl.serving import own_server
from tracefix_rl.tasks import Catalog

SESSIONS = [1, 2, 4, 8, 16, 32, 64, 128, 200]
QUEUE_FACTOR = 2.0
"""A run of the tests is bounded by queueing alone if its 99th percentile is at most so many times the mean
wait of a full line, which is sessions / runs a second."""

_console = Console(width=None if sys.stdout.isatty() else 160)


def percentiles(values: Sequence[float]) -> str:
    """Return the 50th, 90th and 99th percentile of milliseconds."""
    ranked = sorted(values)
    found = (ranked[min(len(ranked) - 1, int(len(ranked) * share))] for share in (0.5, 0.9, 0.99))
    return " / ".join(f"{each:.1f}" if each < 10 else f"{each:.0f}" for each in found)


def p99(values: Sequence[float]) -> float:
    """Return the 99th percentile."""
    return statistics.quantiles(values, n=100, method="inclusive")[-1]


def middle(rounds: Sequence[Level], figure: Callable[[Level], float]) -> float:
    """Return the median of a figure over a level's rounds."""
    return statistics.median(map(figure, rounds))


def queue_factor(level: Level) -> float:
    """How often the mean wait of a full line goes into the 99th percentile of a run of the tests."""
    return p99(level.tally.latency_ms["RUN_TESTS"]) / 1000 / (level.sessions / level.runs)


def throughput_table(levels: dict[int, list[Level]]) -> Table:
    """Show what came out of each level and who worked for it; medians of the rounds."""
    table = Table(
        title="Throughput beside the sandbox alone; processors busy for whom; their time a step (server) "
        "and a run (sandbox)"
    )
    for column in (
        *("sessions", "steps/s", "runs/s", "sandbox alone", "share"),
        *("server", "sandbox", "generators", "others", "ms/step", "ms/run", "server MB", "errors", "lost"),
    ):
        table.add_column(column, justify="right")
    for sessions, rounds in levels.items():
        table.add_row(
            str(sessions),
            f"{middle(rounds, lambda each: each.steps):.0f}",
            f"{middle(rounds, lambda each: each.runs):.1f}",
            f"{middle(rounds, lambda each: each.ceiling):.1f}",
            f"{middle(rounds, lambda each: each.runs / each.ceiling):.2f}",
            f"{middle(rounds, lambda each: each.processors.server):.2f}",
            f"{middle(rounds, lambda each: each.processors.sandbox):.2f}",
            f"{middle(rounds, lambda each: each.processors.generators):.2f}",
            f"{middle(rounds, lambda each: each.processors.others):.2f}",
            f"{middle(rounds, lambda each: 1000 * each.processors.server / each.steps):.2f}",
            f"{middle(rounds, lambda each: 1000 * each.processors.sandbox / each.runs):.1f}",
            f"{middle(rounds, lambda each: each.held.server_kb) / 1024:.0f}",
            str(sum(len(each.tally.errors) for each in rounds)),
            str(sum(len(each.tally.lost) for each in rounds)),
        )
    return table


def latency_table(levels: dict[int, list[Level]]) -> Table:
    """Show the latency of each action; all rounds of a level together."""
    table = Table(title="Milliseconds until the answer: p50 / p90 / p99")
    actions = sorted(
        {action for rounds in levels.values() for each in rounds for action in each.tally.latency_ms}
    )
    for column in ("sessions", *actions, "× the line"):
        table.add_column(column, justify="right")
    for sessions, rounds in levels.items():
        together = {
            action: [ms for each in rounds for ms in each.tally.latency_ms.get(action, ())]
            for action in actions
        }
        table.add_row(
            str(sessions),
            *(percentiles(values) if values else "–" for values in together.values()),
            f"{middle(rounds, queue_factor):.2f}",
        )
    return table


def verdicts(overhead: float, kb_a_session: float, levels: dict[int, list[Level]]) -> Iterator[str]:
    """Say of each target whether it is met."""
    most = max(levels)
    wait = middle(levels[most], queue_factor)
    for met, text in (
        (overhead <= 1.5, f"a step costs {overhead:.2f} ms more than the run itself (at most 1.5)"),
        (kb_a_session <= 200, f"a further session takes {kb_a_session:.0f} kB (at most 200)"),
        (not failures(levels), "no error and no lost step (none)"),
        (
            wait <= QUEUE_FACTOR,
            f"at {most} sessions 99 of 100 runs take {wait:.2f} × the mean wait of a full line "
            f"(at most {QUEUE_FACTOR})",
        ),
    ):
        yield f"{'met   ' if met else 'MISSED'} {text}"


def failures(levels: dict[int, list[Level]]) -> list[str]:
    """Return what sessions saw that they must not."""
    tallies = [each.tally for rounds in levels.values() for each in rounds]
    return [problem for tally in tallies for problem in tally.errors + tally.lost]


def measure(bench: Bench, sessions: Sequence[int], seconds: float, rounds: int) -> dict[str, Any]:
    """Measure everything; prints the tables as they come."""
    resets = asyncio.run(first_resets(bench.url, bench.tasks)).latency_ms
    for label, values in resets.items():
        _console.print(f"{label}: {percentiles(values)} ms (p50 / p90 / p99)")

    most = max(2, *sessions)
    one, many = asyncio.run(held_by(bench.url, bench.processes, bench.tasks, most))
    more = most - 1
    kb = (many.server_kb - one.server_kb) / more
    _console.print(
        f"memory with 1 session: server {one.server_kb / 1024:.0f} MB, "
        f"sandbox {one.sandbox_kb / 1024:.0f} MB; "
        f"each further one {kb:.0f} kB, {(many.threads - one.threads) / more:.2f} threads, "
        f"{(many.descriptors - one.descriptors) / more:.2f} descriptors"
    )

    with bare_server() as bare:
        urls = [bench.url, bare]
        without, (through, framework) = asyncio.run(
            runs_beside(urls, bench.sandbox, bench.tasks, bench.name(), 100 * rounds)
        )
    overhead, of_framework = (
        statistics.median(a - b for a, b in zip(served, without, strict=True))
        for served in (through, framework)
    )
    _console.print(
        f"RUN_TESTS of one session: {statistics.median(through):.2f} ms, the same run without the server "
        f"{statistics.median(without):.2f} ms; median of the differences {overhead:.2f} ms, of which OpenEnv "
        f"with nothing but the sandbox takes {of_framework:.2f} ms"
    )

    levels: dict[int, list[Level]] = {count: [] for count in sessions}
    for _ in range(rounds):
        for count, found in levels.items():
            found.append(bench.level(count, seconds))
    _console.print(throughput_table(levels), latency_table(levels))
    _console.print(*verdicts(overhead, kb, levels), sep="\n")
    for problem in failures(levels)[:10]:
        _console.print(problem, style="red", markup=False)
    return {
        "resets_ms": resets,
        "held": {"1": asdict(one), str(most): asdict(many)},
        "run_ms": {"through the server": through, "through OpenEnv alone": framework, "without": without},
        "levels": {str(count): [asdict(each) for each in found] for count, found in levels.items()},
        "failures": failures(levels),
    }


def main(
    server: Annotated[str | None, typer.Option(help="URL of a server of this machine.")] = None,
    sessions: Annotated[list[int], typer.Option(min=1, help="How many at a time; repeatable.")] = SESSIONS,
    seconds: Annotated[float, typer.Option(min=3, help="Seconds of each measurement.")] = 5,
    rounds: Annotated[int, typer.Option(min=1, help="How often each level is measured.")] = 3,
    tasks: Annotated[int, typer.Option(min=1, help="Tasks that are played.")] = 40,
    generators: Annotated[int, typer.Option(min=1, help="Processes that play.")] = 2,
    output: Annotated[Path | None, typer.Option("--json", help="Write every figure here.")] = None,
) -> None:
    """Measure, print tables, and say which targets are met."""
    with ExitStack() as stack:
        # As the server's: it remembers runs too, though none of those that are compared comes twice.
        sandbox = stack.enter_context(Sandbox(cache=ReportCache(), packages=Catalog.configured().packages))
        drawn, hanging = draw(tasks, sandbox)
        _console.print(
            f"{psutil.cpu_count()} processors; {len(drawn)} tasks, {hanging} left out whose bug never ends"
        )
        url = server or stack.enter_context(own_server())
        players = stack.enter_context(closing(Generators(generators)))
        found = measure(Bench(url, ServerProcesses(url), sandbox, drawn, players), sessions, seconds, rounds)
    if output:
        output.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    raise typer.Exit(1 if found["failures"] else 0)


if __name__ == "__main__":
    typer.run(main)
