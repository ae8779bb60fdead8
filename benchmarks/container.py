"""How large the image is, how long a container takes until it answers, and how long until it is gone.

    docker build --tag tracefix-rl .
    python benchmarks/container.py [--image tracefix-rl] [--rounds 5]

Each round starts a container with one processor and one with all, plays an episode on it, and closes the
client, as users do; medians and the slowest.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tracefix_rl import CodeAction, TraceFixRLEnv


def size_mb(image: str) -> float:
    """Return the megabytes that an image takes with its base."""
    inspect = ["docker", "image", "inspect", "--format={{.Size}}", image]
    return int(subprocess.run(inspect, capture_output=True, text=True, check=True).stdout) / 1e6


def timed(image: str, options: list[str]) -> tuple[float, float]:
    """Return the seconds that a client waits for its container, and for it to be gone."""
    begun = time.perf_counter()
    env = TraceFixRLEnv.from_docker_image(image, options=options, wait_timeout=300).sync()
    ready = time.perf_counter()
    try:
        env.reset(task_id="task1_easy")
        env.step(CodeAction(action_type="SUBMIT"))
    finally:
        closing = time.perf_counter()
        env.close()
    return ready - begun, time.perf_counter() - closing


def main(
    image: Annotated[str, typer.Option(help="Name of the image.")] = "tracefix-rl",
    rounds: Annotated[int, typer.Option(min=1, help="How often each is started.")] = 5,
) -> None:
    """Measure, and print a table."""
    table = Table(
        "processors", "start, s", "slowest", "close, s", "slowest", title=f"{size_mb(image):.0f} MB"
    )
    kinds = {"1": ["--cpus=1"], "all": []}
    measured: dict[str, list[tuple[float, float]]] = {kind: [] for kind in kinds}
    for _ in range(rounds):
        for kind, options in kinds.items():
            measured[kind].append(timed(image, options))
    for kind, seconds in measured.items():
        starts, closes = zip(*seconds, strict=True)
        figures = (statistics.median(starts), max(starts), statistics.median(closes), max(closes))
        table.add_row(kind, *(f"{figure:.1f}" for figure in figures))
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
