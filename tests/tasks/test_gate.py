"""Every curated task passes the gate in the real sandbox, and every reason for a refusal can be met."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from tracefix_rl.sandbox import Limits, Sandbox, Suite
from tracefix_rl.tasks import Bug, Family, RefusalReason, Split, Task, Tier, check_task, read_curated
from tracefix_rl.tasks.running import RUNS, Rotation

TASKS = read_curated().tasks
each_task = pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)


@pytest.fixture(scope="module")
def runner() -> Iterator[Rotation]:
    with ExitStack() as stack:
        yield Rotation([stack.enter_context(Sandbox(hash_seed=seed, runners=1)) for seed in range(RUNS)])


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


ALWAYS_EQUAL = """
class Equal:
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __bool__(self): return True
    def __hash__(self): return 0
    def __getattr__(self, name): return Equal()
    def __call__(self, *args, **kwargs): return Equal()
    def __init__(self, *args, **kwargs): pass
    def __iter__(self): return iter(())
    def __len__(self): return 0

def __getattr__(name): return Equal
"""


def constant(value: str) -> str:
    """A module in which every function and method returns the same."""
    return f"""
class Anything:
    def __init__(self, *args, **kwargs): pass
    def __getattr__(self, name): return lambda *args, **kwargs: {value}

def __getattr__(name):
    if name.endswith("Error"):
        return type(name, (ValueError,), {{}})
    if name[0].isupper():
        return Anything
    return lambda *args, **kwargs: {value}
"""


def with_public_names(stub: str, task: Task) -> str:
    """Give a stub the names that the task's suites import."""
    namespace: dict[str, object] = {}
    exec(compile(task.solution, "program.py", "exec"), namespace)
    names = sorted(name for name in namespace if name[0] != "_")
    return stub + "".join(f"{name} = __getattr__({name!r})\n" for name in names)


STUBS = {
    "always equal": ALWAYS_EQUAL,
    "raises": constant("(_ for _ in ()).throw(ValueError('no'))"),
    **{
        f"returns {value}": constant(value) for value in ("None", "True", "False", "0", "''", "[]", "args[0]")
    },
}


@pytest.mark.parametrize("stub", STUBS.values(), ids=STUBS)
def test_stubs_pass_less_than_half_of_any_suite(stub: str, runner: Rotation) -> None:
    for task in TASKS:
        for suite in (task.visible, task.held_out):
            report = runner.run(with_public_names(stub, task), suite)
            assert report.load_error is None, task.name
            assert report.passed < len(report.tests) / 2, task.name


def test_an_empty_module_passes_nothing(runner: Rotation) -> None:
    for task in TASKS:
        assert runner.run("", task.visible).passed == 0, task.name


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
