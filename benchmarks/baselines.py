"""What policies without a model reach: plays them all and writes docs/baselines.md.

    python benchmarks/baselines.py [--tasks 300] [--seed 0] [--runs runs/baselines] [-o docs/baselines.md]

Each policy is a run of `tracefix eval` on the same tasks of the `eval` split, so many of each tier. A run
that is there already is not played again, and one that was stopped goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from runs import play

from tracefix_rl.evaluation.folder import read_about


@dataclass(frozen=True, slots=True)
class Baseline:
    """A policy and how long its episodes may be.

    Args:
        policy: Its name.
        max_steps: Steps until an episode is truncated.
    """

    policy: str
    max_steps: int

    @property
    def folder(self) -> str:
        """Name of its run's folder."""
        return f"{self.policy}-{self.max_steps}"


BASELINES = (
    Baseline("noop", 50),
    Baseline("random", 50),
    Baseline("spam", 50),
    Baseline("search", 10),
    Baseline("search", 20),
    Baseline("search", 50),
    Baseline("oracle", 50),
)

_INTRODUCTION = """# Baselines

What policies without a model reach on {tasks} tasks of each tier of the `eval` split, drawn with seed {seed}.
In brackets are 95 % bootstrap intervals over tasks. `search` tries small edits, the likeliest first, and runs
the tests after each; it is given {budgets} steps an episode, two of which make one attempt. `noop`,
`random` and `spam` are the floor, a score of 0.01: nothing is earned without a repair. `oracle` knows the
solution: the ceiling, 0.98.

Made by `uv run python benchmarks/baselines.py` with version {version}.
"""
_HEADINGS = "| policy | steps | tier | resolved | score | return | steps used | edit precision |"


def asked_of(baseline: Baseline, tasks: int, seed: int) -> tuple[str, ...]:
    """Return what `tracefix eval` is asked for."""
    return (
        *("--policy", baseline.policy, "--max-steps", str(baseline.max_steps), "--seed", str(seed)),
        *("--split", "eval", "--num-tasks", str(3 * tasks)),
    )


def lines_of(baseline: Baseline, about: dict[str, Any]) -> list[str]:
    """Return a run's rows of the table."""
    return [
        "| "
        + " | ".join(
            (
                f"`{baseline.policy}`",
                str(baseline.max_steps),
                row["name"],
                shown(row["pass_at"]["1"]),
                shown(row["score"]),
                shown(row["episode_return"]),
                shown(row["steps"], digits=1),
                shown(row["precision"]),
            )
        )
        + " |"
        for row in about["summary"]
    ]


def shown(estimate: dict[str, float] | None, digits: int = 2) -> str:
    """Return an estimate with its interval."""
    if estimate is None:
        return "–"
    value, low, high = (
        f"{round(estimate[each], digits) + 0.0:.{digits}f}" for each in ("value", "low", "high")
    )
    return f"{value} [{low}, {high}]"


def main(
    tasks: Annotated[int, typer.Option(min=1, help="Tasks of each tier.")] = 300,
    seed: Annotated[int, typer.Option(min=0, help="Draws the tasks, and what policies draw.")] = 0,
    runs: Annotated[Path, typer.Option(help="Where the runs are kept.")] = Path("runs/baselines"),
    output: Annotated[Path, typer.Option("-o", "--output")] = Path("docs/baselines.md"),
) -> None:
    """Play every baseline and write the table."""
    rows: list[str] = []
    version = ""
    for baseline in BASELINES:
        folder = runs / baseline.folder
        play(folder, *asked_of(baseline, tasks, seed))
        about = read_about(folder)
        version = about["versions"]["openenv-tracefix-rl"]
        rows += lines_of(baseline, about)
    *others, last = [str(each.max_steps) for each in BASELINES if each.policy == "search"]
    introduction = _INTRODUCTION.format(
        tasks=tasks, seed=seed, version=version, budgets=f"{', '.join(others)} and {last}"
    )
    table = "\n".join((_HEADINGS, "| --- " * 8 + "|", *rows))
    output.write_text(f"{introduction}\n{table}\n", encoding="utf-8")
    typer.echo(f"Wrote {output}.")


if __name__ == "__main__":
    typer.run(main)
