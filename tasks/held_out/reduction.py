"""Chooses the few examples that tell most."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set


def choose(
    kills: Sequence[Set[int]], costs: Sequence[int], most: int, seen: Sequence[Hashable] | None = None
) -> list[int]:
    """Choose examples that together tell as many wrong sources from the reference as possible.

    Greedy set cover: each time the example that tells most sources that no chosen one tells, the cheapest
    among equals. When every source is told that any example tells, further examples are chosen for telling
    the sources from each other, until none tells more or there are `most`.

    Args:
        kills: For each wrong source the numbers of the examples that it does not pass.
        costs: What each example costs, e.g. its length.
        most: Largest number of examples to choose.
        seen: For each wrong source what is seen of it without examples: two that differ in it need not be
            told from each other.

    Returns:
        The numbers of the chosen examples, in the order in which they were chosen.
    """
    killers = _by_example(kills)
    chosen = _cover(killers, costs, most)
    groups = _groups(kills, chosen, seen or [None] * len(kills))
    while len(chosen) < most:
        best = max(
            killers.keys() - set(chosen),
            key=lambda number: (_splits(killers[number], groups), -costs[number], -number),
            default=None,
        )
        if best is None or not _splits(killers[best], groups):
            break
        chosen.append(best)
        halves = (half for group in groups for half in (group & killers[best], group - killers[best]))
        groups = [half for half in halves if len(half) > 1]
    return chosen


def _by_example(kills: Sequence[Set[int]]) -> dict[int, set[int]]:
    """The sources that each example tells, of those examples that tell any."""
    killers: dict[int, set[int]] = {}
    for source, numbers in enumerate(kills):
        for number in numbers:
            killers.setdefault(number, set()).add(source)
    return killers


def _cover(killers: Mapping[int, Set[int]], costs: Sequence[int], most: int) -> list[int]:
    left = set().union(*killers.values())
    chosen: list[int] = []
    while left and len(chosen) < most:
        best = max(killers, key=lambda number: (len(killers[number] & left), -costs[number], -number))
        chosen.append(best)
        left -= killers[best]
    return chosen


def _groups(
    kills: Sequence[Set[int]], chosen: Sequence[int], seen: Sequence[Hashable]
) -> list[frozenset[int]]:
    """The wrong sources that nothing chosen tells from each other; those that nothing tells are left out."""
    alike: dict[Hashable, set[int]] = {}
    for source, numbers in enumerate(kills):
        if numbers:
            alike.setdefault((seen[source], frozenset(numbers) & frozenset(chosen)), set()).add(source)
    return [frozenset(group) for group in alike.values() if len(group) > 1]


def _splits(told: Set[int], groups: Sequence[Set[int]]) -> int:
    """How many groups an example divides."""
    return sum(0 < len(group & told) < len(group) for group in groups)
