"""The factory: from a small program to tasks and records, and what it says of programs that cannot be used."""

from __future__ import annotations

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tracefix_rl.evaluation.repairing import replay_repair
from tracefix_rl.sandbox import Sandbox, Suite
from tracefix_rl.tasks import Program, check_task, read_program
from tracefix_rl.tasks.factory import production
from tracefix_rl.tasks.factory.bench import Bench, ProgramError
from tracefix_rl.tasks.factory.build import Done, build
from tracefix_rl.tasks.factory.from_inputs import HELD_OUT_TESTS, prepare
from tracefix_rl.tasks.factory.production import HANGING, QUOTAS, Production, produce, task_of
from tracefix_rl.tasks.factory.records import Record, key_of, read_record, write_record
from tracefix_rl.tasks.operators import apply_mutations
from tracefix_rl.tasks.running import Rotation, sandboxes
from tracefix_rl.tasks.source import tree_of

DESCRIPTION = """
title = "Fares"
domain = "money"
tags = ["tiny"]
specification = "`fare(age, miles)` is what a ride costs, in cents."
"""
SOURCE = '''"""Fares."""


def fare(age: int, miles: int) -> int:
    """Return what a ride costs, in cents."""
    if age < 6:
        return 0
    total = 250 + 30 * miles
    if age < 18:
        return total // 2
    return total


def longest(miles: list[int]) -> int:
    """Return the longest of several rides."""
    best = 0
    for each in miles:
        if each > best:
            best = each
    return best
'''
VISIBLE = """from program import fare, longest


def test_small_children_ride_for_nothing():
    assert fare(5, 10) == 0


def test_children_pay_half():
    assert fare(6, 10) == 275


def test_adults():
    assert fare(18, 10) == 550


def test_longest():
    assert longest([3, 9, 4]) == 9


def test_no_rides():
    assert longest([]) == 0
"""
INPUTS = """
from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [[call("fare", 17, 1)], [call("fare", 0, 0)], [call("longest", [])]]


def draw(random: Random) -> Case:
    if random.random() < 0.5:
        return [call("longest", [random.randint(0, 5) for _ in range(random.randint(0, 4))])]
    return [call("fare", random.randint(0, 30), random.randint(0, 20))]
"""


def write_program(folder: Path) -> Program:
    folder.mkdir(parents=True)
    (folder / "program.toml").write_text(DESCRIPTION)
    (folder / "program.py").write_text(SOURCE)
    (folder / "visible_test.py").write_text(VISIBLE)
    (folder / "inputs.py").write_text(INPUTS)
    return read_program(folder)


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Program:
    return write_program(tmp_path_factory.mktemp("library") / "money" / "fares")


@pytest.fixture(scope="module")
def runners() -> Iterator[list[Sandbox]]:
    with sandboxes() as started:
        yield started


@pytest.fixture(scope="module")
def bench(program: Program, runners: list[Sandbox]) -> Bench:
    return prepare(program, 0, runners)


@pytest.fixture(scope="module")
def produced(bench: Bench, runners: list[Sandbox]) -> Iterator[Production]:
    """With smaller quotas, so that it takes seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(production, "QUOTAS", {1: 6, 2: 3, 3: 1})
        yield produce(bench, 0, runners, replay_repair)


# A program on the bench


def test_the_held_out_tests_pass_on_the_reference_and_are_few(bench: Bench, runners: list[Sandbox]) -> None:
    for runner in runners:
        report = runner.run(SOURCE, bench.held_out)
        assert report.all_passed
        assert 0 < len(report.tests) <= HELD_OUT_TESTS


def test_power_counts_what_the_tests_really_catch(bench: Bench, runners: list[Sandbox]) -> None:
    power = bench.power
    assert power.tried == len(bench.possible) <= power.mutations
    assert power.hanging == sum(possible.hangs for possible in bench.possible)
    assert 0 < power.by_visible <= power.told <= power.tried - power.hanging
    sources = [apply_mutations(SOURCE, [each.mutation]) for each in bench.possible if not each.hangs]
    caught = sum(not runners[0].run(source, bench.held_out).all_passed for source in sources)
    assert power.by_held_out == caught
    assert power.by_held_out >= 0.95 * power.told


# Its tasks


def test_every_task_passes_the_gate_again(bench: Bench, produced: Production, runners: list[Sandbox]) -> None:
    runner = Rotation(runners)
    for made in produced.made:
        task = task_of(bench.program, bench.held_out, made.mutations)
        assert task.id == made.task_id
        alone = [apply_mutations(SOURCE, [each]) for each in made.mutations]
        assert check_task(task, runner, alone=alone, replay=replay_repair) == []


def test_no_two_tasks_share_their_code_or_their_verdicts(
    bench: Bench, produced: Production, runners: list[Sandbox]
) -> None:
    tasks = [task_of(bench.program, bench.held_out, made.mutations) for made in produced.made]
    verdicts = [
        tuple(
            test.verdict
            for suite in (task.visible, task.held_out)
            for test in runners[0].run(task.source, suite).tests
        )
        for task in tasks
    ]
    assert len({task.id for task in tasks}) == len(tasks)
    assert len({tree_of(task.source) for task in tasks}) == len(tasks)
    assert len(set(verdicts)) == len(tasks)


def test_quotas_are_kept_and_singles_come_first(produced: Production) -> None:
    sizes = [len(made.mutations) for made in produced.made]
    assert sizes == sorted(sizes)
    assert sizes.count(1) == 6
    assert 1 <= sizes.count(2) <= 3
    assert sizes.count(3) <= 1
    assert set(QUOTAS) == {1, 2, 3}


def test_combined_bugs_are_tasks_alone_and_each_is_seen(
    bench: Bench, produced: Production, runners: list[Sandbox]
) -> None:
    singles = {made.mutations[0] for made in produced.made if len(made.mutations) == 1}
    for made in produced.made:
        if len(made.mutations) > 1:
            assert set(made.mutations) <= singles
            for mutation in made.mutations:
                alone = apply_mutations(SOURCE, [mutation])
                assert not runners[0].run(alone, bench.program.visible).all_passed


def test_few_tasks_have_tests_that_do_not_end(
    bench: Bench, produced: Production, runners: list[Sandbox]
) -> None:
    hanging = [
        made
        for made in produced.made
        if any(
            "timeout" in runners[0].run(apply_mutations(SOURCE, made.mutations), suite).verdicts.values()
            for suite in (bench.program.visible, bench.held_out)
        )
    ]
    assert len(hanging) <= HANGING


def test_what_is_measured_is_there(produced: Production) -> None:
    for made in produced.made:
        assert made.features.bugs == len(made.mutations)
        assert 0 < made.features.failing_share < 1


# Records


def test_a_record_comes_back_as_it_was(bench: Bench, produced: Production, tmp_path: Path) -> None:
    record, file, again = Record.of(bench, produced), tmp_path / "inner" / "one.json", tmp_path / "two.json"
    write_record(record, file)
    assert read_record(file) == record
    write_record(read_record(file), again)
    assert again.read_bytes() == file.read_bytes()
    assert [path.name for path in file.parent.iterdir()] == ["one.json"]
    read_record(file).check(bench.program)


def test_refusals_are_written_in_one_order(bench: Bench, produced: Production) -> None:
    backwards = Production(produced.made)
    for reason, count in reversed(produced.refused.items()):
        backwards.refused[reason] = count
    assert list(Record.of(bench, backwards).refused) == list(Record.of(bench, produced).refused)


@pytest.fixture
def written(bench: Bench, produced: Production, tmp_path: Path) -> Path:
    """The record of the program where a build looks for it."""
    file = tmp_path / f"fares-{key_of(bench.program, 0)}.json"
    write_record(Record.of(bench, produced), file)
    return file


def test_a_record_that_is_there_is_taken(bench: Bench, written: Path) -> None:
    before = written.stat()
    assert list(build([bench.program], written.parent)) == [Done(read_record(written), was_there=True)]
    assert written.stat() == before


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "5", '{"program": "fares"}', "\0", "null"], ids=lambda text: text or "empty"
)
def test_what_is_no_record_is_refused(bench: Bench, written: Path, text: str) -> None:
    written.write_text(text)
    with pytest.raises(ValueError, match=rf"{written.name} is no record .*; delete it and build again"):
        list(build([bench.program], written.parent))


def test_a_truncated_record_is_refused(bench: Bench, written: Path) -> None:
    text = written.read_text()
    for share in (0.1, 0.5, 0.99):
        written.write_text(text[: int(len(text) * share)])
        with pytest.raises(ValueError, match="delete it and build again"):
            read_record(written)


def set_key(plain: dict[str, object], *path: str | int, value: object) -> None:
    inner: object = plain
    for key in path[:-1]:
        inner = inner[key]  # type: ignore[index]
    inner[path[-1]] = value  # type: ignore[index]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (["program"], "other", "it is of 'other', not of 'fares'"),
        (["held_out"], "def test_it():\n    pass\n", "is not what it was"),
        (["held_out"], "", "the text of a pytest module"),
        (["made", 0, "task_id"], "t-000000000000", "task t-000000000000 is not what it was"),
        (["made", 0, "mutations", 0, "new"], ["    pass\n"], "is not what it was"),
        (["made", 0, "mutations", 0, "old"], ["    pass\n"], "does not fit the source"),
        (["made", 0, "mutations", 0, "first_line"], "1", "delete it"),
        (["made", 0, "mutations", 0, "family"], "sums", "is no record"),
        (["made", 0, "effort"], [], "is no record"),
        (["made", 0, "features", "more"], 1, "is no record"),
        (["refused"], [], "is no record"),
        (["refused"], {"tired": 1}, "is no record"),
        (["power"], {"told": 1}, "is no record"),
    ],
)
def test_a_record_that_was_edited_is_refused(
    bench: Bench, written: Path, path: list[str | int], value: object, message: str
) -> None:
    plain = json.loads(written.read_text())
    set_key(plain, *path, value=value)
    written.write_text(json.dumps(plain))
    with pytest.raises(ValueError, match=message) as caught:
        list(build([bench.program], written.parent))
    assert str(written) in str(caught.value)
    assert str(caught.value).endswith("; delete it and build again")


def test_what_a_stopped_write_left_is_no_record(bench: Bench, produced: Production, tmp_path: Path) -> None:
    file = tmp_path / "fares.json"
    file.with_suffix(".part").write_text('{"program": ')
    write_record(Record.of(bench, produced), file)
    assert read_record(file).program == "fares"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    "changed", [{"source": "x = 1\n"}, {"visible": Suite("x = 1\n")}, {"inputs": "x = 1\n"}], ids=str
)
def test_a_program_that_changed_is_made_again(program: Program, changed: dict[str, object]) -> None:
    assert key_of(replace(program, **changed), 0) != key_of(program, 0)  # type: ignore[arg-type]


def test_another_seed_is_another_record(program: Program) -> None:
    assert key_of(program, 1) != key_of(program, 0) == key_of(program, 0)


# Programs that cannot be used

UNUSABLE = {
    "reference fails": (
        {"source": SOURCE.replace("250", "260")},
        r"the reference fails its visible tests: test_children_pay_half: .*; correct one or the other",
    ),
    "reference does not load": (
        {"source": f"import nowhere\n{SOURCE}"},
        r"the reference fails its visible tests: .*nowhere.*; correct one or the other",
    ),
    "tests do not load": (
        {"visible": Suite("import nowhere\n")},
        r"its visible tests cannot be used: .*nowhere.*; correct visible_test\.py",
    ),
    "no tests": (
        {"visible": Suite("from program import fare\n")},
        r"its visible tests cannot be used: .*; correct visible_test\.py",
    ),
    "inputs raise": (
        {"inputs": INPUTS.replace("random.random() < 0.5", "1 / 0")},
        r"inputs\.py raises ZeroDivisionError: .*; correct it",
    ),
    "inputs do not load": (
        {"inputs": f"import nowhere\n{INPUTS}"},
        r"inputs\.py raises ModuleNotFoundError: .*nowhere.*; correct it",
    ),
    "edges are no cases": (
        {"inputs": f"{INPUTS}\nEDGES = [5]\n"},
        r"inputs\.py raises TypeError: .*; correct it",
    ),
    "inputs hash": (
        {"inputs": INPUTS.replace("random.randint(0, 20)", "hash('miles') % 1_000_000")},
        r"inputs\.py draws differently in another process; draw with the given `random` only",
    ),
    "inputs draw from a set": (
        {
            "inputs": INPUTS.replace(
                "random.randint(0, 20)", "[len(text) for text in {'x' * n for n in range(50)}]"
            )
        },
        r"inputs\.py draws differently in another process; .* never from a set",
    ),
    "inputs draw from time": (
        {"inputs": INPUTS.replace("random.randint(0, 20)", "__import__('time').time_ns()")},
        r"inputs\.py draws differently in another process",
    ),
    "reference depends on hashes": (
        {"source": SOURCE.replace("return total\n", "return total + hash('x' * miles) % 97 * (age > 18)\n")},
        r"gives different results in different runs: `fare\(.*\)` gives .*; make it independent of",
    ),
    "reference depends on time": (
        {
            "source": SOURCE.replace(
                "return total\n", "return total + __import__('time').time_ns() * (age > 18)\n"
            )
        },
        r"gives different results in different runs",
    ),
    "reference hangs on inputs": (
        {"source": SOURCE.replace("    total = 250", "    while age == 17:\n        pass\n    total = 250")},
        r"cannot be tried on `fare\(17, 1\)`: timeout: .*; correct it, or draw inputs for which it ends soon",
    ),
    "no plain data": (
        {
            "inputs": "from tracefix_rl.tasks.case import read\n\n\nEDGES = [[read('fare')]]\n\n\n"
            "def draw(random):\n    return EDGES[0]\n"
        },
        r"none of its cases gives plain data; let inputs\.py call or read",
    ),
    "no cases": (
        {"inputs": "EDGES = []\n\n\ndef draw(random):\n    raise StopIteration\n"},
        r"inputs\.py (draws no case; add edge cases|raises RuntimeError)",
    ),
    "inputs tell nothing": (
        {
            "inputs": "from tracefix_rl.tasks.case import call\n\n\nEDGES = [[call('fare')]]\n\n\n"
            "def draw(random):\n    return EDGES[0]\n",
        },
        r"no input tells any bug; let inputs\.py draw what reaches the code",
    ),
}


@pytest.mark.parametrize(("changed", "message"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_program_that_cannot_be_used_is_named_with_reason_and_fix(
    program: Program, runners: list[Sandbox], changed: dict[str, object], message: str
) -> None:
    bad = replace(program, **changed)  # type: ignore[arg-type]
    with pytest.raises(ProgramError, match=f"(?s)^money/fares: (the reference )?{message}") as caught:
        prepare(bad, 0, runners)
    assert caught.value.program is bad
    assert str(caught.value) == f"money/fares: {caught.value.reason}; {caught.value.fix}"


def test_a_program_error_travels_between_processes(program: Program) -> None:
    error = pickle.loads(pickle.dumps(ProgramError(program, "it is wrong", "correct it")))
    assert type(error) is ProgramError
    assert (error.program, str(error)) == (program, "money/fares: it is wrong; correct it")


# Builds, in processes of their own

BUILD = """
import sys
from pathlib import Path

from tracefix_rl.tasks.factory.build import build
from tracefix_rl.tasks.programs import Library

if __name__ == "__main__":
    library, records, seed = sys.argv[1:]
    for done in build(list(Library(Path(library))), Path(records), seed=int(seed), workers=2):
        print(done.record.program if done.record else done.problem.splitlines()[0], done.was_there, flush=True)
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two programs, with so few places for bugs that a build takes seconds, and one that cannot be used."""
    folder = tmp_path_factory.mktemp("library")
    for name, text in (("adults", "age < 18"), ("small", "age < 6"), ("wrong", "age > 6")):
        where = folder / "money" / name
        write_program(where)
        (where / "program.py").write_text(f"def free(age: int) -> bool:\n    return {text}\n")
        age = 18 if name == "adults" else 6
        (where / "visible_test.py").write_text(
            "from program import free\n\n\n"
            f"def test_just_not():\n    assert free({age}) is False\n\n\n"
            f"def test_just():\n    assert free({age - 1}) is True\n\n\n"
            f"def test_old():\n    assert free(90) is False\n"
        )
        (where / "inputs.py").write_text(
            "from tracefix_rl.tasks.case import call\n\nEDGES = []\n\n\n"
            "def draw(random):\n    return [call('free', random.randint(0, 30))]\n"
        )
    return folder


def start_build(library: Path, records: Path, seed: int = 0) -> subprocess.Popen[str]:
    script = records.with_suffix(".py")
    script.write_text(BUILD)
    return subprocess.Popen(
        [sys.executable, str(script), str(library), str(records), str(seed)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def built(library: Path, records: Path, seed: int = 0) -> list[str]:
    process = start_build(library, records, seed)
    out, _ = process.communicate()
    assert process.returncode == 0
    return sorted(out.splitlines())


def contents(records: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in records.iterdir()}


@pytest.fixture(scope="module")
def records(library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "records"
    adults, wrong, small = built(library, folder)
    assert (adults, small) == ("adults False", "small False")
    assert wrong.startswith("money/wrong: the reference fails its visible tests: test_just")
    return folder


def test_a_build_makes_tasks_of_what_can_be_used(records: Path) -> None:
    assert sorted(name.partition("-")[0] for name in contents(records)) == ["adults", "small"]
    for file in records.iterdir():
        assert read_record(file).made


def test_a_build_that_is_repeated_makes_nothing_again(library: Path, records: Path) -> None:
    before = {file: file.stat() for file in records.iterdir()}
    adults, wrong, small = built(library, records)
    assert (adults, small) == ("adults True", "small True")
    assert wrong.startswith("money/wrong: ")
    assert {file: file.stat() for file in records.iterdir()} == before


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_records(
    library: Path, records: Path, tmp_path: Path
) -> None:
    built(library, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(records)
    built(library, tmp_path / "other", seed=1)
    assert contents(tmp_path / "other").keys().isdisjoint(contents(records))


def test_a_build_that_is_killed_goes_on_where_it_was(library: Path, records: Path, tmp_path: Path) -> None:
    folder = tmp_path / "killed"
    process = start_build(library, folder)
    assert process.stdout is not None
    first = process.stdout.readline()  # something is finished, something is not
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=60)  # ends when no process of the build is left that could write
    assert first
    built(library, folder)
    assert contents(folder) == contents(records)
