"""Makes the tasks of one program."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.difficulty.features import Features, bug_lines, features
from tracefix_rl.tasks.difficulty.panel import Effort, Panel
from tracefix_rl.tasks.factory.bench import Bench
from tracefix_rl.tasks.gate import Distinct, Refusal, RefusalReason, Replay, check_hanging, check_task
from tracefix_rl.tasks.generator import draw_combined
from tracefix_rl.tasks.operators import Mutation, apply_mutations
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.running import Rotation, Runner
from tracefix_rl.tasks.splits import split_of
from tracefix_rl.tasks.task import Bug, Task, Tier

QUOTAS = {1: 54, 2: 18, 3: 8}
"""Most tasks of a program with so many bugs each."""
HANGING = 2
"""Most tasks of a program with tests that do not end."""
_HASTE = 0.2
"""The part of a test's time after which a candidate is taken to hang."""
_TRIES = 4
"""Combinations that are tried for each that is wanted."""


@dataclass(frozen=True, slots=True)
class Made:
    """A task as edits of its program, with what was measured of it.

    Args:
        task_id: Its id.
        mutations: Its bugs.
        effort: What it cost the panel.
        features: What else makes it easy or hard.
    """

    task_id: str
    mutations: tuple[Mutation, ...]
    effort: Effort
    features: Features


@dataclass(slots=True)
class Production:
    """The tasks of a program, and what became of the other candidates.

    Args:
        made: The tasks, in the order in which they were drawn.
        refused: How many candidates were refused, by reason.
        example: The first refusal, in words; empty if there was none.
    """

    made: list[Made] = field(default_factory=list)
    refused: Counter[RefusalReason] = field(default_factory=Counter)
    example: str = ""


def produce(
    bench: Bench,
    seed: int,
    runners: Sequence[Runner],
    replay: Replay | None = None,
    quotas: Mapping[int, int] | None = None,
) -> Production:
    """Make the tasks of a program: single bugs first, then combinations of those that became tasks.

    Args:
        bench: The program, prepared.
        seed: What is drawn depends on it.
        runners: Run the suites, each with another hash seed.
        replay: Plays each task's repair.
        quotas: Most tasks with so many bugs each; `QUOTAS` by default.
    """
    random = Random(f"{seed} {bench.program.name}")
    return _Line(bench, runners, replay).run(random, quotas or QUOTAS)


class _Hasty:
    """Runs suites with less patience, if the reference needs no more: a candidate that hangs costs little.

    Args:
        runner: Runs them.
        bench: Whose suites they are.
    """

    def __init__(self, runner: Runner, bench: Bench) -> None:
        self._runner = runner
        self._share = _HASTE
        suites = (bench.program.visible, bench.held_out)
        if not all(self.run(bench.program.source, suite).all_passed for suite in suites):
            self._share = 1.0

    def run(self, source: str, suite: Suite) -> SuiteReport:
        """Run a suite against a source."""
        limits = replace(suite.limits, test_cpu_s=suite.limits.test_cpu_s * self._share)
        return self._runner.run(source, replace(suite, limits=limits))


class _Line:
    """Takes candidates one after the other."""

    def __init__(self, bench: Bench, runners: Sequence[Runner], replay: Replay | None) -> None:
        self._bench = bench
        self._first = runners[0]
        self._hasty = _Hasty(self._first, bench)
        self._runner = Rotation(runners)
        self._replay = replay
        self._panel = Panel(bench.program.source, bench.program.visible, bench.quick)
        self._distinct = Distinct()
        self._hanging = 0
        self._done = Production()

    def run(self, random: Random, quotas: Mapping[int, int]) -> Production:
        hanging = {each.mutation for each in self._bench.possible if each.hangs}
        accepted = self._take(((each.mutation,) for each in self._bench.possible), quotas[1])
        seen = [mutation for (mutation,) in accepted if mutation not in hanging]
        for size in (2, 3):
            combinations = draw_combined(seen, size, self._bench.program.source, random)
            self._take(itertools.islice(combinations, quotas[size] * _TRIES), quotas[size])
        return self._done

    def _take(self, candidates: Iterable[tuple[Mutation, ...]], quota: int) -> list[tuple[Mutation, ...]]:
        """Try candidates until there are enough tasks; return their mutations."""
        accepted: list[tuple[Mutation, ...]] = []
        for mutations in candidates:
            if len(accepted) == quota:
                break
            refusals = self._try(mutations)
            self._done.refused.update({refusal.reason for refusal in refusals})
            if not refusals:
                accepted.append(mutations)
            elif not self._done.example:
                self._done.example = "; ".join(refusal.detail for refusal in refusals)
        return accepted

    def _try(self, mutations: tuple[Mutation, ...]) -> list[Refusal]:
        """Make a task of a candidate, or say what keeps it from being one."""
        task = task_of(self._bench.program, self._bench.held_out, mutations)
        try:
            reports = [self._hasty.run(task.source, suite) for suite in (task.visible, task.held_out)]
            hangs = _hangs(reports)
            if hangs and self._hanging == HANGING:
                detail = f"{HANGING} tasks of the program have tests that do not end"
                return [Refusal(RefusalReason.HANGS, detail)]
            too_many = [refusal for report in reports for refusal in check_hanging(report)]
            if too_many:
                return too_many
            if hangs:
                reports = [self._first.run(task.source, suite) for suite in (task.visible, task.held_out)]
        except SuiteError as error:
            return [Refusal(RefusalReason.SUITE_UNUSABLE, str(error))]
        refusals = list(self._distinct.refusals(task.source, reports))
        if not refusals:
            alone = (
                [apply_mutations(task.solution, [each]) for each in mutations] if len(mutations) > 1 else []
            )
            refusals = check_task(task, self._runner, alone=alone, replay=self._replay)
        if not refusals:
            self._hanging += hangs
            self._distinct.add(task.id, task.source, reports)
            self._done.made.append(self._measured(task, mutations, reports[0]))
        return refusals

    def _measured(self, task: Task, mutations: tuple[Mutation, ...], visible: SuiteReport) -> Made:
        return Made(
            task.id,
            mutations,
            self._panel.effort(mutations),
            features(task.source, visible, bug_lines(mutations)),
        )


def task_of(program: Program, held_out: Suite, mutations: Sequence[Mutation]) -> Task:
    """Return the task that mutations make of a program; its tier is not known before all are measured.

    Args:
        program: The program.
        held_out: Its held-out tests.
        mutations: The bugs.

    Raises:
        ValueError: If the mutations do not fit the program or each other.
    """
    return Task(
        name=None,
        program=program.name,
        title=program.title,
        specification=program.specification,
        tier=Tier.MEDIUM,
        split=split_of(program.family),
        source=apply_mutations(program.source, mutations),
        solution=program.source,
        visible=program.visible,
        held_out=held_out,
        bugs=tuple(Bug(each.family, each.operator, each.description) for each in mutations),
    )


def _hangs(reports: Sequence[SuiteReport]) -> bool:
    return any(test.verdict is Verdict.TIMEOUT for report in reports for test in report.tests)
