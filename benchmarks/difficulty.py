"""Whether tiers separate: how often a policy resolves tasks of each, on programs they were not cut on.

    python benchmarks/difficulty.py [--tasks 60] [--policy search] [--max-steps 50] [--seed 0]

Tiers are cut on `train`; this plays tasks of `eval` and `test`, with held-out tests, through the same
actions as any agent. Intervals are Wilson's at 95 %.
"""

from __future__ import annotations

import asyncio
import math
from random import Random
from typing import Annotated

import typer
from rich.console import Console
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


async def resolved(entries: list[Entry], policy: Policy, max_steps: int) -> int:
    """Play tasks and return how many were resolved."""
    with Sandbox(cache=ReportCache()) as sandbox:
        results = [
            await play_episode(
                LocalSession(sandbox), policy, options={"task_id": entry.id}, max_steps=max_steps
            )
            for entry in entries
        ]
    return sum(result.resolved for result in results)


def main(
    tasks: Annotated[int, typer.Option(help="Tasks of each tier.")] = 60,
    policy: Annotated[str, typer.Option(help="search, random or noop.")] = "search",
    max_steps: Annotated[int, typer.Option(help="Steps of an episode.")] = 50,
    seed: Annotated[int, typer.Option(help="Draws the tasks, and what the policy draws.")] = 0,
) -> None:
    """Play tasks of each tier and print how many are resolved."""
    table = Table("tier", "played", "resolved", "share", "95 % interval")
    for tier in Tier:
        entries = drawn(Catalog.shipped(), tier, tasks, seed)
        count = asyncio.run(resolved(entries, policy_of(policy, seed), max_steps))
        low, high = wilson(count, len(entries))
        table.add_row(
            tier, str(len(entries)), str(count), f"{count / len(entries):.2f}", f"{low:.2f} to {high:.2f}"
        )
    Console().print(table)


if __name__ == "__main__":
    typer.run(main)
