"""Which bugs are tried, in which order."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from random import Random

import pytest

from tracefix_rl.tasks.generator import draw_combined, draw_single
from tracefix_rl.tasks.operators import OPERATORS, Mutation, apply_mutations, mutations

SOURCE = '''
def grade(points, most, names=("bad", "good")):
    """Return a name for a number of points."""
    if points < 0 or points > most:
        raise ValueError(points)
    share = points * 100 // most
    if share >= 50 and most > 1:
        return names[1]
    total = 0
    for name in names[:-1]:
        total += len(name) - 1
    return names[0] if total < 10 else str(total)
'''
FOUND = mutations(SOURCE)
WEIGHTS = {operator.name: operator.weight for operator in OPERATORS}


def lines(mutation: Mutation) -> set[int]:
    return set(range(mutation.first_line, max(mutation.first_line, mutation.last_line) + 1))


def single_line(mutation: Mutation) -> bool:
    return mutation.first_line == mutation.last_line


@pytest.mark.parametrize("seed", range(5))
def test_every_mutation_comes_once(seed: int) -> None:
    drawn = list(draw_single(FOUND, Random(seed)))
    assert len(drawn) == len(FOUND)
    assert set(drawn) == set(FOUND)


def test_of_no_mutations_none_is_drawn() -> None:
    assert list(draw_single([], Random(0))) == []


def test_the_same_seed_draws_the_same() -> None:
    first, again, other = (list(draw_single(FOUND, Random(seed))) for seed in (1, 1, 2))
    assert first == again != other


def test_operators_are_drawn_by_weight_and_not_by_the_places_they_have() -> None:
    """Each operator's share of the first draws is within five standard errors of its share of the weights."""
    draws = 2000
    counts = Counter(next(draw_single(FOUND, Random(seed))).operator for seed in range(draws))
    present = {mutation.operator for mutation in FOUND}
    total = sum(WEIGHTS[name] for name in present)
    assert len(present) > 10
    for name in present:
        share = WEIGHTS[name] / total
        assert abs(counts[name] / draws - share) <= 5 * math.sqrt(share * (1 - share) / draws), name


def test_the_mutations_of_an_operator_are_equally_likely() -> None:
    places = Counter(mutation.operator for mutation in FOUND)
    name, several = max(places.items(), key=lambda each: each[1])
    found = [mutation for mutation in FOUND if mutation.operator == name]
    draws = 100 * several
    counts = Counter(next(draw_single(found, Random(seed))) for seed in range(draws))
    share = 1 / several
    for mutation in found:
        assert abs(counts[mutation] / draws - share) <= 5 * math.sqrt(share * (1 - share) / draws)


@pytest.mark.parametrize("size", [2, 3])
def test_combinations_fit_together_and_none_comes_twice(size: int) -> None:
    drawn = list(itertools.islice(draw_combined(FOUND, size, SOURCE, Random(0)), 100))
    assert len({frozenset(combination) for combination in drawn}) == len(drawn) == 100
    for combination in drawn:
        assert len(combination) == size
        assert [each.first_line for each in combination] == sorted(each.first_line for each in combination)
        assert apply_mutations(SOURCE, combination) != SOURCE


def test_combined_mutations_touch_different_statements_and_no_neighbouring_lines() -> None:
    for one, other in itertools.islice(draw_combined(FOUND, 2, SOURCE, Random(0)), 200):
        assert min(abs(mine - yours) for mine in lines(one) for yours in lines(other)) > 1


LONG_STATEMENT = """
def table(left, right):
    return {
        "left": left + 1,
        "middle": 5,
        "middle again": 6,
        "right": right - 1,
    }


def other(left):
    return left + 1
"""


def test_a_statement_of_several_lines_has_one_bug() -> None:
    found = mutations(LONG_STATEMENT)
    drawn = list(draw_combined(found, 2, LONG_STATEMENT, Random(0)))
    assert drawn
    for one, other in drawn:
        assert one.last_line < 8 <= other.first_line


def test_a_body_is_no_part_of_the_statement_it_belongs_to() -> None:
    drawn = itertools.islice(draw_combined(list(filter(single_line, FOUND)), 2, SOURCE, Random(0)), 300)
    assert any((one.first_line, other.first_line) == (2, 6) for one, other in drawn)


def test_it_ends_when_there_are_no_more_combinations() -> None:
    few = [next(each for each in FOUND if each.first_line == line) for line in (2, 4, 6, 12)]
    possible = {frozenset(pair) for pair in itertools.combinations(few, 2)}
    drawn = {frozenset(pair) for pair in draw_combined(few, 2, SOURCE, Random(0))}
    assert drawn == possible


@pytest.mark.parametrize("found", [[], FOUND[:1], FOUND[:2]], ids=len)
def test_where_too_few_are_apart_there_are_none(found: list[Mutation]) -> None:
    assert list(draw_combined(found, 3, SOURCE, Random(0))) == []


def test_the_same_seed_combines_the_same() -> None:
    first, again, other = (
        list(itertools.islice(draw_combined(FOUND, 2, SOURCE, Random(seed)), 20)) for seed in (1, 1, 2)
    )
    assert first == again != other
