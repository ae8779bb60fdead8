"""Makes the tasks of items that were imported, in parallel."""

from __future__ import annotations

import math
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass

from tracefix_rl.tasks.factory.bench import ProgramError
from tracefix_rl.tasks.factory.from_tests import prepare_item
from tracefix_rl.tasks.factory.production import QUOTAS, produce
from tracefix_rl.tasks.factory.records import Record
from tracefix_rl.tasks.factory.workers import in_processes, process_sandboxes
from tracefix_rl.tasks.gate import Replay
from tracefix_rl.tasks.importers.item import Item, Unusable
from tracefix_rl.tasks.program import Program


@dataclass(frozen=True, slots=True)
class Imported:
    """What was made of an item.

    Args:
        program: The item as a program, with its visible tests.
        record: Its tasks, at least one.
        name: The name of its task, if it came with a bug.
        left_out: Tests that could not be used.
    """

    program: Program
    record: Record
    name: str | None
    left_out: tuple[Unusable, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """An item of which no task was made.

    Args:
        name: Which.
        kind: Why, in a word or two that many items may share.
        reason: Why, in full.
        left_out: Tests that could not be used.
    """

    name: str
    kind: str
    reason: str
    left_out: tuple[Unusable, ...] = ()


def import_items(
    items: Sequence[Item],
    *,
    most: int,
    seed: int = 0,
    packages: Collection[str] = (),
    workers: int | None = None,
    replay: Replay | None = None,
) -> Generator[Imported | Refused, None, None]:
    """Make tasks of items, and yield each item when it is finished, in no order.

    What is made of an item depends on it, on the seed and on `most`, and not on other items.

    Args:
        items: The items.
        most: Most tasks of an item that comes without a bug.
        seed: What is drawn depends on it.
        packages: Third-party packages that the programs may import.
        workers: Items at a time; the number of processors by default.
        replay: Plays each task's repair; a function of a module.
    """
    calls = [(item, _quotas(item, most), seed, frozenset(packages), replay) for item in items]
    yield from in_processes(_import, calls, workers)


def _quotas(item: Item, most: int) -> dict[int, int]:
    """As many tasks with one, two and three bugs as those of the library have, in proportion."""
    if item.flaw is not None:
        return {1: 1, 2: 0, 3: 0}
    several = {bugs: math.floor(most * QUOTAS[bugs] / sum(QUOTAS.values())) for bugs in (2, 3)}
    return {1: most - sum(several.values()), **several}


def _import(
    item: Item, quotas: dict[int, int], seed: int, packages: frozenset[str], replay: Replay | None
) -> Imported | Refused:
    """Make the tasks of one item, in a process of its own."""
    runners = process_sandboxes(packages)
    try:
        bench, left_out = prepare_item(item, seed, runners)
        production = produce(bench, seed, runners, replay, quotas)
    except ProgramError as error:
        return Refused(item.name, "unusable", f"{error.reason}; {error.fix}")
    except Exception as error:
        # What nobody thought of costs this item, and not the hours that went into the others.
        return Refused(item.name, "broken", f"{type(error).__name__}: {error}")
    if not production.made:
        kinds = ", ".join(production.refused) or "no bug"
        reason = production.example or "the operators find no place for a bug"
        return Refused(item.name, kinds, reason, left_out)
    name = f"{item.domain}_{item.name}" if item.flaw else None
    return Imported(bench.program, Record.of(bench, production), name, left_out)
