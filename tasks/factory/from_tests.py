"""Prepares a program that came with its tests: divides them, and finds its possible bugs."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import LimitsError, Module, Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns, hangs
from tracefix_rl.tasks.edits import edits_between, split_lines
from tracefix_rl.tasks.factory.bench import TRIED, Bench, Possible, Power, ProgramError
from tracefix_rl.tasks.factory.halves import divide
from tracefix_rl.tasks.generator import draw_single
from tracefix_rl.tasks.importers.item import Flaw, Item, Unusable
from tracefix_rl.tasks.operators import Mutation, apply_mutations, mutations
from tracefix_rl.tasks.program import Program, Provenance
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.units.division import Unit, names_by_unit, units, with_units
from tracefix_rl.tasks.units.part import UnitsError

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
        self._left_out: list[Unusable] = []
        self._tests: dict[str, list[str]] = {}

    def run(self) -> tuple[Bench, tuple[Unusable, ...]]:
        suite = self._program.visible
        for _ in range(_MOST_ATTEMPTS):
            suite = self._usable(suite)
            bench = self._divided(suite)
            failing = [
                name for half in (bench.program.visible, bench.held_out) for name in self._failing(half)
            ]
            if not failing:
                return bench, tuple(self._left_out)
            whys = dict.fromkeys(failing, "passes only after other tests")
            suite = self._without(suite, self._units_named(suite, whys))
        raise self._error("its tests depend on each other", "let each prepare what it needs")

    def _usable(self, suite: Suite) -> Suite:
        """The tests that pass on the correct program, each time; with the comparisons that they need."""
        while failing := self._failing(suite):
            suite = self._without(suite, self._units_with(suite, failing))
        made = {name for runner in self._runners for name in self._run(runner, suite).comparisons}
        return replace(suite, comparisons=frozenset(made))

    def _failing(self, suite: Suite) -> dict[str, str]:
        """The tests that do not pass on the correct program, and why, in the first run that has any."""
        for runner in self._runners:
            report = self._run(runner, suite)
            if report.load_error is not None:
                why = report.load_error.strip().splitlines()[-1]
                raise self._error(f"it does not load: {why}", "see docs/sandbox.md for what can")
            failed = [test for test in report.tests if test.verdict is not Verdict.PASSED]
            if failed:
                return {
                    test.name: f"fails on the correct program: {_in_short(test.message)}" for test in failed
                }
        return {}

    def _run(self, runner: Runner, suite: Suite) -> SuiteReport:
        try:
            report = runner.run(self._item.solution, suite)
        except (SuiteError, LimitsError) as error:
            raise self._error(f"its tests cannot be used: {error}", "correct them") from None
        self._tests[suite.text] = [test.name for test in report.tests]
        return report

    def _without(self, suite: Suite, dropped: dict[Unit, str]) -> Suite:
        self._left_out += [Unusable(unit.name, why) for unit, why in dropped.items()]
        kept = [unit for unit in self._units(suite) if unit not in dropped]
        if not kept:
            raise self._error("no test can be used", f"for example, {next(iter(dropped.values()))}")
        return replace(suite, text=with_units(suite.text, kept))

    def _units(self, suite: Suite) -> tuple[Unit, ...]:
        try:
            return units(suite.text)
        except UnitsError as error:
            raise self._error(f"its tests cannot be divided: {error}", "correct them") from None

    def _units_with(self, suite: Suite, tests: dict[str, str]) -> dict[Unit, str]:
        """The units that have some of these tests."""
        found = {
            unit: tests[name] for unit, names in self._names(suite).items() for name in names if name in tests
        }
        if not found:
            raise self._error(f"{next(iter(tests))} {next(iter(tests.values()))}", "correct or remove it")
        return found

    def _units_named(self, suite: Suite, tests: dict[str, str]) -> dict[Unit, str]:
        """The units that have tests which, as parts of one half, may have other ids."""
        starts = {name.partition("[")[0]: why for name, why in tests.items()}
        return {
            unit: starts[start]
            for unit in self._units(suite)
            if (start := unit.name.partition("#")[0]) in starts
        }

    def _names(self, suite: Suite) -> dict[Unit, tuple[str, ...]]:
        """The tests of each unit of a suite that was run."""
        try:
            return names_by_unit(suite.text, self._tests[suite.text])
        except UnitsError as error:
            raise self._error(f"its tests cannot be divided: {error}", "correct them") from None

    def _divided(self, suite: Suite) -> Bench:
        names = self._names(suite)
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
        found = mutations(self._item.solution)
        drawn = list(itertools.islice(draw_single(found, self._random), TRIED))
        quick = self._quick(suite)
        sources = (apply_mutations(self._item.solution, [mutation]) for mutation in drawn)
        return len(found), drawn, [quick.run(source) for source in sources]

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


def _in_short(message: str) -> str:
    """The line of a failure that says what happened: the first after the line of the test."""
    lines = [line for line in message.strip().splitlines() if not line.startswith(">")]
    return lines[0] if lines else "it does not pass"
