"""What is made of a program that comes with its tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tracefix_rl.sandbox import Sandbox, Suite
from tracefix_rl.tasks.factory.bench import Bench, ProgramError
from tracefix_rl.tasks.factory.from_tests import prepare_item
from tracefix_rl.tasks.importers.item import Flaw, Item
from tracefix_rl.tasks.operators import apply_mutations
from tracefix_rl.tasks.running import sandboxes
from tracefix_rl.tasks.task import Family

RUNS = '''"""Runs of numbers."""


def runs(numbers):
    """Return [start, end] of each run of consecutive numbers."""
    found = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return found


def longest(numbers):
    """Return the length of the longest run."""
    return max((end - start + 1 for start, end in runs(numbers)), default=0)
'''
TESTS = """import pytest
from program import longest, runs


@pytest.mark.parametrize(
    "numbers, expected", [([], []), ([1], [[1, 1]]), ([1, 2, 4], [[1, 2], [4, 4]]), ([5, 4, 3], [[3, 5]])]
)
def test_runs(numbers, expected):
    assert runs(numbers) == expected


def test_longest():
    assert longest([1, 2, 3, 7]) == 3


def test_longest_of_nothing():
    assert longest([]) == 0


def test_longest_of_two():
    assert longest([9, 1, 2]) == 2
"""
TABS = f"{RUNS}\n\ndef odd(n):\n  if n % 2:\n\t   return True\n  else:\n     return False\n"
"""Only Python itself can tell how far its lines are indented."""
ITEM = Item("runs", "own", "Runs of numbers", "Runs of consecutive numbers.", RUNS, TESTS, "here", "MIT")
FLAW = Flaw(RUNS.replace("end - start + 1", "end - start"), Family.ARITHMETIC, "value misuse")

ORDERED = "import program\n\n\ndef test_before():\n    program.known = 1\n\n\n" + "\n\n".join(
    f"def test_after_{number}():\n    assert program.known == 1\n" for number in range(8)
)
"""Eight tests that need the first, which can only be in one half."""


@pytest.fixture(scope="module")
def runners() -> Iterator[list[Sandbox]]:
    with sandboxes() as made:
        yield made


def caught(runner: Sandbox, bench: Bench, suite: Suite) -> set[int]:
    """The possible bugs that a suite catches."""
    sources = [apply_mutations(RUNS, [each.mutation]) for each in bench.possible]
    return {n for n, source in enumerate(sources) if not runner.run(source, suite).all_passed}


def test_both_halves_pass_and_catch_bugs_and_no_test_is_in_both(runners: list[Sandbox]) -> None:
    bench, left_out = prepare_item(ITEM, 0, runners)
    visible, held_out = bench.program.visible, bench.held_out
    reports = [runners[0].run(RUNS, suite) for suite in (visible, held_out)]
    assert all(report.all_passed for report in reports)
    assert sum(len(report.tests) for report in reports) == 7
    assert left_out == ()
    assert "[3, 5]" not in visible.text or "[3, 5]" not in held_out.text
    by_visible, by_held_out = (caught(runners[0], bench, suite) for suite in (visible, held_out))
    assert len(by_visible & by_held_out) > 0.8 * len(by_visible | by_held_out)
    assert (bench.power.by_visible, bench.power.by_held_out) == (len(by_visible), len(by_held_out))


def test_the_same_item_is_divided_in_the_same_way(runners: list[Sandbox]) -> None:
    first, second = (prepare_item(ITEM, 0, runners)[0] for _ in range(2))
    assert (first.program, first.held_out, first.possible) == (
        second.program,
        second.held_out,
        second.possible,
    )


def test_a_bug_that_came_with_it_is_the_only_one(runners: list[Sandbox]) -> None:
    bench, _ = prepare_item(replace(ITEM, flaw=FLAW), 0, runners)
    (possible,) = bench.possible
    assert apply_mutations(RUNS, [possible.mutation]) == FLAW.source
    assert possible.mutation.operator == "value misuse"
    assert caught(runners[0], bench, bench.program.visible) == {0}
    assert caught(runners[0], bench, bench.held_out) == {0}
    assert runners[0].run(FLAW.source, bench.program.visible).passed


@pytest.mark.parametrize(
    ("test", "name", "why"),
    [
        ("def test_odd():\n    assert longest([1]) == 5\n", "test_odd", "fails on the correct program"),
        ("def test_odd():\n    assert hash('x') % 2\n", "test_odd", "fails on the correct program"),
        ("def test_odd():\n    while longest([1]):\n        pass\n", "test_odd", "timeout"),
        (ORDERED, "test_after", "passes only after other tests"),
    ],
)
def test_tests_that_cannot_be_used_are_named_and_left_out(
    runners: list[Sandbox], test: str, name: str, why: str
) -> None:
    bench, left_out = prepare_item(replace(ITEM, tests=f"{TESTS}\n\n{test}"), 0, runners)
    assert runners[0].run(RUNS, bench.program.visible).all_passed
    assert runners[0].run(RUNS, bench.held_out).all_passed
    assert any(each.name.startswith(name) and why in each.reason for each in left_out), left_out
    assert "test_longest" in bench.program.visible.text + bench.held_out.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tests": "def test_it(:\n"}, "its tests cannot be used"),
        ({"tests": "x = 1\n"}, "its tests cannot be used: .*no tests"),
        (
            {"tests": "from program import runs\n\n\ndef test_it():\n    assert runs([])\n"},
            "no test can be used",
        ),
        (
            {"tests": "from program import runs\n\n\ndef test_it():\n    assert runs([]) == []\n"},
            "it has only one test",
        ),
        ({"solution": "import nowhere\n"}, "it does not load: .*nowhere"),
        ({"solution": "def runs(:\n"}, "it does not load"),
        ({"solution": TABS}, "the operators cannot read it"),
        ({"module": "elsewhere"}, "its tests cannot be used|it does not load"),
    ],
)
def test_items_that_cannot_be_used(runners: list[Sandbox], changed: dict[str, str], said: str) -> None:
    with pytest.raises(ProgramError, match=said):
        prepare_item(replace(ITEM, **changed), 0, runners)  # type: ignore[arg-type]
