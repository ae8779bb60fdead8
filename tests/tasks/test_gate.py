"""Every curated task passes the gate in the real sandbox, and every reason for a refusal can be met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tracefix_rl.evaluation.repairing import replay_repair
from tracefix_rl.sandbox import Limits, Suite, SuiteReport
from tracefix_rl.tasks import (
    Bug,
    Family,
    RefusalReason,
    Runner,
    Split,
    Task,
    Tier,
    check_task,
    read_curated,
)
from tracefix_rl.tasks.gate import Distinct
from tracefix_rl.tasks.gate.stubs import stubs
from tracefix_rl.tasks.running import Rotation, sandboxes
from tracefix_rl.tasks.source import public_names

TASKS = read_curated().tasks
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


@pytest.fixture(scope="module")
def runner() -> Iterator[Rotation]:
    with sandboxes() as runners:
        yield Rotation(runners)


@each_task
def test_curated_tasks_pass(task: Task, runner: Rotation) -> None:
    assert check_task(task, runner) == []


@each_task
def test_suites_are_of_a_size_to_be_read(task: Task, runner: Rotation) -> None:
    assert 5 <= len(runner.run(task.source, task.visible).tests) <= 10
    assert 6 <= len(runner.run(task.source, task.held_out).tests) <= 14


def test_hardly_any_curated_task_hangs(runner: Rotation) -> None:
    hanging = [
        task.name
        for task in TASKS
        if any(
            "timeout" in runner.run(task.source, suite).verdicts.values()
            for suite in (task.visible, task.held_out)
        )
    ]
    assert len(hanging) <= len(TASKS) / 20


@each_task
def test_stubs_pass_less_than_half_of_any_suite(task: Task, runner: Rotation) -> None:
    for what, stub in stubs(public_names(task.solution)):
        for suite in (task.visible, task.held_out):
            report = runner.run(stub, suite)
            assert report.passed < len(report.tests) / 2, what


def test_only_stubs_that_are_meant_to_do_not_load(runner: Rotation) -> None:
    task = TASKS[0]
    broken = {
        what
        for what, stub in stubs(public_names(task.solution))
        if runner.run(stub, task.visible).load_error is not None
    }
    assert broken <= {"is empty", "exits when it is loaded"}


# A small good task, and what each change to it is refused for.

SOLUTION = '''
def double(number):
    """Return twice the number."""
    return number * 2
'''

VISIBLE = """
from program import double


def test_nothing():
    assert double(0) == 0


def test_three():
    assert double(3) == 6
"""

HELD_OUT = """
from program import double


def test_five():
    assert double(5) == 10
"""

GOOD = Task(
    name="double_squares_number",
    program="double_number",
    title="Twice as much",
    specification="`double(number)` returns twice the number.",
    tier=Tier.EASY,
    split=Split.TRAIN,
    source=SOLUTION.replace("* 2", "** 2"),
    solution=SOLUTION,
    visible=Suite(VISIBLE),
    held_out=Suite(HELD_OUT),
    bugs=(Bug(Family.ARITHMETIC, "wrong operator", "It squares."),),
)


def test_a_good_task_passes(runner: Rotation) -> None:
    assert check_task(GOOD, runner) == []


def refused(task: Task, runner: Rotation) -> dict[RefusalReason, str]:
    return {refusal.reason: refusal.detail for refusal in check_task(task, runner)}


def test_a_solution_that_fails(runner: Rotation) -> None:
    found = refused(replace(GOOD, solution=SOLUTION.replace("* 2", "* 3")), runner)
    assert set(found) == {RefusalReason.SOLUTION_FAILS}
    assert "held-out tests: test_five" in found[RefusalReason.SOLUTION_FAILS]


def test_a_solution_that_does_not_load(runner: Rotation) -> None:
    found = refused(replace(GOOD, solution="import nowhere\n"), runner)
    assert "nowhere" in found[RefusalReason.SOLUTION_FAILS]


@pytest.mark.parametrize("source", ["def double(number:\n", "def double(number):\n    return 2\nundefined\n"])
def test_a_source_that_does_not_load(source: str, runner: Rotation) -> None:
    assert set(refused(replace(GOOD, source=source), runner)) == {RefusalReason.DOES_NOT_LOAD}


def test_a_source_that_is_the_solution(runner: Rotation) -> None:
    found = refused(replace(GOOD, source=SOLUTION.replace("number * 2", "(number  *  2)")), runner)
    assert set(found) == {
        RefusalReason.SAME_CODE,
        RefusalReason.NO_VISIBLE_FAILURE,
        RefusalReason.NO_HELD_OUT_FAILURE,
    }


def test_a_bug_that_no_visible_test_sees(runner: Rotation) -> None:
    suite = Suite(VISIBLE.replace("double(3) == 6", "double(2) == 4"))
    assert set(refused(replace(GOOD, visible=suite), runner)) == {RefusalReason.NO_VISIBLE_FAILURE}


def test_a_bug_that_no_held_out_test_sees(runner: Rotation) -> None:
    suite = Suite(HELD_OUT.replace("double(5) == 10", "double(2) == 4"))
    assert set(refused(replace(GOOD, held_out=suite), runner)) == {RefusalReason.NO_HELD_OUT_FAILURE}


def test_a_bug_that_breaks_every_visible_test(runner: Rotation) -> None:
    source = SOLUTION.replace("number * 2", "number * 2 + 1")
    assert set(refused(replace(GOOD, source=source), runner)) == {RefusalReason.NO_VISIBLE_PASS}


def test_verdicts_that_depend_on_the_hash_seed(runner: Rotation) -> None:
    source = SOLUTION.replace("number * 2", "number * 2 + hash(f'letter {number}') % 2 * bool(number)")
    tests = "".join(
        f"\n\ndef test_{number}():\n    assert double({number}) == {number * 2}\n" for number in range(12)
    )
    suite = Suite(f"from program import double\n{tests}")
    refusals = check_task(replace(GOOD, source=source, visible=suite, held_out=suite), runner)
    unstable = [refusal.detail for refusal in refusals if refusal.reason is RefusalReason.UNSTABLE]
    assert [detail.partition(" differ")[0] for detail in unstable] == [
        "the visible tests of the source",
        "the held-out tests of the source",
    ]
    assert "test_0" not in unstable[0].partition(": ")[2].split(", ")


@pytest.mark.parametrize("text", ["import nowhere\n", "def test_it(:\n", "def helper():\n    return 1\n"])
def test_a_suite_that_cannot_be_used(text: str, runner: Rotation) -> None:
    assert set(refused(replace(GOOD, visible=Suite(text)), runner)) == {RefusalReason.SUITE_UNUSABLE}


@pytest.mark.parametrize(
    "source",
    [
        GOOD.source.replace("** 2", "** 2  # should be * 2"),
        GOOD.source.replace('"""Return twice the number."""', '"""Return the square of the number."""'),
    ],
    ids=["comment", "docstring"],
)
def test_prose_that_only_the_source_has(source: str, runner: Rotation) -> None:
    assert set(refused(replace(GOOD, source=source), runner)) == {RefusalReason.GIVEN_AWAY}


@pytest.mark.parametrize(
    "changed",
    [
        replace(GOOD, title="Twice, not squares"),
        replace(GOOD, visible=Suite(VISIBLE.replace("test_three", "test_no_squares"))),
        replace(GOOD, specification="See double_squares_number."),
    ],
    ids=["title", "test", "name"],
)
def test_words_that_tell_the_bug(changed: Task, runner: Rotation) -> None:
    assert set(refused(changed, runner)) == {RefusalReason.GIVEN_AWAY}


def test_a_source_that_hangs_is_judged_all_the_same(runner: Rotation) -> None:
    source = SOLUTION.replace("    return number * 2", "    while number:\n        pass\n    return 0")
    limits = Limits(test_cpu_s=0.2)
    task = replace(
        GOOD, source=source, visible=Suite(VISIBLE, limits=limits), held_out=Suite(HELD_OUT, limits=limits)
    )
    assert check_task(task, runner) == []


@pytest.mark.parametrize("count", [3, 4])
def test_more_than_three_tests_that_do_not_end(runner: Rotation, count: int) -> None:
    source = SOLUTION.replace("    return number * 2", "    while number:\n        pass\n    return 0")
    more = "".join(
        f"\n\ndef test_{each}():\n    assert double({each}) == {2 * each}\n" for each in range(6, 5 + count)
    )
    limits = Limits(test_cpu_s=0.2)
    held_out = Suite(HELD_OUT + more, limits=limits)
    task = replace(GOOD, source=source, visible=Suite(VISIBLE, limits=limits), held_out=held_out)
    assert set(refused(task, runner)) == ({RefusalReason.HANGS} if count > 3 else set())


def test_a_source_that_is_killed(runner: Rotation) -> None:
    source = SOLUTION.replace("    return", "    if number:\n        __import__('os').abort()\n    return")
    found = refused(replace(GOOD, source=source), runner)
    assert set(found) == {RefusalReason.CRASHES}
    assert found[RefusalReason.CRASHES].startswith("test_")


# Several bugs

TWO_SOLUTION = (
    SOLUTION
    + """

def half(number):
    return number / 2
"""
)
TWO_TESTS = """
from program import double, half


def test_nothing():
    assert double(0) == half(0) == 0


def test_double():
    assert double(3) == 6


def test_half():
    assert half(3) == 1.5
"""
FIRST, SECOND = TWO_SOLUTION.replace("* 2", "** 2"), TWO_SOLUTION.replace("/ 2", "/ 3")
TWO = replace(
    GOOD,
    source=FIRST.replace("/ 2", "/ 3"),
    solution=TWO_SOLUTION,
    visible=Suite(TWO_TESTS),
    held_out=Suite(TWO_TESTS.replace("3", "5").replace("1.5", "2.5").replace("6", "10")),
)


def test_two_bugs_that_are_both_seen(runner: Rotation) -> None:
    assert check_task(TWO, runner, alone=[FIRST, SECOND]) == []


def test_a_bug_that_is_not_seen_alone(runner: Rotation) -> None:
    unseen = Suite(TWO_TESTS.replace("half(3) == 1.5", "half(0) == 0"))
    found = check_task(replace(TWO, visible=unseen), runner, alone=[FIRST, SECOND])
    assert [refusal.reason for refusal in found] == [RefusalReason.NOT_SEEN_ALONE]
    assert "bug 2 alone" in found[0].detail


# Repairs


@pytest.mark.parametrize("task", [GOOD, TWO, *TASKS], ids=lambda task: task.name)
def test_the_repair_resolves_the_task(task: Task, runner: Rotation) -> None:
    assert replay_repair(task, runner) is None


def test_a_repair_that_does_not_resolve_the_task_is_told(runner: Rotation) -> None:
    unrepaired = replace(GOOD, solution=SOLUTION.replace("* 2", "* 3"))
    problem = replay_repair(unrepaired, runner)
    assert problem is not None
    assert problem.startswith("the repair scores 0.")


def test_a_repair_that_fails(runner: Rotation) -> None:
    found = check_task(GOOD, runner, replay=lambda task, runner: "the repair scores 0.2")
    assert [(each.reason, each.detail) for each in found] == [
        (RefusalReason.REPAIR_FAILS, "the repair scores 0.2")
    ]


def test_a_repair_is_only_tried_when_nothing_else_is_wrong(runner: Rotation) -> None:
    played: list[Task] = []

    def replay(task: Task, runner: Runner) -> None:
        played.append(task)

    check_task(replace(GOOD, title="Twice, not squares"), runner, replay=replay)
    assert played == []
    check_task(GOOD, runner, replay=replay)
    assert played == [GOOD]


# Stubs


@pytest.mark.parametrize(
    ("test", "stub"),
    [
        ("assert double(number) == 2 * number", "is always equal"),
        ("pytest.raises(ValueError, double, number)", "always raises"),
        ("assert double(number) is None", "always returns None"),
        ("assert double(number) == 0", "always returns 0"),
        ("assert double([number]) == [number]", "always returns args[0]"),
    ],
)
def test_suites_that_a_stub_passes(test: str, stub: str, runner: Rotation) -> None:
    """An object that is always equal is never equal to plain data: such a suite is refused for nothing."""
    text = f"import pytest\nfrom program import double\n\n\ndef test_it(number=3):\n    {test}\n"
    suite = Suite(text)
    told = [each.detail for each in check_task(replace(GOOD, visible=suite, held_out=suite), runner)]
    assert (f"a module that {stub} passes every test" in told) == (stub != "is always equal")


def test_an_empty_module_a_skip_and_an_exit_never_pass(runner: Rotation) -> None:
    """Not even a suite that asks for nothing but that the module loads."""
    suite = Suite("from program import double\n\n\ndef test_it():\n    double(1)\n")
    passing = {what for what, stub in stubs(["double"]) if runner.run(stub, suite).all_passed}
    assert "always returns 0" in passing
    assert passing & {"is empty", "exits when it is loaded", "exits when it is called", "skips"} == set()


# Duplicates


def test_the_same_code_and_the_same_verdicts_are_told_with_the_earlier_task(runner: Rotation) -> None:
    other = GOOD.source.replace("** 2", "* 3")

    def reports(source: str) -> list[SuiteReport]:
        return [runner.run(source, suite) for suite in (GOOD.visible, GOOD.held_out)]

    def reasons(source: str) -> list[tuple[RefusalReason, bool]]:
        return [(each.reason, GOOD.id in each.detail) for each in distinct.refusals(source, reports(source))]

    distinct = Distinct()
    assert reasons(GOOD.source) == []
    distinct.add(GOOD.id, GOOD.source, reports(GOOD.source))
    assert reasons(GOOD.source.replace("number ** 2", "(number  **  2)")) == [
        (RefusalReason.DUPLICATE_CODE, True),
        (RefusalReason.DUPLICATE_VERDICTS, True),
    ]
    assert reasons(other) == [(RefusalReason.DUPLICATE_VERDICTS, True)]
    assert reasons(SOLUTION.replace("* 2", "* 2 + 1")) == []


def test_looking_for_duplicates_takes_nothing_in(runner: Rotation) -> None:
    distinct = Distinct()
    seen = [runner.run(GOOD.source, GOOD.visible)]
    assert list(distinct.refusals(GOOD.source, seen)) == list(distinct.refusals(GOOD.source, seen)) == []
