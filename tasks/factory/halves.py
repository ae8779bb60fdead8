"""Divides tests into visible and held-out ones."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from random import Random
from typing import TypeVar

T = TypeVar("T")

_VISIBLE, _HELD_OUT = 0, 1


def divide(tests: Collection[T], catching: Sequence[AbstractSet[T]], random: Random) -> tuple[set[T], set[T]]:
    """Divide tests so that for as many bugs as possible a test of each half fails, and a visible one passes.

    Greedy: each test goes to the half where it does more that is not done yet, else to the smaller one.

    Args:
        tests: The tests.
        catching: For each bug, the tests that fail with it.
        random: Orders the tests.

    Returns:
        The visible and the held-out tests; neither is empty if there are two tests or more.
    """
    wanted: list[list[AbstractSet[T]]] = [[], []]
    for failing in catching:
        wanted[_VISIBLE] += [failing, set(tests) - failing]
        wanted[_HELD_OUT].append(failing)
    halves: tuple[set[T], set[T]] = set(), set()
    shuffled = list(tests)
    random.shuffle(shuffled)
    for test in shuffled:
        gains = [sum(test in each for each in half) for half in wanted]
        best = max((_VISIBLE, _HELD_OUT), key=lambda half: (gains[half], -len(halves[half]), -half))
        halves[best].add(test)
        wanted[best] = [each for each in wanted[best] if test not in each]
    visible, held_out = halves
    for empty, other in ((held_out, visible), (visible, held_out)):
        if not empty and len(other) > 1:
            empty.add(shuffled[-1])
            other.discard(shuffled[-1])
    return halves
