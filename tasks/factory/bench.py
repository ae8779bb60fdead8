"""A program with all that is known of its possible bugs before any becomes a task."""

from __future__ import annotations

from dataclasses import dataclass

from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns
from tracefix_rl.tasks.operators import Mutation
from tracefix_rl.tasks.program import Program

TRIED = 180
"""Most bugs of a program that are tried, drawn by how often people make them."""


class ProgramError(Exception):
    """A program is not what tasks can be made of.

    Args:
        program: Which.
        reason: What is wrong.
        fix: What would make it right.
    """

    def __init__(self, program: Program, reason: str, fix: str) -> None:
        super().__init__(f"{program.domain}/{program.name}: {reason}; {fix}")
        self.program, self.reason, self.fix = program, reason, fix

    def __reduce__(self) -> tuple[type[ProgramError], tuple[Program, str, str]]:
        return (type(self), (self.program, self.reason, self.fix))


@dataclass(frozen=True, slots=True)
class Power:
    """How many of a program's bugs its tests tell from the reference.

    Args:
        mutations: Bugs that the operators can make.
        tried: Those of them that were drawn, and are counted below.
        hanging: Those of them with which a visible test does not end; they count no further.
        told: Those that some test tells, or some of the inputs that tests are made from.
        by_visible: How many of the told the visible tests catch.
        by_held_out: How many of the told the held-out tests catch.
    """

    mutations: int
    tried: int
    hanging: int
    told: int
    by_visible: int
    by_held_out: int

    @property
    def visible_share(self) -> float:
        """The share of the told that the visible tests catch, from 0 to 1."""
        return self.by_visible / max(1, self.told)

    @property
    def held_out_share(self) -> float:
        """The share of the told that the held-out tests catch, from 0 to 1."""
        return self.by_held_out / max(1, self.told)


@dataclass(frozen=True, slots=True)
class Possible:
    """A bug that could be made.

    Args:
        mutation: The bug.
        hangs: Whether a visible test does not end.
    """

    mutation: Mutation
    hangs: bool


@dataclass(frozen=True, slots=True)
class Bench:
    """What tasks are made from.

    Args:
        program: The program.
        held_out: Its held-out tests.
        possible: Its bugs, in the order in which they were drawn.
        quick: Runs its visible tests with little patience.
        power: What its tests catch.
    """

    program: Program
    held_out: Suite
    possible: tuple[Possible, ...]
    quick: QuickRuns
    power: Power
