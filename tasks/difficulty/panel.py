"""How much effort a task costs a fixed panel of searches for repairs: what its difficulty is measured by.

Each member tries candidates one after the other, the likeliest first, and does not learn from those that were
fruitless. So the test runs it needs until it makes the repair are the place of the repair among its
candidates, which is known without running any of them: effort of a thousand runs is measured in the time of a
few.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import TestReport
from tracefix_rl.tasks.difficulty.features import bug_lines
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns
from tracefix_rl.tasks.operators import Mutation, apply_mutations
from tracefix_rl.tasks.repair.candidates import Candidate, candidates
from tracefix_rl.tasks.repair.guidance import Guidance
from tracefix_rl.tasks.repair.weighing import weigh
from tracefix_rl.tasks.source import tree_of

PANEL_VERSION = 1
"""Goes up with every change after which a task may cost another effort: to the panel, or to what it knows."""

BUDGET = 1000
"""Most test runs of a member for one task."""


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
    Member("everything", Guidance(learning=False), seed=11),
    Member("places", Guidance(what=False, learning=False), seed=12),
    Member("kinds", Guidance(where=False, learning=False), seed=13),
)
"""The members, from the best informed to the least."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What a task costs the panel.

    Args:
        runs: For each member of `PANEL`, the test runs after the first one until it has made the repair;
            `None` if that takes more than `BUDGET`, or the repair is none of its candidates.
    """

    runs: tuple[int | None, ...]

    def within(self, budget: int) -> int:
        """Return how many members need no more than so many test runs."""
        return sum(each is not None and each <= budget for each in self.runs)


@dataclass(frozen=True, slots=True)
class _Stage:
    """A source with some bugs.

    Args:
        reports: How its visible tests go.
        found: The candidates there are.
        repairs: For each bug the places among the candidates of those that undo it.
    """

    reports: Sequence[TestReport]
    found: Sequence[Candidate]
    repairs: dict[Mutation, frozenset[int]]


class Panel:
    """Measures what tasks of one program cost; a source on the way to several repairs is looked at once.

    Args:
        reference: The program without bugs.
        visible: Its visible tests.
        quick: Runs them.
    """

    def __init__(self, reference: str, visible: Suite, quick: QuickRuns) -> None:
        self._reference = reference
        self._visible = visible
        self._quick = quick
        self._stages: dict[frozenset[Mutation], _Stage] = {}

    def effort(self, mutations: Sequence[Mutation]) -> Effort:
        """Measure what the repair costs every member.

        Bugs are repaired one after the other, each time the one whose repair a member comes to first.

        Args:
            mutations: The bugs.
        """
        return Effort(tuple(self._runs_needed(member, frozenset(mutations)) for member in PANEL))

    def _runs_needed(self, member: Member, bugs: frozenset[Mutation]) -> int | None:
        needed = 0
        while bugs:
            places = self._places(member, bugs)
            if not places:
                return None
            bug = min(places, key=lambda each: (places[each], each.first_line))
            needed += places[bug]
            bugs -= {bug}
        return needed if needed <= BUDGET else None

    def _places(self, member: Member, bugs: frozenset[Mutation]) -> dict[Mutation, int]:
        """Return for each bug that can be undone how many candidates a member tries until it is."""
        stage = self._stage(bugs)
        likelihoods = weigh(
            stage.found, stage.reports, self._visible.text, self._visible.module, member.guidance
        )
        order = list(range(len(stage.found)))
        Random(member.seed).shuffle(order)
        order.sort(key=lambda place: -likelihoods[place])
        rank = {place: number for number, place in enumerate(order, 1)}
        return {bug: min(map(rank.__getitem__, places)) for bug, places in stage.repairs.items() if places}

    def _stage(self, bugs: frozenset[Mutation]) -> _Stage:
        if bugs not in self._stages:
            ordered = sorted(bugs, key=lambda each: each.first_line)
            source = apply_mutations(self._reference, ordered)
            found = candidates(source)
            repairs = {
                bug: _undoing(found, lines, apply_mutations(self._reference, tuple(bugs - {bug})))
                for bug, lines in zip(ordered, bug_lines(ordered), strict=True)
            }
            self._stages[bugs] = _Stage(self._quick.run(source).tests, found, repairs)
        return self._stages[bugs]


def _undoing(found: Sequence[Candidate], lines: range, target: str) -> frozenset[int]:
    """Return the places of the candidates that make the target, layout apart."""
    bare = _bare(target)
    alike = [
        place
        for place, each in enumerate(found)
        if lines.start - 1 <= each.line <= lines.stop and _bare(each.source) == bare
    ]
    tree = tree_of(target)
    return frozenset(place for place in alike if tree_of(found[place].source) == tree)


_LAYOUT = str.maketrans("", "", " \n\t()'\",")


def _bare(source: str) -> str:
    """A source without what may differ where its syntax tree does not."""
    return source.translate(_LAYOUT)
