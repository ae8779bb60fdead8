"""Which tasks a run plays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, zip_longest
from random import Random
from typing import Protocol

from tracefix_rl.tasks.task import Split, Tier


class DrawError(ValueError):
    """There are no such tasks, or not so many; the message says how many there are."""


class TaskList(Protocol):
    """Tells which tasks there are, here or on a server."""

    def ids(self, split: Split, tier: Tier) -> Sequence[str]:
        """Return the ids of the tasks of a split and a tier, in a fixed order."""

    def check(self, keys: Iterable[str]) -> list[str]:
        """Return the ids of tasks that are named by id or by name.

        Raises:
            LookupError: If one is unknown; names near matches.
        """


def draw(tasks: TaskList, *, split: Split, tiers: Sequence[Tier], count: int | None, seed: int) -> list[str]:
    """Draw tasks without repetition, as many of each tier as there can be.

    A run of more tasks has those of a run of fewer, so that the longer one can take up where the other ended.

    Args:
        tasks: The tasks there are.
        split: Which of them.
        tiers: Which of those.
        count: How many; all of them if nobody says.
        seed: What is drawn depends on it.

    Raises:
        DrawError: If there are none or too few.
    """
    drawn = {tier: list(tasks.ids(split, tier)) for tier in tiers}
    there_are = sum(map(len, drawn.values()))
    where = f"{split}, {tiers[0]}" if len(tiers) == 1 else str(split)
    if not there_are:
        raise DrawError(f"there is no task in {where}; name another --split, --tier or --tasks")
    if count is not None and count > there_are:
        raise DrawError(f"there are {there_are:,} tasks in {where}, not {count:,}; ask for fewer")
    for tier, ids in drawn.items():
        Random(f"{seed} {tier}").shuffle(ids)
    return _in_turn(drawn)[:count]


def _in_turn(drawn: Mapping[Tier, Sequence[str]]) -> list[str]:
    """One of each tier, then the next of each; what a tier has more than the others comes last."""
    return [task for task in chain.from_iterable(zip_longest(*drawn.values())) if task is not None]
