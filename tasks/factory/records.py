"""What was made of one program, as a file, so that a build that was stopped goes on where it was."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from tracefix_rl.tasks.difficulty.features import Features
from tracefix_rl.tasks.difficulty.panel import PANEL_VERSION, Effort
from tracefix_rl.tasks.edits import split_lines
from tracefix_rl.tasks.factory.bench import Bench, Power
from tracefix_rl.tasks.factory.production import Made, Production, task_of
from tracefix_rl.tasks.gate import RefusalReason
from tracefix_rl.tasks.operators import Mutation
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.storage import Choice, Parts, TaskFile
from tracefix_rl.tasks.task import Family, Task

FORMAT = 3
"""Goes up when a change of the factory makes other tasks of the same program."""


@dataclass(frozen=True, slots=True)
class Record:
    """What was made of a program.

    Args:
        program: Its name.
        held_out: Text of its held-out tests.
        power: What its tests catch.
        made: Its tasks.
        refused: Candidates that are none, by reason.
    """

    program: str
    held_out: str
    power: Power
    made: tuple[Made, ...]
    refused: Mapping[RefusalReason, int]

    @classmethod
    def of(cls, bench: Bench, production: Production) -> Record:
        """Return what was made on a bench."""
        return cls(
            bench.program.name,
            bench.held_out.text,
            bench.power,
            tuple(production.made),
            # In one order, since a build gives the same bytes each time.
            {reason: count for reason in RefusalReason if (count := production.refused[reason])},
        )

    def as_made(self, key: str) -> dict[str, Any]:
        """Return what a task file says of it, beside its tasks; see `records_in`."""
        return {"key": key, "power": asdict(self.power), "refused": dict(self.refused)}

    def check(self, program: Program) -> None:
        """Make sure that the tasks are what was made of a program.

        Args:
            program: The program that it should be a record of.

        Raises:
            ValueError: If it is of another program, or a held-out test or a bug is not what it was.
        """
        if self.program != program.name:
            raise ValueError(f"it is of {self.program!r}, not of {program.name!r}")
        held_out = replace(program.visible, text=self.held_out)
        for made in self.made:
            if task_of(program, held_out, made.mutations).id != made.task_id:
                raise ValueError(f"task {made.task_id} is not what it was")


def records_in(file: TaskFile) -> dict[str, Record]:
    """Return the records that a task file was assembled from, by their keys.

    So that what did not change since is not made again. Nothing of tasks that were written by hand is among
    them.
    """
    records = {}
    for program in file.programs:
        made = file.made(program)
        if made:
            tasks = [file.with_alone(entry.id)[0] for entry in file.entries(Choice(program=program))]
            records[made["key"]] = Record(
                program=program,
                held_out=tasks[0].held_out.text,
                power=Power(**made["power"]),
                made=tuple(_made_again(file.parts(task.id), task) for task in tasks),
                refused=_refused(made["refused"]),
            )
    return records


def _made_again(parts: Parts, task: Task) -> Made:
    lines = split_lines(task.solution)
    mutations = tuple(
        Mutation(
            operator=bug.kind,
            family=bug.family,
            first_line=edit.first_line,
            last_line=edit.last_line,
            old=tuple(lines[edit.first_line - 1 : edit.last_line]),
            new=edit.new,
            description=bug.description,
        )
        for edit, bug in zip(parts.edits, parts.bugs, strict=True)
    )
    measured = dict(parts.measured)
    return Made(task.id, mutations, Effort(tuple(measured.pop("effort"))), Features(**measured))


def _refused(plain: Mapping[str, int]) -> dict[RefusalReason, int]:
    return {RefusalReason(reason): count for reason, count in plain.items()}


def key_of(program: Program, seed: int) -> str:
    """Return what a record depends on besides this package's code: the program, the seed and the versions."""
    digest = hashlib.sha256(f"{FORMAT} {PANEL_VERSION} {seed}".encode())
    for text in (program.source, program.visible.text, program.inputs):
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()[:16]


def record_file(folder: Path, program: Program, seed: int) -> Path:
    """Return where in a folder the record of a program is kept."""
    return folder / f"{program.name}-{key_of(program, seed)}.json"


def write_record(record: Record, file: Path) -> None:
    """Write a record; the file is there whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    part = file.with_suffix(".part")
    part.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    part.replace(file)


def read_record(file: Path) -> Record:
    """Read a record that `write_record` wrote.

    Raises:
        ValueError: If it is something else.
    """
    try:
        plain = json.loads(file.read_text(encoding="utf-8"))
        return Record(
            program=plain["program"],
            held_out=plain["held_out"],
            power=Power(**plain["power"]),
            made=tuple(map(_made, plain["made"])),
            refused=_refused(plain["refused"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{file} is no record of a program ({error!r}); delete it and build again") from None


def _made(plain: Mapping[str, Any]) -> Made:
    return Made(
        task_id=plain["task_id"],
        mutations=tuple(map(_mutation, plain["mutations"])),
        effort=Effort(**{name: _tuple(value) for name, value in plain["effort"].items()}),
        features=Features(**plain["features"]),
    )


def _mutation(plain: Mapping[str, Any]) -> Mutation:
    values = {name: _tuple(value) for name, value in plain.items()}
    return Mutation(**{**values, "family": Family(plain["family"])})


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
