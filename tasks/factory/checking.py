"""Checks the tasks of a task file again: by the gate, against each other, and how many of them hang."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.difficulty.quick_runs import hangs
from tracefix_rl.tasks.factory.workers import in_processes, process_sandboxes
from tracefix_rl.tasks.gate import Distinct, Refusal, RefusalReason, Replay, check_task
from tracefix_rl.tasks.running import Rotation, Runner
from tracefix_rl.tasks.storage import Entry

MOST_HANGING = 0.05
"""Largest share of the tasks whose tests may not end."""
_CHANCE = 0.001
"""So unlikely must a sample be by chance before it counts against the tasks that it was drawn from."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a task.

    Args:
        entry: The task.
        refusals: What is wrong with it; empty if nothing is.
        hangs: Whether one of its tests does not end.
    """

    entry: Entry
    refusals: tuple[Refusal, ...]
    hangs: bool


@dataclass(slots=True)
class Findings:
    """What was found of many tasks.

    Args:
        of: How many tasks there are, of which those that were checked are all or a sample.
        checked: How many were checked.
        hanging: How many of them hang.
        refused: Those that something is wrong with.
    """

    of: int
    checked: int = 0
    hanging: int = 0
    refused: list[Checked] = field(default_factory=list)

    def add(self, found: Sequence[Checked]) -> None:
        """Take in what was found of further tasks."""
        self.checked += len(found)
        self.hanging += sum(each.hangs for each in found)
        self.refused += [each for each in found if each.refusals]

    @property
    def reasons(self) -> Counter[RefusalReason]:
        """How many tasks were refused for each reason, the most frequent first."""
        counts = Counter(
            reason for each in self.refused for reason in {refusal.reason for refusal in each.refusals}
        )
        return Counter(dict(counts.most_common()))

    @property
    def hang_too_often(self) -> bool:
        """Whether more than `MOST_HANGING` of all tasks hang, so far as those that were checked tell."""
        if self.checked >= self.of:
            return self.hanging > MOST_HANGING * self.of
        return _chance_of(self.hanging, self.checked, MOST_HANGING) < _CHANCE

    @property
    def clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.refused and not self.hang_too_often


def draw_sample(entries: Sequence[Entry], count: int | None, seed: int) -> list[Entry]:
    """Draw so many tasks, each as likely as the others; `None` takes all. The order stays."""
    if count is None or count >= len(entries):
        return list(entries)
    places = Random(seed).sample(range(len(entries)), count)
    return [entries[place] for place in sorted(places)]


def check_tasks(
    files: Sequence[Path],
    entries: Sequence[Entry],
    *,
    workers: int | None = None,
    replay: Replay | None = None,
) -> Generator[list[Checked], None, None]:
    """Check tasks in parallel, and yield those of a program when they are done.

    Each must pass the gate again, and no two tasks of a program that are checked may be the same task.

    Args:
        files: The task files that have them.
        entries: Which.
        workers: Programs at a time; the number of processors by default.
        replay: Plays each task's repair; a function of a module.

    Raises:
        TaskFileError: If the file cannot be used.
        SandboxError: If no sandbox can be had.
    """
    by_program: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_program[entry.program].append(entry)
    programs = sorted(by_program.values(), key=len, reverse=True)
    return in_processes(_check_program, [(files, program, replay) for program in programs], workers)


def _check_program(files: Sequence[Path], entries: Sequence[Entry], replay: Replay | None) -> list[Checked]:
    """Check tasks of one program, in a process of its own."""
    distinct = Distinct()
    catalog = Catalog.open(files)
    runners = process_sandboxes(catalog.packages)
    return [_check(entry, catalog, runners, distinct, replay) for entry in entries]


def _check(
    entry: Entry, catalog: Catalog, runners: Sequence[Runner], distinct: Distinct, replay: Replay | None
) -> Checked:
    task, alone = catalog.load_with_alone(entry)
    refusals = check_task(task, Rotation(runners), alone=alone, replay=replay)
    try:
        reports = [runners[0].run(task.source, suite) for suite in (task.visible, task.held_out)]
    except SuiteError:  # which the gate has told
        return Checked(entry, tuple(refusals), hangs=False)
    refusals += distinct.refusals(task.source, reports)
    distinct.add(task.id, task.source, reports)
    return Checked(entry, tuple(refusals), hangs=any(map(hangs, reports)))


def _chance_of(found: int, drawn: int, share: float) -> float:
    """How likely so many or more are among those that were drawn, if their share of all is `share`."""
    fewer = (math.comb(drawn, k) * share**k * (1 - share) ** (drawn - k) for k in range(found))
    return 1 - math.fsum(fewer)
