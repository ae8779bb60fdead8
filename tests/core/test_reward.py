"""The reward's formulae, as properties of any reports."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.core import reward
from tracefix_rl.core.models import RewardMode
from tracefix_rl.core.reward import Baseline, Breakdown
from tracefix_rl.sandbox.report import SuiteReport, TestReport, Verdict

TOLERANCE = 1e-9


def report(*verdicts: Verdict, load_error: str | None = None) -> SuiteReport:
    tests = tuple(TestReport(f"test_{number}", verdict) for number, verdict in enumerate(verdicts))
    return SuiteReport(tests, load_error=load_error)


PASSED, FAILED = Verdict.PASSED, Verdict.FAILED
reports = st.builds(
    lambda verdicts, load_error: report(*verdicts, load_error=load_error),
    st.lists(st.sampled_from(Verdict), max_size=6),
    st.sampled_from((None, None, None, "it does not load")),
)


def test_potential_is_the_share_repaired_less_the_share_broken() -> None:
    original = report(FAILED, FAILED, PASSED, PASSED, PASSED, PASSED)
    baseline = Baseline.of(original)
    assert reward.potential(baseline, original) == 0
    assert reward.potential(baseline, report(PASSED, FAILED, PASSED, PASSED, PASSED, PASSED)) == 0.5
    assert reward.potential(baseline, report(PASSED, PASSED, PASSED, PASSED, PASSED, FAILED)) == 0.75
    assert reward.potential(baseline, report(FAILED, FAILED, FAILED, PASSED, PASSED, PASSED)) == 0
    assert reward.potential(baseline, report(*[PASSED] * 6)) == 1
    assert reward.potential(baseline, report(*[PASSED] * 6, load_error="no")) == 0


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict is not PASSED])
def test_only_passed_counts(verdict: Verdict) -> None:
    baseline = Baseline.of(report(verdict, PASSED))
    assert reward.potential(baseline, report(verdict, PASSED)) == 0
    assert reward.potential(baseline, report(PASSED, PASSED)) == 1
    assert reward.final_score(baseline, report(PASSED, verdict)) == reward.LOWEST_SCORE


def test_suites_are_told_apart_even_where_their_tests_have_the_same_names() -> None:
    baseline = Baseline.of(report(FAILED), report(PASSED))
    assert reward.potential(baseline, report(PASSED), report(FAILED)) == 0
    assert reward.potential(baseline, report(PASSED), report(PASSED)) == 1


def test_a_test_that_vanished_does_not_pass() -> None:
    baseline = Baseline.of(report(FAILED, FAILED), report(PASSED))
    assert not reward.resolved(baseline, report(PASSED), report(PASSED))
    assert reward.final_score(baseline, report(PASSED), report(PASSED)) == 0.01 + 0.48 * 0.5


@given(st.lists(reports, min_size=2, max_size=2), st.lists(reports, min_size=2, max_size=2))
def test_potential_and_score_stay_in_range_whatever_the_reports(
    original: list[SuiteReport], now: list[SuiteReport]
) -> None:
    baseline = Baseline.of(*original)
    assert 0 <= reward.potential(baseline, *now) <= 1
    assert reward.potential(baseline, *original) == 0
    score = reward.final_score(baseline, *now)
    known = {(suite, test.name) for suite, each in enumerate(original) for test in each.tests}
    passing = {
        (suite, test.name) for suite, each in enumerate(now) for test in each.tests if test.verdict == PASSED
    }
    every_test_passes = all(each.all_passed for each in now) and known <= passing
    assert (score == 0.98) == every_test_passes
    assert score == 0.98 or 0.01 <= score < 0.5


@given(st.lists(st.booleans(), max_size=200))
def test_costs_are_those_of_the_design_and_end_at_the_cap(mistakes: list[bool]) -> None:
    charged = Breakdown()
    for step, invalid in enumerate(mistakes, start=1):
        charged += reward.step_cost(step, invalid=invalid, charged=charged.cost)
    uncapped = 0.002 * max(0, len(mistakes) - 8) + 0.01 * sum(mistakes)
    assert charged.cost == pytest.approx(min(uncapped, 0.15))
    assert charged.total == pytest.approx(-charged.cost)


@given(
    potentials=st.lists(st.floats(0, 1), max_size=8),
    mistakes=st.lists(st.booleans(), min_size=8, max_size=8),
    score=st.sampled_from((0.01, 0.25, 0.98)),
    mode=st.sampled_from(RewardMode),
)
def test_every_mode_pays_the_same_return_in_its_own_way(
    potentials: list[float], mistakes: list[bool], score: float, mode: RewardMode
) -> None:
    earned, paid, last = Breakdown(), [], 0.0
    for step, (now, invalid) in enumerate(zip(potentials, mistakes, strict=False), start=1):
        this = reward.progress(last, now) + reward.step_cost(step, invalid=invalid, charged=earned.cost)
        paid.append(reward.paid(mode, this, earned, score=None))
        earned, last = earned + this, now
    end = reward.settlement(score, last)
    paid.append(reward.paid(mode, end, earned, score=score))
    total = sum(each.total for each in paid)
    if mode is RewardMode.BINARY:
        assert total == (score == 0.98)
    else:
        assert total == pytest.approx(score - earned.cost, abs=TOLERANCE)
    if mode is not RewardMode.SHAPED:
        assert paid[-1].total == total
    for each in paid:
        assert sum(each.parts().values()) == each.total
