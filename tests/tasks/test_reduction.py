"""The few examples that tell most: what is true whatever tells what."""

from __future__ import annotations

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from tracefix_rl.tasks.held_out import choose

EXAMPLES = 8
Kills = list[frozenset[int]]

all_kills = st.lists(st.frozensets(st.integers(0, EXAMPLES - 1)), max_size=12)
all_costs = st.lists(st.integers(1, 5), min_size=EXAMPLES, max_size=EXAMPLES)


def told(kills: Kills, chosen: list[int]) -> set[int]:
    """The sources that some chosen example tells from the reference."""
    return {source for source, numbers in enumerate(kills) if numbers & set(chosen)}


def alike(kills: Kills, chosen: list[int], seen: list[int]) -> list[set[int]]:
    """The sources that nothing chosen tells from each other."""
    groups: defaultdict[object, set[int]] = defaultdict(set)
    for source, numbers in enumerate(kills):
        if numbers:
            groups[seen[source], numbers & set(chosen)].add(source)
    return [group for group in groups.values() if len(group) > 1]


@given(all_kills, all_costs, st.integers(0, 10))
def test_no_example_twice_and_never_more_than_are_wanted(kills: Kills, costs: list[int], most: int) -> None:
    chosen = choose(kills, costs, most)
    assert len(chosen) == len(set(chosen)) <= most
    assert set(chosen) <= set().union(*kills)


@given(all_kills, all_costs)
def test_everything_is_told_that_can_be_when_there_may_be_enough(kills: Kills, costs: list[int]) -> None:
    assert told(kills, choose(kills, costs, EXAMPLES)) == {n for n, numbers in enumerate(kills) if numbers}


@given(all_kills, all_costs, st.integers(1, EXAMPLES))
def test_each_is_the_one_that_tells_most_of_what_was_not_told(
    kills: Kills, costs: list[int], most: int
) -> None:
    chosen = choose(kills, costs, most)
    for place, number in enumerate(chosen):
        before = chosen[:place]
        gains = {each: len(told(kills, [*before, each]) - told(kills, before)) for each in range(EXAMPLES)}
        assert gains[number] == max(gains.values())
        if gains[number]:
            assert costs[number] == min(costs[each] for each in gains if gains[each] == gains[number])


@given(all_kills, all_costs, st.integers(0, EXAMPLES))
def test_it_depends_on_the_arguments_alone(kills: Kills, costs: list[int], most: int) -> None:
    again = [frozenset(sorted(numbers, reverse=True)) for numbers in kills]
    assert choose(kills, costs, most) == choose(again, costs, most)


@given(all_kills, all_costs, st.data())
def test_with_room_nothing_is_left_alike_that_an_example_divides(
    kills: Kills, costs: list[int], data: st.DataObject
) -> None:
    seen = data.draw(st.lists(st.integers(0, 2), min_size=len(kills), max_size=len(kills)))
    chosen = choose(kills, costs, EXAMPLES, seen)
    for group in alike(kills, chosen, seen):
        assert len({kills[source] for source in group}) == 1


@given(all_kills, all_costs, st.data())
def test_what_is_told_comes_before_what_is_told_apart(
    kills: Kills, costs: list[int], data: st.DataObject
) -> None:
    """What is seen without examples spares some, and never one that a source is told by."""
    seen = data.draw(st.lists(st.integers(0, 2), min_size=len(kills), max_size=len(kills)))
    assert told(kills, choose(kills, costs, EXAMPLES, seen)) == told(kills, choose(kills, costs, EXAMPLES))


def test_sources_are_told_from_each_other_unless_they_are_seen_to_differ() -> None:
    kills = [frozenset({0}), frozenset({0, 1}), frozenset({0, 2})]
    assert choose(kills, [1, 1, 1], 3) == [0, 1, 2]
    assert choose(kills, [1, 1, 1], 3, ["a", "b", "c"]) == [0]
    assert choose(kills, [1, 1, 1], 3, ["a", "a", "c"]) == [0, 1]
    assert choose(kills, [1, 1, 1], 2) == [0, 1]


def test_the_cheapest_among_equals() -> None:
    assert choose([frozenset({0, 1})], [9, 2], 1) == [1]


def test_where_nothing_tells_anything_nothing_is_chosen() -> None:
    assert choose([frozenset()], [1], 5) == choose([], [], 5) == []
