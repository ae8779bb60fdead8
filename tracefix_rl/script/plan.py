"""Which tasks a run of the script plays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.task import Split, Tier

TIER_TASKS = 3
"""Tasks of a tier that are played when nobody says how many."""


@dataclass(frozen=True, slots=True)
class PlannedEpisode:
    """One task to play.

    Args:
        options: What `reset` is asked for.
        task: What the task is called in logs; without it, the neutral id that the environment tells.
        placeholder: What it is called as long as the environment has not told.
    """

    options: Mapping[str, Any]
    task: str | None = None
    placeholder: str = "unknown"


class PlanError(ValueError):
    """The wishes contradict each other, or there is no such task."""


def make_plan(
    *, tasks: Sequence[str], tier: Tier | None, count: int | None, seed: int, catalog: Catalog | None
) -> list[PlannedEpisode]:
    """Decide what to play: tasks that are named, else a tier, else the manifest's, else the first there are.

    Args:
        tasks: Names or ids of tasks.
        tier: Play the first tasks of this tier.
        count: How many tasks.
        seed: Passed to every `reset`.
        catalog: The tasks there are, if they are known before the environment is asked.

    Raises:
        PlanError: If that cannot be done; the message says what can.
    """
    if tasks:
        if tier or count is not None:
            raise PlanError("tasks that are named cannot be counted or put in a tier; give one or the other")
        for task in tasks:
            _check_known(task, catalog)
        return [PlannedEpisode({"task_id": task, "seed": seed}, task) for task in tasks]
    if tier:
        wanted = TIER_TASKS if count is None else count
        if catalog is not None:
            available = _available(tier, catalog)
            if count is not None and count > available:
                raise PlanError(
                    f"there are {available} {tier} tasks, not {count}; ask for {available} or fewer"
                )
            wanted = min(wanted, available)
        return [
            PlannedEpisode(
                {"difficulty": tier.value, "index": index, "seed": seed}, placeholder=f"{tier}-{index}"
            )
            for index in range(wanted)
        ]
    return _without_wishes(catalog or Catalog.configured(), count, seed)


def _without_wishes(catalog: Catalog, count: int | None, seed: int) -> list[PlannedEpisode]:
    """The tasks of the manifest; the first of a split, if the task file has none of those."""
    named = list(catalog.named())
    if named:
        if count is not None and count > len(named):
            raise PlanError(f"without a tier there are {len(named)} tasks; add --easy, --medium or --hard")
        return [PlannedEpisode({"task_id": task, "seed": seed}, task) for task in named[:count]]
    split = next(iter(catalog.splits()), Split.TRAIN)
    entries = catalog.entries(catalog.choice(split=split), 0, TIER_TASKS if count is None else count)
    if len(entries) < (count or 1):
        raise PlanError(f"there are {len(entries)} tasks in {split}; ask for fewer, or name another file")
    return [PlannedEpisode({"task_id": entry.id, "seed": seed}, entry.id) for entry in entries]


def _check_known(task: str, catalog: Catalog | None) -> None:
    if not task.strip():
        raise PlanError("a task has no name; give its id or name")
    if catalog is not None:
        try:
            catalog.entry(task)
        except LookupError as error:
            raise PlanError(str(error)) from None


def _available(tier: Tier, catalog: Catalog) -> int:
    """How many tasks of a tier `reset` offers when no split is named."""
    return catalog.count(catalog.choice(split=Split.TRAIN, difficulty=tier))
