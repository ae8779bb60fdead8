"""Makes the tasks of a whole library: in parallel, and so that what was done before is not done again."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.tasks.factory.bench import ProgramError
from tracefix_rl.tasks.factory.from_inputs import prepare
from tracefix_rl.tasks.factory.production import produce
from tracefix_rl.tasks.factory.records import Record, key_of, read_record, record_file, write_record
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
    earlier: Mapping[str, Record] | None = None,
    replay: Replay | None = None,
) -> Generator[Done, None, None]:
    """Make the tasks of programs, and yield each program when it is finished.

    What is made of a program depends on the program and the seed alone. A record of each is kept in a folder;
    a build that finds a record there, or among those of an earlier file, takes it: one that was stopped goes
    on where it was, and what did not change is not made again.

    Args:
        programs: What to make tasks of.
        folder: Where records are kept.
        seed: What is drawn depends on it.
        workers: Programs at a time; the number of processors by default.
        earlier: Records by their keys; see `records_in`.
        replay: Plays each task's repair; a function of a module.

    Raises:
        ValueError: If a record cannot be used.
    """
    known, missing = earlier or {}, []
    files = {program.name: record_file(folder, program, seed) for program in programs}
    for program in programs:
        key, file = key_of(program, seed), files[program.name]
        if key in known or file.exists():
            yield Done(known[key] if key in known else _read(file, program), was_there=True)
        else:
            missing.append(program)
    # The longest first, so that none is left alone at the end.
    missing.sort(key=lambda program: -len(program.source))
    calls = [(program, files[program.name], seed, replay) for program in missing]
    yield from in_processes(_make, calls, workers)


def _read(file: Path, program: Program) -> Record:
    record = read_record(file)
    try:
        record.check(program)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{file} was changed: {error}; delete it and build again") from None
    return record


def _make(program: Program, file: Path, seed: int, replay: Replay | None) -> Done:
    """Make the tasks of one program, in a process of its own."""
    with sandboxes() as runners:
        try:
            bench = prepare(program, seed, runners)
            record = Record.of(bench, produce(bench, seed, runners, replay))
        except ProgramError as error:
            return Done(None, problem=str(error))
        except Exception as error:
            error.add_note(f"while making the tasks of {program.domain}/{program.name}")
            raise
    write_record(record, file)
    return Done(record)
