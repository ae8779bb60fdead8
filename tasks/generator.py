"""Which bugs to try, in which order: drawn by how often people make them."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Sequence
from random import Random

from tracefix_rl.tasks.operators import OPERATORS, Mutation

_WEIGHTS = {operator.name: operator.weight for operator in OPERATORS}
_FRUITLESS = 200
"""Draws in a row that give no new combination, after which there are taken to be no more."""


def draw_single(mutations: Sequence[Mutation], random: Random) -> Iterator[Mutation]:
    """Yield every mutation once: each time an operator by its weight, then one of its mutations.

    So the number of places that a program offers for a kind of mistake does not decide how often it is
    made.

    Args:
        mutations: Those of one program.
        random: Draws.
    """
    left: dict[str, list[Mutation]] = {}
    for mutation in mutations:
        left.setdefault(mutation.operator, []).append(mutation)
    for of_operator in left.values():
        random.shuffle(of_operator)
    while left:
        names = list(left)
        name = random.choices(names, [_WEIGHTS[name] for name in names])[0]
        yield left[name].pop()
        if not left[name]:
            del left[name]


def draw_combined(
    mutations: Sequence[Mutation], size: int, source: str, random: Random
) -> Iterator[tuple[Mutation, ...]]:
    """Yield combinations of mutations of different statements, none twice, in the order of lines.

    Args:
        mutations: Those to combine, each as likely as the others.
        size: Mutations in a combination.
        source: What they were made for.
        random: Draws.
    """
    if len(mutations) < size:
        return
    statements = _statements(source)
    drawn: set[tuple[Mutation, ...]] = set()
    fruitless = 0
    while fruitless < _FRUITLESS:
        combination = tuple(sorted(random.sample(mutations, size), key=lambda each: each.first_line))
        if combination in drawn or not _are_apart(combination, statements):
            fruitless += 1
            continue
        fruitless = 0
        drawn.add(combination)
        yield combination


def _statements(source: str) -> list[range]:
    """The lines of every statement; of one with a body, those above its body."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            last = body[0].lineno - 1 if isinstance(body, list) and body else node.end_lineno
            found.append(range(node.lineno, max(node.lineno, last or node.lineno) + 1))
    return found


def _are_apart(combination: Sequence[Mutation], statements: Sequence[range]) -> bool:
    """Whether no two mutations touch the same statement, nor lines next to each other."""
    for one, other in itertools.pairwise(combination):
        if other.first_line <= one.last_line + 1:
            return False
    touched: set[int] = set()
    for mutation in combination:
        lines = range(mutation.first_line, max(mutation.first_line, mutation.last_line) + 1)
        mine = {number for number, statement in enumerate(statements) if set(lines) & set(statement)}
        if mine & touched:
            return False
        touched |= mine
    return True
