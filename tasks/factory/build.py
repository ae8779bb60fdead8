"""Makes the tasks of a whole library: in parallel, and so that what was done before is not done again."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from tracefix_rl.tasks.factory.bench import ProgramError, prepare
from tracefix_rl.tasks.factory.production import produce
from tracefix_rl.tasks.factory.records import Record, key_of, read_record, write_record
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

    Raises:
        ValueError: If a record cannot be used.
    """
    files = {program.name: folder / f"{program.name}-{key_of(program, seed)}.json" for program in programs}
    missing = []
    for program in programs:
        if files[program.name].exists():
            yield Done(_read(files[program.name], program), was_there=True)
        else:
            missing.append(program)
    # The longest first, so that none is left alone at the end.
    missing.sort(key=lambda program: -len(program.source))
    # Spawned, since a fork of a process with threads may never end.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers or os.cpu_count() or 1, context, _end_with_parent) as pool:
        waiting: set[Future[Done]] = {
            pool.submit(_make, program, files[program.name], seed, replay) for program in missing
        }
        try:
            while waiting:
                finished, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in finished)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


def _read(file: Path, program: Program) -> Record:
    record = read_record(file)
    try:
        record.check(program)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{file} was changed: {error}; delete it and build again") from None
    return record


def _end_with_parent() -> None:
    """Let this process end when the one that started it does, even if that is killed.

    Otherwise it would wait for work forever, and its sandboxes with it.
    """
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, name="watch of the parent", daemon=True).start()


def _make(program: Program, file: Path, seed: int, replay: Replay | None) -> Done:
    """Make the tasks of one program, in a process of its own."""
    with sandboxes() as runners:
        try:
            bench = prepare(program, seed, runners)
        except ProgramError as error:
            return Done(None, problem=str(error))
        record = Record.of(bench, produce(bench, seed, runners, replay))
    write_record(record, file)
    return Done(record)
