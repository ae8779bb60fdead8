"""What a step is worth. Pure functions of suite reports and counts.

With Φ the potential, S the final score and β the progress weight:

- RUN_TESTS earns β (Φ now - Φ at the last run),
- the end of an episode earns S - β Φ at the last run, which repays what progress has earned,
- every step costs what `step_cost` says.

All of it telescopes: the return is S less the episode's cost, whatever way led there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from operator import add, attrgetter

from tracefix_rl.core.models import RewardMode
from tracefix_rl.sandbox.report import SuiteReport, Verdict

PROGRESS_WEIGHT = 0.3
"""β: how much of the way is paid before the end."""

FREE_STEPS = 8
"""Steps of an episode that cost nothing."""

STEP_COST = 0.002
"""Cost of each further step."""

INVALID_ACTION_COST = 0.01
"""Cost of an action that could not be carried out, on any step."""

MAX_EPISODE_COST = 0.15
"""Most that all steps of an episode cost together."""

RESOLVED_SCORE = 0.98
"""Final score if and only if every visible and held-out test passes."""

LOWEST_SCORE = 0.01
"""Final score of a source that is no better than the original."""

PARTIAL_WEIGHT = 0.48
"""What a full potential adds to the lowest score when the task is not resolved."""

LOWEST_RETURN = LOWEST_SCORE - MAX_EPISODE_COST
"""The least an episode can return."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the tests said of the original source. Potentials are measured against it.

    Args:
        failing: Tests that did not pass, each as its suite's position and its name.
        passing: Those that passed.
    """

    failing: frozenset[tuple[int, str]]
    passing: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, *reports: SuiteReport) -> Baseline:
        """Read it off one report for each suite."""
        passing = _passing(reports)
        known = frozenset((suite, test.name) for suite, report in enumerate(reports) for test in report.tests)
        return cls(failing=known - passing, passing=passing)


def potential(baseline: Baseline, *reports: SuiteReport) -> float:
    """Tell how far a source is repaired.

    Args:
        baseline: What the same suites, in the same order, said of the original.
        reports: What they say now.

    Returns:
        Φ in [0, 1]: the share of failing tests that now pass, less the share of passing tests that are
        now broken. 0 for a source that does not load, and for the original.
    """
    if any(report.load_error is not None for report in reports):
        return 0.0
    passing = _passing(reports)
    repaired = len(baseline.failing & passing) / max(1, len(baseline.failing))
    broken = len(baseline.passing - passing) / max(1, len(baseline.passing))
    return min(1.0, max(0.0, repaired - broken))


def resolved(baseline: Baseline, *reports: SuiteReport) -> bool:
    """Tell whether every test passes, among them every one that the baseline knows.

    The second part matters where a suite draws its cases from the module under test: a source
    cannot pass by having fewer of them.
    """
    known = baseline.failing | baseline.passing
    return all(report.all_passed for report in reports) and known <= _passing(reports)


def final_score(baseline: Baseline, *reports: SuiteReport) -> float:
    """Return S of a source, from its reports on the visible and the held-out suite."""
    if resolved(baseline, *reports):
        return RESOLVED_SCORE
    return LOWEST_SCORE + PARTIAL_WEIGHT * potential(baseline, *reports)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A reward in its parts, each with its sign; their sum is the reward.

    Args:
        progress: β times the change of the potential since the last run.
        repaid: Less β times the potential at the last run, when the episode ends.
        outcome: The final score when the episode ends; in `binary` mode 1 if resolved, else 0.
        step_cost: Less the cost of the step.
        invalid_action_cost: Less the cost of an action that could not be carried out.
    """

    progress: float = 0.0
    repaid: float = 0.0
    outcome: float = 0.0
    step_cost: float = 0.0
    invalid_action_cost: float = 0.0

    @property
    def total(self) -> float:
        """The reward."""
        return sum(_values(self))

    @property
    def cost(self) -> float:
        """What was charged, as a positive number."""
        return -(self.step_cost + self.invalid_action_cost)

    def parts(self) -> dict[str, float]:
        """Return the parts by name."""
        return dict(zip(PARTS, _values(self), strict=True))

    def __add__(self, other: Breakdown) -> Breakdown:
        """Add part by part."""
        return Breakdown(*map(add, _values(self), _values(other)))


PARTS = tuple(field.name for field in fields(Breakdown))
"""Names of a breakdown's parts."""

_values: Callable[[Breakdown], tuple[float, ...]] = attrgetter(*PARTS)


def progress(before: float, now: float) -> Breakdown:
    """Pay for a test run, given the potential at the last run and at this one."""
    return Breakdown(progress=PROGRESS_WEIGHT * (now - before))


def settlement(score: float, last: float) -> Breakdown:
    """Pay the final score at the end, and take back what progress up to the last run was paid."""
    # Subtracted from zero, here and below, because -0.0 would look odd in a log.
    return Breakdown(outcome=score, repaid=0.0 - PROGRESS_WEIGHT * last)


def step_cost(step: int, *, invalid: bool, charged: float) -> Breakdown:
    """Charge for a step.

    Args:
        step: Its number, counted from 1.
        invalid: Whether its action could not be carried out.
        charged: What the episode's earlier steps were charged.
    """
    left = max(0.0, MAX_EPISODE_COST - charged)
    time = min(left, STEP_COST if step > FREE_STEPS else 0.0)
    mistake = min(left - time, INVALID_ACTION_COST if invalid else 0.0)
    return Breakdown(step_cost=0.0 - time, invalid_action_cost=0.0 - mistake)


def paid(mode: RewardMode, earned: Breakdown, earned_before: Breakdown, *, score: float | None) -> Breakdown:
    """Spread the return over the steps as the mode wants it.

    Args:
        mode: The mode.
        earned: What this step earned.
        earned_before: What all earlier steps earned.
        score: The final score if this step ends the episode, else `None`.

    Returns:
        What this step pays.
    """
    if mode is RewardMode.SHAPED:
        return earned
    if score is None:
        return Breakdown()
    if mode is RewardMode.TERMINAL:
        return earned_before + earned
    return Breakdown(outcome=1.0 if score == RESOLVED_SCORE else 0.0)


def _passing(reports: tuple[SuiteReport, ...]) -> frozenset[tuple[int, str]]:
    return frozenset(
        (suite, test.name)
        for suite, report in enumerate(reports)
        for test in report.tests
        if test.verdict is Verdict.PASSED
    )
