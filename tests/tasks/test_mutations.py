"""What is true of every mutation of every source."""

from __future__ import annotations

import ast
import io
import itertools
import os
import subprocess
import sys
import tokenize
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tracefix_rl.tasks
from tracefix_rl.tasks.operators import OPERATORS, Mutation, apply_mutations, mutations

CURATED = Path(tracefix_rl.tasks.__file__).with_name("curated")
SOLUTIONS = {path.parent.name: path.read_bytes().decode() for path in sorted(CURATED.glob("*/program.py"))}
LAYOUTS = {
    "as it is": lambda source: source,
    "carriage returns": lambda source: source.replace("\n", "\r\n"),
    "tabs": lambda source: source.replace("    ", "\t"),
    "no line end at the end": lambda source: source.rstrip("\n"),
    "byte order mark": lambda source: "\ufeff" + source,
    "letters of several bytes": lambda source: source.replace('"""', '"""Über ', 1),
    "comments": lambda source: source.replace(":\n", ":  # 1 + 1\n"),
}
each_solution = pytest.mark.parametrize("name", SOLUTIONS)
each_layout = pytest.mark.parametrize("layout", LAYOUTS)


@each_solution
def test_every_mutation_compiles_and_is_another_program(name: str) -> None:
    source = SOLUTIONS[name]
    tree = ast.dump(ast.parse(source))
    found = mutations(source)
    assert found
    for mutation in found:
        mutated = apply_mutations(source, [mutation])
        compile(mutated, name, "exec")
        assert ast.dump(ast.parse(mutated)) != tree


@each_solution
@each_layout
def test_other_lines_stay_byte_for_byte(name: str, layout: str) -> None:
    source = LAYOUTS[layout](SOLUTIONS[name])
    lines = source.encode().splitlines(keepends=True)
    for mutation in mutations(source):
        mutated = apply_mutations(source, [mutation]).encode().splitlines(keepends=True)
        first, last = mutation.first_line, mutation.last_line
        assert mutated[: first - 1] == lines[: first - 1]
        assert mutated[first - 1 + len(mutation.new) :] == lines[last:]
        assert "".join(mutation.old).encode() == b"".join(lines[first - 1 : last])


@each_solution
@each_layout
def test_the_layout_changes_no_mutation(name: str, layout: str) -> None:
    plain = mutations(SOLUTIONS[name])
    laid_out = mutations(LAYOUTS[layout](SOLUTIONS[name]))
    if layout == "comments":  # statements with one are left where they are
        assert {each.operator for each in laid_out} <= {each.operator for each in plain}
    else:
        assert [(each.operator, each.first_line, each.last_line) for each in laid_out] == [
            (each.operator, each.first_line, each.last_line) for each in plain
        ]


@each_solution
def test_line_ends_are_those_of_the_source(name: str) -> None:
    for mutation in mutations(SOLUTIONS[name].replace("\n", "\r\n")):
        assert all(line.endswith("\r\n") for line in mutation.new)


@each_solution
def test_no_text_comes_twice(name: str) -> None:
    source = SOLUTIONS[name]
    texts = [apply_mutations(source, [mutation]) for mutation in mutations(source)]
    assert len(set(texts)) == len(texts)


@each_solution
def test_mutations_come_in_the_order_of_lines(name: str) -> None:
    lines = [mutation.first_line for mutation in mutations(SOLUTIONS[name])]
    assert lines == sorted(lines)


@each_solution
def test_a_mutation_says_what_it_is_in_one_sentence(name: str) -> None:
    families = {operator.name: operator.family for operator in OPERATORS}
    for mutation in mutations(SOLUTIONS[name]):
        assert mutation.family is families[mutation.operator]
        assert mutation.description.endswith(".")
        assert "\n" not in mutation.description


@each_solution
def test_nothing_gives_a_mutation_away(name: str) -> None:
    source = LAYOUTS["comments"](SOLUTIONS[name])
    for mutation in mutations(source):
        assert comments(apply_mutations(source, [mutation])) <= comments(source)
        assert not any(line.rstrip("\r\n").endswith((" ", "\t")) for line in mutation.new)


def comments(source: str) -> Counter[str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return Counter(token.string for token in tokens if token.type == tokenize.COMMENT)


def fitting(first: Mutation, second: Mutation) -> bool:
    """Whether two mutations replace different lines."""
    return first.last_line < second.first_line or second.last_line < first.first_line


@given(data=st.data())
@settings(deadline=None, max_examples=60)
def test_two_mutations_apply_in_either_order(data: st.DataObject) -> None:
    source = SOLUTIONS[data.draw(st.sampled_from(sorted(SOLUTIONS)))]
    found = [each for each in mutations(source) if each.old]
    first = data.draw(st.sampled_from(found))
    second = data.draw(st.sampled_from(found))
    if not fitting(first, second):
        with pytest.raises(ValueError, match=r"choose edits of different lines|does not fit"):
            apply_mutations(source, [first, second])
        return
    both = apply_mutations(source, [first, second])
    assert both == apply_mutations(source, [second, first])
    lines = both.splitlines(keepends=True)
    upper, lower = sorted((first, second), key=lambda each: each.first_line)
    shift = len(upper.new) - len(upper.old)
    assert lines[upper.first_line - 1 : upper.first_line - 1 + len(upper.new)] == list(upper.new)
    start = lower.first_line - 1 + shift
    assert lines[start : start + len(lower.new)] == list(lower.new)


def test_a_mutation_of_another_source_is_refused() -> None:
    mutation = mutations("def f(a, b):\n    return a + b\n")[0]
    with pytest.raises(ValueError, match="does not fit the source"):
        apply_mutations("def f(a, b):\n    return a - b\n", [mutation])


@pytest.mark.parametrize(
    "source",
    [
        "",
        "\n",
        "# only words\n",
        "\ufeff",
        '"""Text."""',
        "pass\n",
        "x = 1\f\n",
        "x = 0xA0 + 0o20 + 0b10100 + 1e3\n",
    ],
)
def test_what_offers_nothing_is_no_error(source: str) -> None:
    assert all(mutation.old for mutation in mutations(source))


@pytest.mark.parametrize("source", ["def f(:\n", "x = (\n", "\tx = 1\n"])
def test_what_does_not_parse_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="does not parse"):
        mutations(source)


def test_an_operator_can_be_used_alone() -> None:
    source = "def f(a: int, b: int):\n    return a <= b\n"
    boundary = next(each for each in OPERATORS if each.name == "boundary")
    (mutation,) = mutations(source, [boundary])
    assert mutation == Mutation(
        "boundary",
        boundary.family,
        2,
        2,
        ("    return a <= b\n",),
        ("    return a < b\n",),
        "`a <= b` has `<` for `<=`.",
    )


def test_every_process_finds_the_same() -> None:
    program = (
        "import pathlib, sys\nfrom tracefix_rl.tasks.operators import mutations\n"
        "for path in sys.argv[1:]: print(mutations(pathlib.Path(path).read_bytes().decode()))"
    )
    paths = [str(CURATED / name / "program.py") for name in itertools.islice(SOLUTIONS, 4)]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, *paths],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1
