"""What opening a catalog and getting a task costs, and that neither grows with the number of tasks.

    python benchmarks/catalog.py [--rounds 50]

Task files of 1,000, 10,000 and 100,000 tasks are made of the programs of the library, with edits that change
nothing but the number of a line that is added. Each round opens every file anew in this process, draws a task
of a tier and loads it, whole; medians, and their ratio to those of the smallest file.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from tracefix_rl.tasks import Bug, Catalog, Family, Library, Program, Split, Task, TaskFile, Tier
from tracefix_rl.tasks.edits import Edit, apply_edits, split_lines
from tracefix_rl.tasks.storage.writing import Stored, write_tasks

SIZES = (1_000, 10_000, 100_000)


def stored(programs: list[Program], count: int) -> Iterator[Stored]:
    """Make tasks that differ in one line at the end of their program."""
    tiers, splits, families = list(Tier), list(Split), list(Family)
    for number in range(count):
        program = programs[number % len(programs)]
        end = len(split_lines(program.source))
        edit = Edit(end, end, (split_lines(program.source)[-1], f"NUMBER = {number}\n"))
        task = Task(
            name=None,
            program=program.name,
            title=program.title,
            specification=program.specification,
            tier=tiers[number // 7 % 3],
            split=splits[number % len(programs) % 3],
            source=apply_edits(program.source, [edit]),
            solution=program.source,
            visible=program.visible,
            held_out=program.visible,
            bugs=(Bug(families[number % 6], "number", f"It has the number {number}."),),
        )
        yield Stored(task, (edit,), (number % 1000) / 1000)


def timed(file: Path, random: Random) -> tuple[float, float]:
    """Return the milliseconds of opening a file, and of getting a task out of it."""
    start = time.perf_counter()
    catalog = Catalog(TaskFile(file))
    opened = time.perf_counter()
    catalog.select(split="train", difficulty="hard", seed=random.randrange(1 << 30))
    ready = time.perf_counter()
    return (opened - start) * 1000, (ready - opened) * 1000


def main(rounds: Annotated[int, typer.Option(help="How often each file is opened.")] = 50) -> None:
    """Measure, and print a table."""
    programs = list(Library.shipped())
    random = Random(0)
    with tempfile.TemporaryDirectory() as folder:
        files = {size: Path(folder) / f"{size}.tasks" for size in SIZES}
        for size, file in files.items():
            write_tasks(file, programs, stored(programs, size), {})
        times: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
        for _ in range(rounds):
            for size, file in files.items():
                times[size].append(timed(file, random))
        table = Table("tasks", "file", "open", "ratio", "first task", "ratio")
        least = [statistics.median(column) for column in zip(*times[SIZES[0]], strict=True)]
        for size, file in files.items():
            opened, ready = (statistics.median(column) for column in zip(*times[size], strict=True))
            table.add_row(
                f"{size:,}",
                f"{file.stat().st_size / 1e6:.1f} MB",
                f"{opened:.2f} ms",
                f"{opened / least[0]:.2f}",
                f"{ready:.2f} ms",
                f"{ready / least[1]:.2f}",
            )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
