"""Prepares a program whose held-out tests are generated from its inputs."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.sandbox.limits import Suite
from tracefix_rl.sandbox.report import SuiteReport, Verdict
from tracefix_rl.tasks.case import Case, written
from tracefix_rl.tasks.difficulty.quick_runs import QuickRuns, hangs
from tracefix_rl.tasks.factory.bench import TRIED, Bench, Possible, Power, ProgramError
from tracefix_rl.tasks.generator import draw_single
from tracefix_rl.tasks.held_out.examples import Example, as_module
from tracefix_rl.tasks.held_out.recording import NotRepeatable, record
from tracefix_rl.tasks.held_out.reduction import choose
from tracefix_rl.tasks.held_out.survey import Survey
from tracefix_rl.tasks.inputs import cases
from tracefix_rl.tasks.operators import apply_mutations, mutations
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.running import Runner

POOL = 250
"""Cases that held-out tests are chosen from: edge cases, then drawn ones."""
CASES = 500
"""Other cases, which tell what bugs the held-out tests should have caught."""
HELD_OUT_TESTS = 24
"""Most held-out tests of a program."""

_DRAW_AGAIN = """
import sys
from itertools import islice
from tracefix_rl.tasks.case import written
from tracefix_rl.tasks.inputs import draw_from

seed, count = map(int, sys.argv[1:])
for case in islice(draw_from(sys.stdin.read(), seed), count):
    print(written(case))
"""


def prepare(program: Program, seed: int, runners: Sequence[Runner]) -> Bench:
    """Find a program's bugs and generate its held-out tests.

    Args:
        program: The program.
        seed: What its drawn cases depend on.
        runners: Run its tests, each with another hash seed.

    Raises:
        ProgramError: If the reference does not pass its visible tests, or it or its inputs are not the same
            each time.
    """
    _check_reference(program, runners)
    known = _examples(program, seed, POOL, runners)
    found = mutations(program.source)
    drawn = list(itertools.islice(draw_single(found, Random(f"{seed} {program.name}")), TRIED))
    sources = [apply_mutations(program.source, [mutation]) for mutation in drawn]
    quick = QuickRuns(program.visible, runners[0])
    seen = [quick.run(source) for source in sources]
    hanging = [hangs(report) for report in seen]

    survey = Survey(program.source, known, runners[0])
    kills = [
        frozenset() if is_hanging else survey.kills(source)
        for source, is_hanging in zip(sources, hanging, strict=True)
    ]
    held_out, chosen = _held_out(program, known, kills, seen, runners)
    fresh = Survey(program.source, _examples(program, seed + 1, CASES, runners), runners[0])
    told = [
        bool(killed) or (not is_hanging and bool(fresh.kills(source)))
        for source, killed, is_hanging in zip(sources, kills, hanging, strict=True)
    ]
    power = Power(
        mutations=len(found),
        tried=len(drawn),
        hanging=sum(hanging),
        told=sum(told),
        by_visible=sum(is_told and not report.all_passed for is_told, report in zip(told, seen, strict=True)),
        by_held_out=sum(bool(killed & chosen) for killed in kills),
    )
    return Bench(program, held_out, tuple(map(Possible, drawn, hanging)), quick, power)


def _check_reference(program: Program, runners: Sequence[Runner]) -> None:
    for runner in runners:
        try:
            report = runner.run(program.source, program.visible)
        except SuiteError as error:
            raise ProgramError(
                program, f"its visible tests cannot be used: {error}", "correct visible_test.py"
            ) from None
        if not report.all_passed:
            failed = [
                f"{test.name}: {test.message}" for test in report.tests if test.verdict != Verdict.PASSED
            ]
            reason = report.load_error or "; ".join(failed) or "it has no tests"
            raise ProgramError(
                program, f"the reference fails its visible tests: {reason}", "correct one or the other"
            )


def _examples(program: Program, seed: int, count: int, runners: Sequence[Runner]) -> list[Example]:
    drawn = _draw(program, seed, count)
    _check_inputs(program, seed, drawn)
    try:
        found = record(program.source, drawn, runners[:2])
    except NotRepeatable as error:
        raise ProgramError(program, error.reason, error.fix) from None
    if not found:
        fix = "let inputs.py call or read what is plain, and the program print nothing"
        raise ProgramError(program, "none of its cases gives plain data", fix)
    return found


def _draw(program: Program, seed: int, count: int) -> list[Case]:
    try:
        drawn = list(itertools.islice(cases(program, seed), count))
    except Exception as error:
        reason = f"inputs.py raises {type(error).__name__}: {error}"
        raise ProgramError(program, reason, "correct it") from error
    if not drawn:
        raise ProgramError(program, "inputs.py draws no case", "add edge cases and let `draw` make more")
    return drawn


def _check_inputs(program: Program, seed: int, drawn: Sequence[Case]) -> None:
    """Draw again in a process that hashes texts differently."""
    hash_seed = "2" if os.environ.get("PYTHONHASHSEED") == "1" else "1"
    again = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _DRAW_AGAIN, str(seed), str(len(drawn))],
        input=program.inputs,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if again.returncode:
        detail = (again.stderr.strip().splitlines() or [f"exit code {again.returncode}"])[-1]
        raise ProgramError(program, f"inputs.py raises in another process: {detail}", "correct it")
    if again.stdout != "".join(f"{written(case)}\n" for case in drawn):
        fix = "draw with the given `random` only, and never from a set"
        raise ProgramError(program, "inputs.py draws differently in another process", fix)


def _held_out(
    program: Program,
    known: Sequence[Example],
    kills: Sequence[frozenset[int]],
    seen: Sequence[SuiteReport],
    runners: Sequence[Runner],
) -> tuple[Suite, frozenset[int]]:
    """Choose the held-out tests, and confirm them: those that the reference does not pass are left out."""
    costs = [len(example.as_test("test")) for example in known]
    verdicts = [tuple(report.verdicts.values()) for report in seen]
    misleading: set[int] = set()
    while True:
        usable = [killed - misleading for killed in kills]
        chosen = sorted(choose(usable, costs, HELD_OUT_TESTS, verdicts))
        if not chosen:
            raise ProgramError(program, "no input tells any bug", "let inputs.py draw what reaches the code")
        text = as_module([known[number] for number in chosen], program.source)
        suite = replace(program.visible, text=text)
        reports = [runner.run(program.source, suite) for runner in runners]
        failed = {
            number
            for report in reports
            for number, test in zip(chosen, report.tests, strict=True)
            if test.verdict is not Verdict.PASSED
        }
        if not failed:
            return suite, frozenset(chosen)
        misleading |= failed
