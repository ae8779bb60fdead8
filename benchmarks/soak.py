"""Whether a server grows: sessions come and go for ten minutes, and some go in the middle of a step.

    python benchmarks/soak.py [--warm-up 10] [--minutes 10] [--sessions 32] [--json FILE]

It starts a server of its own. Once its caches had time to fill, its memory, descriptors, threads and
processes are looked at every few seconds, and the memory of its sandbox's runners, and a line is fitted to
each. The server grows if the line of a memory rises by more than 2 % of its mean, or that of a number by more
than 3; or if, once all sessions are gone, there are more descriptors, threads or processes than before the
first came. Exit code 1 if it grows, or if a session saw an error or an answer that was not the one to its
step.
"""

from __future__ import annotations

import json
import secrets
import statistics
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sessions.crowd import Crowd, Generators, Played, together
from sessions.processes import Held, ServerProcesses
from sessions.script import Script, draw

from tracefix_rl.sandbox import Sandbox
from tracefix_rl.serving import own_server
from tracefix_rl.tasks import Catalog

EPISODES = 4
"""Most episodes of a session before it goes."""
SAMPLE_S = 5.0
MEMORY_SHARE = 0.02
NUMBER = 3.0
GONE_S = 30.0
"""Seconds in which what sessions held must be given back once they are gone."""

Samples = Sequence[tuple[float, Held]]


@dataclass(frozen=True, slots=True)
class Trend:
    """What became of one figure.

    Args:
        name: Which.
        mean: Over the fitted time.
        rise: Of the fitted line, from its begin to its end.
        allowed: Most that it may rise.
    """

    name: str
    mean: float
    rise: float
    allowed: float

    @property
    def grows(self) -> bool:
        """Whether it rises by more than that."""
        return self.rise > self.allowed


def trends(samples: Samples) -> list[Trend]:
    """Fit a line to each figure."""
    times = [when for when, _ in samples]

    def fitted(name: str, figure: Callable[[Held], float], share: float = 0, number: float = 0) -> Trend:
        values = [figure(held) for _, held in samples]
        slope, mean = statistics.linear_regression(times, values).slope, statistics.mean(values)
        return Trend(name, mean, slope * (times[-1] - times[0]), share * mean + number)

    return [
        fitted("server, MB", lambda held: held.server_kb / 1024, share=MEMORY_SHARE),
        fitted("runners, MB", lambda held: held.runners_kb / 1024, share=MEMORY_SHARE),
        fitted("descriptors of the server", lambda held: held.descriptors, number=NUMBER),
        fitted("threads of the server", lambda held: held.threads, number=NUMBER),
        fitted("processes", lambda held: held.processes, number=NUMBER),
    ]


def left_behind(before: Held, server: ServerProcesses) -> list[str]:
    """Wait until all that sessions held is given back; return what is not."""
    deadline = time.monotonic() + GONE_S
    while True:
        now = server.held()
        left = [
            f"{more} {name} more than before the first session"
            for name in ("descriptors", "threads", "processes")
            if (more := getattr(now, name) - getattr(before, name)) > 0
        ]
        if not left or time.monotonic() > deadline:
            return left
        time.sleep(0.5)


def watched(server: ServerProcesses, begin: float, end: float) -> Samples:
    """Look at the server from the begin to the end."""
    samples: list[tuple[float, Held]] = []
    with Progress(transient=True) as progress:
        bar = progress.add_task("soaking", total=end - time.monotonic())
        while (now := time.monotonic()) < end:
            if now >= begin:
                samples.append((now, server.held()))
            time.sleep(min(SAMPLE_S, end - now))
            progress.advance(bar, time.monotonic() - now)
    return samples


def soak(
    url: str, scripts: Sequence[Script], sessions: int, warm_up_s: float, seconds: float
) -> tuple[Samples, Played, list[str]]:
    """Have sessions come and go; return samples, what they saw, and what they left behind."""
    server = ServerProcesses(url)
    name = secrets.token_hex(4)
    with closing(Generators(2)) as generators:
        now = time.monotonic()
        # OpenEnv has threads that come with the first requests and stay: the first sessions bring them.
        together(generators.start(Crowd(url, scripts, f"{name} 1", 2 * sessions, now, now + 10, EPISODES)))
        time.sleep(2)
        before = server.held()
        now = time.monotonic()
        begin = now + warm_up_s
        end = begin + seconds
        started = generators.start(Crowd(url, scripts, f"{name} 2", sessions, now, end, EPISODES))
        samples = watched(server, begin, end)
        played = together(started)
    return samples, played, left_behind(before, server)


def main(
    warm_up: Annotated[float, typer.Option(help="Minutes before anything is looked at.")] = 10,
    minutes: Annotated[float, typer.Option(min=0.5, help="Minutes that count.")] = 10,
    sessions: Annotated[int, typer.Option(min=1, help="How many at a time.")] = 32,
    tasks: Annotated[
        int, typer.Option(min=1, help="Tasks that are played; 600 have more suites than two runners keep.")
    ] = 600,
    output: Annotated[Path | None, typer.Option("--json", help="Write every figure here.")] = None,
) -> None:
    """Soak, print what became of each figure, and say whether the server grows."""
    console = Console()
    with Sandbox(packages=Catalog.configured().packages) as sandbox:
        drawn, _ = draw(tasks, sandbox)
    with ExitStack() as stack:
        url = stack.enter_context(own_server())
        scripts = [Script.of(task) for task in drawn]
        samples, played, left = soak(url, scripts, sessions, 60 * warm_up, 60 * minutes)
    found = trends(samples)
    console.print(
        f"{played.came} sessions came, of which {played.vanished} vanished in the middle of a step; "
        f"{played.tally.steps} steps, {played.tally.runs} runs; "
        f"{len(played.tally.errors)} errors, {len(played.tally.lost)} lost"
    )
    table = Table("", title=f"{minutes:g} minutes after {warm_up:g} minutes of warm-up")
    for column in ("mean", "rise", "at most"):
        table.add_column(column, justify="right")
    for trend in found:
        table.add_row(trend.name, *(f"{each:.1f}" for each in (trend.mean, trend.rise, trend.allowed)))
    console.print(table)
    problems = [f"{trend.name}: it grows" for trend in found if trend.grows]
    problems += left + played.tally.errors + played.tally.lost
    console.print(*(problems[:20] or ["no growth, nothing left behind, no error, no lost step"]), sep="\n")
    if output:
        figures = {
            "samples": [asdict(held) | {"at_s": when - samples[0][0]} for when, held in samples],
            "trends": [asdict(trend) for trend in found],
            "problems": problems,
        }
        output.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    raise typer.Exit(1 if problems else 0)


if __name__ == "__main__":
    typer.run(main)
