"""What each built-in policy scores on real tasks, through public actions only."""

from __future__ import annotations

import pytest
from playing import Play

from tracefix_rl.core.models import ActionType
from tracefix_rl.policies.noop import NoopPolicy
from tracefix_rl.policies.oracle import OraclePolicy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.search import SearchPolicy
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.tasks.curation import read_curated
from tracefix_rl.trajectories.record import Outcome

NAMED = sorted(Catalog.shipped().named())
NAMES = [str(task.name) for task in read_curated().tasks]


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_gets_the_maximum_and_noop_the_minimum(play: Play, name: str) -> None:
    best = play(OraclePolicy(Catalog.shipped().find), name)
    assert (best.result.outcome, best.result.final_score) == (Outcome.SUBMITTED, 0.98)
    assert best.actions[-1] == ActionType.SUBMIT
    nothing = play(NoopPolicy(), name)
    assert (nothing.actions, nothing.result.final_score) == ([ActionType.SUBMIT], 0.01)


def test_the_oracle_says_so_when_it_does_not_know_a_task(play: Play) -> None:
    def find(key: str) -> None:
        raise LookupError(key)

    record = play(OraclePolicy(find), NAMED[0])  # type: ignore[arg-type]
    assert record.result.outcome is Outcome.POLICY_ERROR
    assert "play another policy" in str(record.result.error)


@pytest.mark.parametrize("name", NAMED)
def test_search_resolves_the_named_tasks(play: Play, name: str) -> None:
    record = play(SearchPolicy(), name)
    assert record.result.resolved
    assert set(record.actions) <= {ActionType.RUN_TESTS, ActionType.REPLACE_LINES, ActionType.SUBMIT}


def test_search_resolves_a_good_part_of_all_tasks(play: Play) -> None:
    some = NAMES[::5]
    resolved = [name for name in some if play(SearchPolicy(), name).result.resolved]
    assert len(resolved) >= len(some) // 3


def test_search_repairs_two_bugs_one_after_the_other(play: Play) -> None:
    record = play(SearchPolicy(seed=1), "rate_limiter_two_slips")
    passed = [sum(test.passed for test in step.observation.test_results) for step in record.steps]
    assert len(set(passed)) > 2


def test_search_makes_no_invalid_action_and_ends_with_the_best_source_it_saw(play: Play) -> None:
    record = play(SearchPolicy(), "csv_line_drops_statement", max_steps=12)
    assert [step.error for step in record.steps] == [None] * len(record.steps)
    assert record.result.outcome is Outcome.SUBMITTED
    runs = [step.observation.test_results for step in record.steps if step.action.action_type == "RUN_TESTS"]
    last = record.steps[-1].observation.test_results
    assert sum(test.passed for test in last) >= max(sum(test.passed for test in run) for run in runs)


@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
def test_search_submits_before_the_steps_run_out(play: Play, steps: int) -> None:
    record = play(SearchPolicy(), "csv_line_drops_statement", max_steps=steps)
    assert record.result.steps <= steps
    assert record.result.outcome is (Outcome.SUBMITTED if steps > 1 else Outcome.STEP_LIMIT)


@pytest.mark.parametrize("policy", [SearchPolicy, RandomPolicy])
def test_the_same_seed_gives_the_same_actions(play: Play, policy: type[SearchPolicy | RandomPolicy]) -> None:
    first, second = (play(policy(7), "merge_intervals_shrinks_end", max_steps=12) for _ in range(2))
    assert [step.action for step in first.steps] == [step.action for step in second.steps]
    assert first.result.rewards == second.result.rewards


def test_another_seed_gives_other_actions(play: Play) -> None:
    first, second = (play(RandomPolicy(seed), "merge_intervals_shrinks_end").actions for seed in (1, 2))
    assert first != second


def test_a_policy_begins_anew_with_every_episode(play: Play) -> None:
    policy = SearchPolicy()
    assert [play(policy, name).result.resolved for name in (*NAMED, NAMED[0])] == [True] * 4
