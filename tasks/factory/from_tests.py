"""Prepares a program that came with its tests: divides them, and finds its possible bugs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tracefix_rl.sandbox.limits import Module, Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns, hangs
from tracefix_rl.tasks.edits import edits_between, split_lines
from tracefix_rl.tasks.factory.bench import TRIED, Bench, Possible, Power, ProgramError
from tracefix_rl.tasks.factory.halves import divide
from tracefix_rl.tasks.factory.sieve import Sieve
from tracefix_rl.tasks.generator import draw_single
from tracefix_rl.tasks.importers.item import Flaw, Item, Unusable
from tracefix_rl.tasks.operators import Mutation, apply_mutations, mutations
from tracefix_rl.tasks.program import Program, Provenance
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.units.division import Unit, with_units

_SLOW = 10
"""Patience with tests that take longer than those of the library."""
_MOST_ATTEMPTS = 5
"""How often tests are divided before they are taken to depend on each other."""


def prepare_item(item: Item, seed: int, runners: Sequence[Runner]) -> tuple[Bench, tuple[Unusable, ...]]:
    """Divide an item's tests into visible and held-out ones, so that both catch as many bugs as possible.

    Tests that do not pass on the correct program each time, alone with their half, are left out.

    Args:
        item: The item; its bug is the only one, if it has one.
        seed: What is drawn depends on it.
        runners: Run its tests, each with another hash seed.

    Returns:
        What tasks can be made from, and the tests that are left out.

    Raises:
        ProgramError: If it cannot be used.
    """
    return _Preparation(item, seed, runners).run()


class _Preparation:
    def __init__(self, item: Item, seed: int, runners: Sequence[Runner]) -> None:
        self._item = item
        self._program = _program_of(item)
        self._runners = runners
        self._random = Random(f"{seed} {item.domain} {item.name}")
        self._sieve = Sieve(self._program, runners)

    def run(self) -> tuple[Bench, tuple[Unusable, ...]]:
        suite = self._program.visible
        for _ in range(_MOST_ATTEMPTS):
            suite = self._sieve.usable(suite)
            bench = self._divided(suite)
            failing = [
                name for half in (bench.program.visible, bench.held_out) for name in self._sieve.failing(half)
            ]
            if not failing:
                return bench, tuple(self._sieve.left_out)
            suite = self._sieve.without_dependent(suite, failing)
        raise self._error("its tests depend on each other", "let each prepare what it needs")

    def _divided(self, suite: Suite) -> Bench:
        names = self._sieve.names(suite)
        found, drawn, seen = self._bugs(suite)
        kills = [_catching(report, names) for report in seen]
        self._check_divisible(names, kills)
        visible, held_out = divide(list(names), [each for each in kills if each], self._random)
        program = replace(self._program, visible=replace(suite, text=with_units(suite.text, visible)))
        hanging = [hangs(report) for report in seen]
        power = Power(
            mutations=found,
            tried=len(drawn),
            hanging=sum(hanging),
            told=sum(map(bool, kills)),
            by_visible=sum(bool(each & visible) for each in kills),
            by_held_out=sum(bool(each & held_out) for each in kills),
        )
        return Bench(
            program=program,
            held_out=replace(suite, text=with_units(suite.text, held_out)),
            possible=tuple(map(Possible, drawn, hanging)),
            quick=self._quick(program.visible),
            power=power,
        )

    def _bugs(self, suite: Suite) -> tuple[int, list[Mutation], list[SuiteReport]]:
        """How many bugs there could be, those that are tried, and how the tests go with each."""
        if self._item.flaw is not None:
            mutation = _flaw_of(self._item, self._item.flaw)
            report = self._runners[0].run(self._item.flaw.source, suite)
            if report.load_error is not None:
                raise self._error("it does not load with its bug", "leave it out")
            return 1, [mutation], [report]
        found = self._mutations()
        drawn = list(itertools.islice(draw_single(found, self._random), TRIED))
        quick = self._quick(suite)
        sources = (apply_mutations(self._item.solution, [mutation]) for mutation in drawn)
        return len(found), drawn, [quick.run(source) for source in sources]

    def _mutations(self) -> Sequence[Mutation]:
        try:
            return mutations(self._item.solution)
        except ValueError as error:  # for instance tabs and spaces that only Python itself can tell apart
            raise self._error(f"the operators cannot read it ({error})", "indent it with spaces") from error

    def _quick(self, suite: Suite) -> QuickRuns:
        quick = QuickRuns(suite, self._runners[0])
        if quick.run(self._item.solution).all_passed:
            return quick
        return QuickRuns(suite, self._runners[0], patience=_SLOW)

    def _check_divisible(self, names: dict[Unit, tuple[str, ...]], kills: Sequence[set[Unit]]) -> None:
        """Say what no division could put right."""
        if len(names) < 2:
            raise self._error(
                "it has only one test, which cannot be both visible and held out", "add a second one"
            )
        if self._item.flaw is None:
            return
        (failing,) = kills
        if not failing:
            raise self._error("all its tests pass with the bug", "add one that fails")
        if len(failing) == 1:
            raise self._error(
                "only one of its tests fails with the bug, which cannot be both visible and held out",
                "add a second one",
            )
        if len(failing) == len(names):
            raise self._error(
                "no test passes with the bug, so that nothing can be broken", "add one that does"
            )

    def _error(self, reason: str, fix: str) -> ProgramError:
        return ProgramError(self._program, reason, fix)


def _program_of(item: Item) -> Program:
    """An item as a program, with all its tests."""
    support = tuple(Module(name, source) for name, source in sorted(item.support.items()))
    return Program(
        name=item.name,
        domain=item.domain,
        family=item.name,
        title=item.title,
        specification=item.specification,
        tags=frozenset(),
        source=item.solution,
        visible=Suite(item.tests, module=item.module, comparisons=None, support=support),
        inputs="",
        provenance=Provenance(item.origin, item.license),
    )


def _flaw_of(item: Item, flaw: Flaw) -> Mutation:
    """A flaw as one stretch of lines that takes the place of another."""
    edits = edits_between(item.solution, flaw.source)
    before, after = split_lines(item.solution), split_lines(flaw.source)
    first = min((edit.first_line for edit in edits), default=1)
    last = max((edit.last_line for edit in edits), default=0)
    return Mutation(
        operator=flaw.kind,
        family=flaw.family,
        first_line=first,
        last_line=last,
        old=tuple(before[first - 1 : last]),
        new=tuple(after[first - 1 : len(after) - (len(before) - last)]),
        description=f"{flaw.kind}, as it came with {item.origin}",
    )


def _catching(report: SuiteReport, names: dict[Unit, tuple[str, ...]]) -> set[Unit]:
    """The units that catch a bug; none if it keeps the program from loading, which makes no task."""
    if report.load_error is not None:
        return set()
    failed = {test.name for test in report.tests if test.verdict is not Verdict.PASSED}
    return {unit for unit, tests in names.items() if failed.intersection(tests)}
