"""Dividing tests into visible and held-out ones."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.tasks.factory.halves import divide

TESTS = st.integers(0, 12).map(lambda count: list(range(count)))


@given(TESTS, st.data(), st.integers())
def test_each_test_is_in_one_half_and_neither_is_empty(
    tests: list[int], data: st.DataObject, seed: int
) -> None:
    catching = data.draw(st.lists(st.sets(st.sampled_from(tests)), max_size=20)) if tests else []
    visible, held_out = divide(tests, catching, Random(seed))
    assert sorted([*visible, *held_out]) == tests
    assert len(tests) < 2 or (visible and held_out)
    assert (visible, held_out) == divide(tests, catching, Random(seed))


@given(st.integers(3, 12), st.data(), st.integers())
def test_one_bug_that_can_be_seen_in_both_halves_is(count: int, data: st.DataObject, seed: int) -> None:
    failing = data.draw(st.sets(st.integers(0, count - 1), min_size=2, max_size=count - 1))
    visible, held_out = divide(range(count), [failing], Random(seed))
    assert visible & failing
    assert held_out & failing
    assert visible - failing


@given(st.integers(0, 1000))
def test_most_of_many_bugs_are_seen_in_both_halves(seed: int) -> None:
    random = Random(seed)
    catching = [set(random.sample(range(12), 4)) for _ in range(60)]
    visible, held_out = divide(range(12), catching, Random(seed))
    both = sum(bool(each & visible and each & held_out) for each in catching)
    assert both >= 0.75 * len(catching)
    assert min(len(visible), len(held_out)) >= 3
