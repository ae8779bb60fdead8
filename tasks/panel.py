"""How much effort a task costs a fixed panel of searches for repairs: what its difficulty is measured by."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.quick_runs import QuickRuns, hangs
from tracefix_rl.tasks.repair.candidates import candidates
from tracefix_rl.tasks.repair.compiling import compiles
from tracefix_rl.tasks.repair.guidance import Guidance
from tracefix_rl.tasks.repair.search import RepairSearch
from tracefix_rl.tasks.running import Runner

PANEL_VERSION = 1
"""Goes up with every change after which a task may cost another effort: to the panel, or to what it knows."""

BUDGET = 40
"""Test runs that each member has, after the first one."""

HANGS = 8
"""Runs in which a test hangs after which a member gives up: they take as long as fifty others."""


@dataclass(frozen=True, slots=True)
class Member:
    """One search of the panel.

    Args:
        name: What it goes by.
        guidance: Which knowledge of bugs it uses.
        seed: Orders what it takes to be equally likely.
    """

    name: str
    guidance: Guidance
    seed: int


PANEL = (
    Member("everything", Guidance(), seed=11),
    Member("places", Guidance(what=False, learning=False), seed=12),
    Member("kinds", Guidance(where=False, learning=False), seed=13),
)
"""The members, from the best informed to the least."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What a task cost the panel.

    Args:
        runs: For each member of `PANEL`, the test runs after the first one until every visible test passed;
            `None` if the budget was not enough.
    """

    runs: tuple[int | None, ...]

    @property
    def solved(self) -> int:
        """Number of members that made every visible test pass."""
        return sum(each is not None for each in self.runs)


def effort(source: str, visible: Suite, runner: Runner) -> Effort:
    """Let every member of the panel repair a source.

    The same source and suite cost the same in every process, on a busy machine too. Runs that several
    members ask for are made once and count for each of them; what does not compile is not run.

    Args:
        source: The buggy source.
        visible: Its visible tests. They are run with lower limits, see `QuickRuns`.
        runner: Runs them, always with the same hash seed.

    Raises:
        SuiteError: If the suite itself cannot be used.
    """
    runs = QuickRuns(visible, runner)
    # Found once for all members.
    find, compile_once = functools.cache(candidates), functools.cache(compiles)

    def search_of(member: Member) -> RepairSearch:
        return RepairSearch(
            visible.text,
            visible.module,
            seed=member.seed,
            guidance=member.guidance,
            find=find,
            compiles=compile_once,
        )

    return Effort(tuple(_runs_needed(search_of(member), source, runs) for member in PANEL))


def _runs_needed(search: RepairSearch, source: str, runs: QuickRuns) -> int | None:
    """Test runs after the first one until a search has found a source that passes; `None` if it gives up."""
    report = runs.run(source)
    needed, hanging = 0, int(hangs(report))
    while not report.all_passed:
        if needed == BUDGET or hanging == HANGS:
            return None
        search.learn(source, report.tests)
        candidate = search.propose()
        if candidate is None:
            return None
        source = candidate.source
        report = runs.run(source)
        needed, hanging = needed + 1, hanging + hangs(report)
    return needed
