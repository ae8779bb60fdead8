"""Splits share no program, no family, and no program that is another in other words."""

from __future__ import annotations

import ast
import itertools
from collections import Counter
from collections.abc import Iterator

from tracefix_rl.tasks import Library, Split, read_curated
from tracefix_rl.tasks.splits import split_of

MOST_ALIKE = 0.4
"""Largest share of their syntax trees that two programs of different splits may have in common."""
WINDOW = 7


def in_splits() -> list[tuple[str, str, Split, str]]:
    """Every program's name, family, split and source."""
    library = [
        (program.name, program.family, split_of(program.family), program.source)
        for program in Library.shipped()
    ]
    return library + [
        (task.program, task.program, task.split, task.solution) for task in read_curated().tasks
    ]


def pieces(source: str) -> Counter[tuple[str, ...]]:
    """Stretches of the syntax tree, walked in depth: kinds of nodes only, without names, constants and prose."""
    kinds = list(walked(ast.parse(source)))
    return Counter(tuple(kinds[place : place + WINDOW]) for place in range(len(kinds) - WINDOW))


def walked(node: ast.AST) -> Iterator[str]:
    yield type(node).__name__
    for child in ast.iter_child_nodes(node):
        is_text = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_text and not isinstance(child, ast.expr_context):
            yield from walked(child)
    yield "end"


def alike(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    return (one & other).total() / max(1, (one | other).total())


def test_no_two_programs_of_different_splits_are_alike() -> None:
    programs = [(name, split, pieces(source)) for name, _, split, source in in_splits()]
    found = [
        (mine, yours, alike(one, other))
        for (mine, split, one), (yours, other_split, other) in itertools.combinations(programs, 2)
        if split is not other_split
    ]
    assert [pair for pair in found if pair[2] > MOST_ALIKE] == []


def test_a_program_is_found_under_other_names_and_words() -> None:
    source = next(iter(Library.shipped())).source
    renamed = ast.unparse(Renamed().visit(ast.parse(source)))
    assert alike(pieces(source), pieces(renamed)) > 0.99


class Renamed(ast.NodeTransformer):
    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.Name(f"{node.id}_", node.ctx)


def test_a_family_is_in_one_split() -> None:
    families: dict[str, set[Split]] = {}
    for _, family, split, _ in in_splits():
        families.setdefault(family, set()).add(split)
    assert [family for family, splits in families.items() if len(splits) > 1] == []


def test_a_split_is_a_matter_of_the_familys_name() -> None:
    assert split_of("cache") is split_of("cache")
    counts = Counter(split_of(f"family {number}") for number in range(3000))
    assert 250 < counts[Split.EVAL] < 350
    assert 250 < counts[Split.TEST] < 350


def test_every_split_has_programs_of_many_domains() -> None:
    for split in Split:
        domains = {program.domain for program in Library.shipped() if split_of(program.family) is split}
        assert len(domains) >= 7
