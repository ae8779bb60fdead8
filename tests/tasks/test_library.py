"""What is true of every program of the library."""

from __future__ import annotations

import ast
import builtins
import itertools
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tracefix_rl.sandbox import Sandbox, Suite, SuiteReport
from tracefix_rl.tasks import Library, Program, cases, read_curated
from tracefix_rl.tasks.case import Call, Case, Keep, written
from tracefix_rl.tasks.source import shape_of

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = tuple(Library.shipped())
CASES = 60
each_program = pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)


@pytest.fixture(scope="module")
def sandboxes() -> Iterator[list[Sandbox]]:
    """Two, in which Python hashes texts differently."""
    with ExitStack() as stack:
        yield [stack.enter_context(Sandbox(hash_seed=seed, runners=1)) for seed in (1, 2)]


def drawn(program: Program, seed: int = 0) -> list[Case]:
    return list(itertools.islice(cases(program, seed), CASES))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (child for child in ast.walk(node) if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef))


def public(program: Program) -> list[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes, and the public methods of those."""
    found: list[ast.FunctionDef | ast.ClassDef] = []
    bodies = [ast.parse(program.source).body]
    for body in bodies:
        for node in body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                found.append(node)
                if isinstance(node, ast.ClassDef):
                    bodies.append(node.body)
    return found


# The library as a whole


def test_there_are_enough_of_different_kinds() -> None:
    assert len(PROGRAMS) >= 14
    assert len({program.domain for program in PROGRAMS}) >= 7


def test_titles_are_unique() -> None:
    assert [
        title for title, count in Counter(program.title for program in PROGRAMS).items() if count > 1
    ] == []


def test_no_program_is_one_of_the_curated_tasks() -> None:
    curated = {task.program for task in read_curated().tasks}
    assert curated & {program.name for program in PROGRAMS} == set()


def test_no_two_programs_are_the_same_but_for_names_and_words() -> None:
    shapes = {program.name: shape_of(program.source) for program in PROGRAMS}
    assert len(set(shapes.values())) == len(PROGRAMS)


def test_pytest_does_not_collect_the_programs() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--collect-only", "tasks/library"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout + done.stderr


# References


@each_program
def test_the_reference_is_of_a_size_to_be_read(program: Program) -> None:
    assert 10 <= len(program.source.splitlines()) <= 150


@each_program
def test_the_reference_is_documented(program: Program) -> None:
    assert ast.get_docstring(ast.parse(program.source))
    assert [node.name for node in public(program) if not ast.get_docstring(node)] == []


@each_program
def test_the_reference_is_typed(program: Program) -> None:
    missing = []
    for function in functions(ast.parse(program.source)):
        spec = function.args
        args = [*spec.posonlyargs, *spec.args, *spec.kwonlyargs, spec.vararg, spec.kwarg]
        missing += [f"{function.name}({arg.arg})" for arg in args if arg and not arg.annotation]
        missing += [] if function.returns else [function.name]
    assert [name for name in missing if not name.endswith(("(self)", "(cls)"))] == []


@each_program
def test_the_specification_speaks_of_every_public_name(program: Program) -> None:
    words = set(re.findall(r"\w+", program.specification))
    assert [node.name for node in public(program) if node.name not in words] == []


# Visible tests


@each_program
def test_the_reference_passes_its_visible_tests(program: Program, sandboxes: list[Sandbox]) -> None:
    for sandbox in sandboxes:
        report = sandbox.run(program.source, program.visible)
        assert report.all_passed, wrong(report)
        assert report.comparisons == ()


def wrong(report: SuiteReport) -> list[tuple[str, str, str]]:
    return [(test.name, test.verdict, test.message) for test in report.tests if test.verdict != "passed"]


@each_program
def test_the_visible_tests_are_of_a_size_to_be_read(program: Program) -> None:
    names = [f.name for f in functions(ast.parse(program.visible.text)) if f.name.startswith("test_")]
    assert 4 <= len(names) <= 12


@each_program
def test_the_visible_tests_use_no_chance_no_files_and_print_nothing(program: Program) -> None:
    tree = ast.parse(program.visible.text)
    assert imported(tree) <= {"program", "pytest", "datetime", "decimal"}
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert names & {"open", "print", "tmp_path"} == set()


def imported(tree: ast.Module) -> set[str]:
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@each_program
def test_the_visible_tests_leave_inputs_to_others(program: Program) -> None:
    asked = {shown(node) for node in ast.walk(ast.parse(program.visible.text)) if isinstance(node, ast.Call)}
    others = [case for case in drawn(program) if not calls(case) <= asked]
    assert len(others) > CASES / 2


def calls(case: Case) -> set[str]:
    return {
        shown(node) for node in ast.walk(ast.parse(written(case))) if isinstance(node, ast.Call) and node.args
    }


def shown(node: ast.Call) -> str:
    """A call without the object whose method is called, which has another name in each test."""
    target = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
    return f"{target}{[ast.unparse(argument) for argument in (*node.args, *node.keywords)]}"


# Inputs


@each_program
def test_inputs_never_import_the_program(program: Program) -> None:
    allowed = {"random", "typing", "datetime", "decimal", "tracefix_rl.tasks.case"}
    assert imported(ast.parse(program.inputs)) <= allowed


@each_program
def test_edge_cases_come_first(program: Program) -> None:
    common = itertools.takewhile(
        lambda pair: pair[0] == pair[1], zip(drawn(program, 0), drawn(program, 1), strict=True)
    )
    assert 8 <= len(list(common)) < CASES


@each_program
def test_there_are_enough_inputs_and_none_twice(program: Program) -> None:
    assert len({written(case) for case in drawn(program)}) == CASES


def test_inputs_depend_on_nothing_but_the_seed() -> None:
    code = (
        "from itertools import islice\n"
        "from tracefix_rl.tasks import Library, cases\n"
        "from tracefix_rl.tasks.case import written\n"
        "for program in Library.shipped():\n"
        f"    for case in islice(cases(program, 7), {CASES}):\n"
        "        print(program.name, written(case))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert len(outputs.pop()) > CASES * len(PROGRAMS)


@each_program
def test_the_reference_accepts_the_inputs(program: Program, sandboxes: list[Sandbox]) -> None:
    suite = Suite(observing(program, drawn(program)), comparisons=frozenset())
    reports = [sandbox.run(program.source + ECHO, suite) for sandbox in sandboxes]
    assert all(report.all_passed for report in reports), wrong(reports[0])
    assert reports[0].tests == reports[1].tests
    results = [test for test in reports[0].tests if "returned" in test.output]
    assert len(results) > CASES / 2


ECHO = """

def echo(text):
    print(text)
"""
"""What the code under test prints is in a report; what a test prints is not."""

OBSERVER = """
import datetime
from datetime import date
from decimal import Decimal

import pytest
from program import {names}, echo

REFUSALS = ({refusals})
PLAIN = (type(None), bool, int, float, complex, str, bytes, date, datetime.datetime, datetime.timedelta, Decimal)


def observe(value):
    check(value)
    echo(f"returned {{value!r}}")


def check(value):
    if type(value) is dict:
        for pair in value.items():
            check(pair)
    elif type(value) in (list, tuple):
        for item in value:
            check(item)
    else:
        assert type(value) in PLAIN
"""


def observing(program: Program, cases: list[Case]) -> str:
    """Tests that show what the program returns: plain data, or an exception that its specification names."""
    defined = [node.name for node in public(program)]
    words = set(re.findall(r"\w+", program.specification))
    known = [
        name for name in words if isinstance(getattr(builtins, name, None), type) and name.endswith("Error")
    ]
    refusals = known + [name for name in defined if name.endswith("Error")]
    tests = [
        OBSERVER.format(
            names=", ".join(sorted(top_level(program))), refusals="".join(f"{name}, " for name in refusals)
        )
    ]
    for number, case in enumerate(cases):
        lines = [f"def test_{number}():"]
        for step in case:
            kept = isinstance(step, Keep)
            lines += [
                "    try:",
                f"        {step if kept else f'observe({step})'}",
                "    except REFUSALS as error:",
                "        echo(f'raised {type(error).__name__} {error}')",
                "        return" if kept else "        pass",
            ]
        tests.append("\n".join(lines))
    return "\n\n".join(tests) + "\n"


def top_level(program: Program) -> list[str]:
    """The public functions and classes."""
    return [
        node.name
        for node in ast.parse(program.source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
    ]


@each_program
def test_the_inputs_reach_every_public_name(program: Program) -> None:
    source = "\n".join(written(case) for case in drawn(program))
    words = set(re.findall(r"\w+", source))
    raised = {node.name for node in public(program) if node.name.endswith("Error")}
    assert {node.name for node in public(program)} - raised - words == set()


@each_program
def test_no_step_is_a_call_of_nothing(program: Program) -> None:
    for case in drawn(program):
        assert case
        known = set(top_level(program))
        for step in case:
            made = step.value if isinstance(step, Keep) else step
            if isinstance(made, Call):
                assert made.target.partition(".")[0] in known
            if isinstance(step, Keep):
                known.add(step.name)
