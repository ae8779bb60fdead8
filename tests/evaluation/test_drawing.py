"""Which tasks a run plays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.evaluation.drawing import DrawError, draw
from tracefix_rl.evaluation.job import assignments
from tracefix_rl.evaluation.lists import LocalTasks
from tracefix_rl.tasks import Catalog, Split, Tier


class Numbered:
    """So many tasks of each tier, in one split."""

    def __init__(self, **counts: int) -> None:
        self._counts = counts

    def ids(self, split: Split, tier: Tier) -> Sequence[str]:
        count = self._counts.get(tier.value, 0) if split is Split.EVAL else 0
        return [f"{tier}-{number}" for number in range(count)]

    def check(self, keys: Iterable[str]) -> list[str]:
        return list(keys)


def drawn(
    tasks: Numbered, count: int | None, seed: int = 0, tiers: Sequence[Tier] = tuple(Tier)
) -> list[str]:
    return draw(tasks, split=Split.EVAL, tiers=tiers, count=count, seed=seed)


@given(st.integers(0, 9), st.integers(1, 9), st.integers(0, 9), st.integers(0, 3), st.data())
def test_tasks_are_drawn_once_and_evenly(
    easy: int, medium: int, hard: int, seed: int, data: st.DataObject
) -> None:
    tasks = Numbered(easy=easy, medium=medium, hard=hard)
    count = data.draw(st.integers(1, easy + medium + hard))
    found = drawn(tasks, count, seed)
    assert len(found) == len(set(found)) == count
    taken = {tier: sum(each.startswith(tier) for each in found) for tier in Tier}
    there = {Tier.EASY: easy, Tier.MEDIUM: medium, Tier.HARD: hard}
    assert all(
        taken[one] >= min(there[one], taken[other] - 1) for one in Tier for other in Tier if one is not other
    )
    assert drawn(tasks, None, seed)[:count] == found


def test_another_seed_draws_others() -> None:
    tasks = Numbered(easy=50, medium=50, hard=50)
    assert set(drawn(tasks, 12, 0)) != set(drawn(tasks, 12, 1))


def test_a_tier_that_is_named_is_the_only_one() -> None:
    found = drawn(Numbered(easy=5, hard=5), 3, tiers=[Tier.HARD])
    assert all(each.startswith("hard") for each in found)


@pytest.mark.parametrize(("count", "message"), [(4, "there are 3 tasks in eval, not 4"), (None, "no task")])
def test_too_few_is_said(count: int | None, message: str) -> None:
    tasks = Numbered(easy=3) if count else Numbered()
    with pytest.raises(DrawError, match=message):
        drawn(tasks, count)


def test_what_is_drawn_of_a_catalog_is_in_the_split_and_the_tier() -> None:
    catalog = Catalog.shipped()
    found = draw(LocalTasks(catalog), split=Split.TEST, tiers=[Tier.MEDIUM], count=5, seed=1)
    entries = [catalog.entry(each) for each in found]
    assert {(entry.split, entry.tier) for entry in entries} == {(Split.TEST, Tier.MEDIUM)}


def test_every_episode_has_an_id_and_a_seed_of_its_own() -> None:
    every = list(assignments(["t-1", "t-2"], attempts=3, seed=0))
    assert [each.task_id for each in every[:2]] == ["t-1", "t-2"]
    assert len({each.episode_id for each in every}) == len({each.seed for each in every}) == 6
    assert every == list(assignments(["t-1", "t-2"], attempts=3, seed=0))
    longer = list(assignments(["t-1", "t-2", "t-3"], attempts=3, seed=0))
    assert set(every) <= set(longer)
