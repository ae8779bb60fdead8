"""Whether tiers separate: how often a policy resolves tasks of each, on programs they were not cut on.

    python benchmarks/difficulty.py [--tasks 60] [--policy search] [--steps 30,100,300,1000] [--seed 0]

Tiers are cut on `train`; this plays tasks of `eval`, with held-out tests, as a run of `tracefix eval`. Each
task is played once, with as many steps as the longest budget has, and counts for every budget that it was
resolved within. Intervals are Wilson's at 95 %. A run that was stopped goes on.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import Annotated

import typer
from intervals import shown
from rich.console import Console
from rich.table import Table
from runs import play

from tracefix_rl.tasks import Tier
from tracefix_rl.trajectories import Trajectory
from tracefix_rl.trajectories.runs import trajectories_of


def steps_needed(trajectory: Trajectory) -> float:
    """Return after how many steps an episode was resolved; infinity if it was not."""
    return len(trajectory.steps) if trajectory.resolved else math.inf


def main(
    tasks: Annotated[int, typer.Option(help="Tasks of each tier.")] = 60,
    policy: Annotated[str, typer.Option(help="Any that needs no endpoint.")] = "search",
    steps: Annotated[str, typer.Option(help="Budgets: steps of an episode.")] = "30,100,300,1000",
    seed: Annotated[int, typer.Option(help="Draws the tasks, and what the policy draws.")] = 0,
    runs: Annotated[Path, typer.Option(help="Where the run is kept.")] = Path("runs"),
) -> None:
    """Play tasks of each tier and print how many are resolved within each budget."""
    budgets = [int(each) for each in steps.split(",")]
    folder = runs / f"difficulty-{policy}-{max(budgets)}-{tasks}-{seed}"
    asked = ("--policy", policy, "--split", "eval", "--num-tasks", str(3 * tasks), "--seed", str(seed))
    play(folder, *asked, "--max-steps", str(max(budgets)))
    needed: dict[str, list[float]] = defaultdict(list)
    for trajectory in trajectories_of(folder):
        needed[trajectory.task.tier].append(steps_needed(trajectory))
    table = Table("tier", "played", *(f"{budget} steps" for budget in budgets))
    for tier in Tier:
        played = needed[tier]
        shares = [shown(sum(each <= budget for each in played), len(played)) for budget in budgets]
        table.add_row(tier, str(len(played)), *shares)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
