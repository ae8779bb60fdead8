"""Whether tiers separate: how often a policy resolves tasks of each, on programs they were not cut on.

    python benchmarks/difficulty.py [--tasks 60] [--policy search] [--steps 25,50,100,200,400] [--seed 0]

Tiers are cut on `train`; this plays tasks of `eval` and `test`, with held-out tests, through the same
actions as any agent. Each task is played once, with as many steps as the longest budget has, and counts for
every budget it was resolved within. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import asyncio
import math
from random import Random
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.noop import NoopPolicy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.sandbox import ReportCache, Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.tasks import Catalog, Entry, Split, Tier

_Z = 1.959964
"""Of a normal distribution, between whose negative and itself 95 % lie."""


def wilson(resolved: int, played: int) -> tuple[float, float]:
    """Return the interval of a share; Wilson, JASA 22 (1927), 209-212."""
    share, square = resolved / played, _Z**2
    middle = (share + square / (2 * played)) / (1 + square / played)
    half = _Z / (1 + square / played) * math.sqrt(share * (1 - share) / played + square / (4 * played**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def drawn(catalog: Catalog, tier: Tier, count: int, seed: int) -> list[Entry]:
    """Draw tasks of a tier from `eval` and `test`."""
    entries = [
        entry
        for split in (Split.EVAL, Split.TEST)
        for entry in catalog.entries(catalog.choice(split=split, difficulty=tier))
    ]
    return Random(f"{seed} {tier}").sample(entries, min(count, len(entries)))


def policy_of(name: str, seed: int) -> Policy:
    """Return a built-in policy."""
    match name:
        case "search":
            return SearchPolicy(seed=seed)
        case "random":
            return RandomPolicy(seed=seed)
        case "noop":
            return NoopPolicy()
    raise typer.BadParameter(f"there is no policy {name!r} here; take search, random or noop")


async def steps_needed(entries: list[Entry], policy: Policy, max_steps: int) -> list[float]:
    """Play tasks and return after how many steps each was resolved; infinity for those that were not."""
    with Sandbox(cache=ReportCache()) as sandbox:
        results = [
            await play_episode(
                LocalSession(sandbox), policy, options={"task_id": entry.id}, max_steps=max_steps
            )
            for entry in track(entries, "playing", console=Console(stderr=True), transient=True)
        ]
    return [result.steps if result.resolved else math.inf for result in results]


def shown(resolved: int, played: int) -> str:
    """Return a share and its interval."""
    low, high = wilson(resolved, played)
    return f"{resolved / played:.2f} ({low:.2f}-{high:.2f})"


def main(
    tasks: Annotated[int, typer.Option(help="Tasks of each tier.")] = 60,
    policy: Annotated[str, typer.Option(help="search, random or noop.")] = "search",
    steps: Annotated[str, typer.Option(help="Budgets: steps of an episode.")] = "25,50,100,200,400",
    seed: Annotated[int, typer.Option(help="Draws the tasks, and what the policy draws.")] = 0,
) -> None:
    """Play tasks of each tier and print how many are resolved within each budget."""
    budgets = [int(each) for each in steps.split(",")]
    table = Table("tier", "played", *(f"{budget} steps" for budget in budgets))
    for tier in Tier:
        entries = drawn(Catalog.configured(), tier, tasks, seed)
        needed = asyncio.run(steps_needed(entries, policy_of(policy, seed), max(budgets)))
        shares = [shown(sum(each <= budget for each in needed), len(needed)) for budget in budgets]
        table.add_row(tier, str(len(needed)), *shares)
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
