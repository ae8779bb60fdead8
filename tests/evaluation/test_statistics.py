"""Estimates: pass@k without bias, and intervals that cover."""

from __future__ import annotations

import itertools
from random import Random
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.evaluation.statistics import estimate, pass_at_k


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_pass_at_k_is_the_share_of_all_choices_of_k_with_a_success(
    outcomes: list[bool], data: st.DataObject
) -> None:
    k = data.draw(st.integers(1, len(outcomes)))
    choices = [any(choice) for choice in itertools.combinations(outcomes, k)]
    assert pass_at_k(len(outcomes), sum(outcomes), k) == pytest.approx(fmean(choices))


@pytest.mark.parametrize(
    ("attempts", "resolved", "k"), [(2, 1, 3), (2, 3, 1), (2, 1, 0), (0, 0, 1), (2, -1, 1)]
)
def test_what_cannot_be_told_is_refused(attempts: int, resolved: int, k: int) -> None:
    with pytest.raises(ValueError, match="cannot be told"):
        pass_at_k(attempts, resolved, k)


def test_intervals_cover_the_truth_about_as_often_as_they_say() -> None:
    random = Random(5)
    covered = 0
    for seed in range(200):
        found = estimate([float(random.random() < 0.3) for _ in range(80)], seed=seed)
        assert found is not None
        covered += found.low <= 0.3 <= found.high
    assert 176 <= covered <= 200


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_mean_lies_in_its_interval(samples: list[float]) -> None:
    found = estimate(samples)
    assert found is not None
    assert found.low - 1e-9 <= found.value <= found.high + 1e-9
    assert found == estimate(samples)


def test_nothing_has_no_estimate() -> None:
    assert estimate([]) is None
