"""Makes the tasks of a whole library: in parallel, and so that what was done before is not done again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.sandbox.errors import SuiteError
from tracefix_rl.tasks.factory.bench import ProgramError, prepare
from tracefix_rl.tasks.factory.production import produce
from tracefix_rl.tasks.factory.records import Record, read_record, record_file, write_record
from tracefix_rl.tasks.factory.workers import in_processes
from tracefix_rl.tasks.gate import Replay
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.running import sandboxes


@dataclass(frozen=True, slots=True)
class Done:
    """A program that is finished.

    Args:
        record: What was made of it; nothing if it cannot be used.
        problem: Why not.
        was_there: Whether an earlier build had made it.
    """

    record: Record | None
    problem: str = ""
    was_there: bool = False


def build(
    programs: Sequence[Program],
    folder: Path,
    *,
    seed: int = 0,
    workers: int | None = None,
    replay: Replay | None = None,
) -> Iterator[Done]:
    """Make the tasks of programs, and yield each program when it is finished.

    What is made of a program depends on the program and the seed alone. A record of each is kept in a folder;
    a build that finds a record there takes it, so that one that was stopped goes on where it was.

    Args:
        programs: What to make tasks of.
        folder: Where records are kept.
        seed: What is drawn depends on it.
        workers: Programs at a time; the number of processors by default.
        replay: Plays each task's repair; a function of a module.
    """
    files = {program.name: record_file(folder, program, seed) for program in programs}
    missing = [program for program in programs if not files[program.name].exists()]
    for program in programs:
        if program not in missing:
            yield _read(files[program.name])
    missing.sort(key=lambda program: -len(program.source))
    calls = [(program, files[program.name], seed, replay) for program in missing]
    yield from in_processes(_make, calls, workers)


def _read(file: Path) -> Done:
    try:
        return Done(read_record(file), was_there=True)
    except ValueError as error:
        return Done(None, problem=str(error), was_there=True)


def _make(program: Program, file: Path, seed: int, replay: Replay | None) -> Done:
    """Make the tasks of one program, in a process of its own."""
    with sandboxes() as runners:
        try:
            bench = prepare(program, seed, runners)
        except ProgramError as error:
            return Done(None, problem=str(error))
        except SuiteError as error:
            where = f"{program.domain}/{program.name}"
            return Done(None, problem=f"{where}: visible_test.py cannot be used: {error}; correct it")
        record = Record.of(bench, produce(bench, seed, runners, replay))
    write_record(record, file)
    return Done(record)
