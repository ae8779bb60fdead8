"""Finds the tests of an item that can be used: those that pass on the correct program, each time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import LimitsError, Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.factory.bench import ProgramError
from tracefix_rl.tasks.importers.item import Unusable
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.running import Runner
from tracefix_rl.tasks.units import Unit, UnitsError, names_by_unit, units, with_units


class Sieve:
    """Takes out of a program's tests what does not pass on it, and remembers what that was.

    Args:
        program: The program.
        runners: Run its tests, each with another hash seed.

    Raises:
        ProgramError: From any method, if nothing is left or the tests cannot be used at all.
    """

    def __init__(self, program: Program, runners: Sequence[Runner]) -> None:
        self.left_out: list[Unusable] = []
        """Tests that were taken out, with reasons."""
        self._program = program
        self._runners = runners
        self._tests: dict[str, list[str]] = {}

    def usable(self, suite: Suite) -> Suite:
        """Return a suite of the tests that pass each time, with the comparisons that they need."""
        while failing := self.failing(suite):
            suite = self._without(suite, self._units_with(suite, failing))
        made = {name for runner in self._runners for name in self._run(runner, suite).comparisons}
        return replace(suite, comparisons=frozenset(made))

    def failing(self, suite: Suite) -> dict[str, str]:
        """Return the tests that do not pass, and why, of the first run that has any."""
        for runner in self._runners:
            report = self._run(runner, suite)
            if report.load_error is not None:
                why = report.load_error.strip().splitlines()[-1]
                raise ProgramError(
                    self._program, f"it does not load: {why}", "see docs/sandbox.md for what can"
                )
            failed = [test for test in report.tests if test.verdict is not Verdict.PASSED]
            if failed:
                return {
                    test.name: f"fails on the correct program: {_in_short(test.message)}" for test in failed
                }
        return {}

    def _run(self, runner: Runner, suite: Suite) -> SuiteReport:
        try:
            report = runner.run(self._program.source, suite)
        except (SuiteError, LimitsError) as error:
            raise ProgramError(self._program, f"its tests cannot be used: {error}", "correct them") from None
        self._tests[suite.text] = [test.name for test in report.tests]
        return report

    def without_dependent(self, suite: Suite, failing: Collection[str]) -> Suite:
        """Return a suite without tests that pass only after others: they failed as parts of one half."""
        whys = dict.fromkeys(failing, "passes only after other tests")
        return self._without(suite, self._units_named(suite, whys))

    def _without(self, suite: Suite, dropped: dict[Unit, str]) -> Suite:
        self.left_out += [Unusable(unit.name, why) for unit, why in dropped.items()]
        kept = [unit for unit in self._units(suite) if unit not in dropped]
        if not kept:
            raise ProgramError(
                self._program, "no test can be used", f"for example, {next(iter(dropped.values()))}"
            )
        return replace(suite, text=with_units(suite.text, kept))

    def _units(self, suite: Suite) -> tuple[Unit, ...]:
        try:
            return units(suite.text)
        except UnitsError as error:
            raise ProgramError(
                self._program, f"its tests cannot be divided: {error}", "correct them"
            ) from None

    def _units_with(self, suite: Suite, tests: dict[str, str]) -> dict[Unit, str]:
        """The units that have some of these tests."""
        found = {
            unit: tests[name] for unit, names in self.names(suite).items() for name in names if name in tests
        }
        if not found:
            raise ProgramError(
                self._program, f"{next(iter(tests))} {next(iter(tests.values()))}", "correct or remove it"
            )
        return found

    def _units_named(self, suite: Suite, tests: dict[str, str]) -> dict[Unit, str]:
        """The units that have tests which, as parts of one half, may have other ids."""
        starts = {name.partition("[")[0]: why for name, why in tests.items()}
        return {
            unit: starts[start]
            for unit in self._units(suite)
            if (start := unit.name.partition("#")[0]) in starts
        }

    def names(self, suite: Suite) -> dict[Unit, tuple[str, ...]]:
        """Return the tests of each unit of a suite that was run."""
        try:
            return names_by_unit(suite.text, self._tests[suite.text])
        except UnitsError as error:
            raise ProgramError(
                self._program, f"its tests cannot be divided: {error}", "correct them"
            ) from None


def _in_short(message: str) -> str:
    """The line of a failure that says what happened: the first after the line of the test."""
    lines = [line for line in message.strip().splitlines() if not line.startswith(">")]
    return lines[0] if lines else "it does not pass"
