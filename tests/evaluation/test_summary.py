"""What a summary counts, and what it leaves out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tracefix_rl.evaluation.summary import Sample, summarize

WON = Sample("t-1", "easy", False, True, 0.98, 0.9, 10, 1.0, 100, 1.0)
LOST = replace(WON, resolved=False, score=0.01, episode_return=-0.1, precision=None)
BROKEN = replace(LOST, failed=True, score=0.0)


def test_tiers_stand_in_their_order_and_the_total_last() -> None:
    samples = [replace(WON, task_id=tier, tier=tier) for tier in ("hard", "easy", "medium")]
    assert [row.name for row in summarize(samples).rows] == ["easy", "medium", "hard", "all"]


def test_failures_are_counted_apart() -> None:
    total = summarize([WON, BROKEN, replace(BROKEN, task_id="t-2")]).total
    assert (total.tasks, total.episodes, total.failed, total.resolved) == (1, 1, 2, 1)
    assert total.score is not None
    assert total.score.value == 0.98


def test_a_task_counts_once_however_often_it_was_tried() -> None:
    samples = [WON, *[replace(LOST, task_id="t-2")] * 3]
    total = summarize(samples).total
    assert total.pass_at[1] is not None
    assert total.pass_at[1].value == 0.5
    assert total.resolved == 1
    assert total.episodes == 4


def test_pass_at_the_number_of_attempts_is_any_success() -> None:
    summary = summarize([WON, LOST, LOST, replace(LOST, task_id="t-2"), *[replace(LOST, task_id="t-2")] * 2])
    assert summary.attempts == 3
    one, three = summary.total.pass_at[1], summary.total.pass_at[3]
    assert one is not None
    assert three is not None
    assert one.value == pytest.approx(1 / 6)
    assert three.value == 0.5


def test_tasks_with_too_few_attempts_do_not_count_for_pass_at_k() -> None:
    summary = summarize([WON, LOST, replace(LOST, task_id="t-2")])
    assert summary.total.pass_at[2] is not None
    assert summary.total.pass_at[2].value == 1.0


def test_precision_is_of_episodes_that_changed_something() -> None:
    total = summarize([WON, replace(LOST, task_id="t-2")]).total
    assert total.precision is not None
    assert total.precision.value == 1.0


def test_nothing_played_is_a_summary_too() -> None:
    total = summarize([]).total
    assert (total.episodes, total.failed, total.score, total.pass_at) == (0, 0, None, {1: None})


def test_only_failures_is_a_summary_too() -> None:
    summary = summarize([BROKEN])
    assert [row.name for row in summary.rows] == ["easy", "all"]
    assert summary.total.failed == 1
    assert summary.total.score is None
