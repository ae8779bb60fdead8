"""Puts together what was made of programs: tiers are cut, and one file is written."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from tracefix_rl.tasks.difficulty.panel import PANEL_VERSION
from tracefix_rl.tasks.difficulty.scoring import Cuts, score
from tracefix_rl.tasks.edits import edits_between
from tracefix_rl.tasks.factory.importing import Imported
from tracefix_rl.tasks.factory.production import Made, task_of
from tracefix_rl.tasks.factory.records import Record, key_of
from tracefix_rl.tasks.program import Program
from tracefix_rl.tasks.splits import split_of
from tracefix_rl.tasks.storage.writing import Stored, write_tasks
from tracefix_rl.tasks.task import Split, Task

CURATED_DOMAIN = "curated"


def assemble(
    programs: Sequence[Program],
    records: Sequence[Record],
    curated: Sequence[Task],
    named: Mapping[str, Task],
    file: Path,
    *,
    seed: int,
) -> Cuts:
    """Write a task file.

    Args:
        programs: The programs that tasks were made of.
        records: What was made of each.
        curated: Tasks that were written by hand.
        named: Those of them that have an id in the manifest, by it.
        file: Where to write.
        seed: What the records depend on.

    Returns:
        Where the tiers were cut.

    Raises:
        ValueError: If there are not enough tasks to cut tiers from.
    """
    by_name = {program.name: program for program in programs}
    cuts = Cuts.between_thirds(
        [
            score(made.effort, made.features)
            for record in records
            if split_of(by_name[record.program].family) is Split.TRAIN
            for made in record.made
        ]
    )
    manifest_ids = {task.id: manifest_id for manifest_id, task in named.items()}
    generated = [each for record in records for each in _stored(by_name[record.program], record, cuts)]
    by_hand = [_by_hand(task, manifest_ids.get(task.id), cuts) for task in curated]
    made = {record.program: record.as_made(key_of(by_name[record.program], seed)) for record in records}
    write_tasks(
        file, [*programs, *map(_program_of, curated)], [*generated, *by_hand], _about(seed, cuts), made
    )
    return cuts


def assemble_imported(
    imported: Sequence[Imported],
    file: Path,
    cuts: Cuts,
    *,
    seed: int,
    split: Split | None = None,
    packages: Collection[str] = (),
) -> None:
    """Write a task file of imported items.

    Args:
        imported: What was made of each.
        file: Where to write.
        cuts: Where tiers are cut: as elsewhere, so that they mean the same.
        seed: What the tasks depend on.
        split: Where all tasks are; by default that depends on the item's name.
        packages: Third-party packages that the programs import.
    """
    stored = [
        replace(stored, task=replace(stored.task, name=each.name, split=split or stored.task.split))
        for each in imported
        for stored in _stored(each.program, each.record, cuts)
    ]
    about = _about(seed, cuts) | {"packages": " ".join(sorted(packages))}
    write_tasks(file, [each.program for each in imported], stored, about)


def _about(seed: int, cuts: Cuts) -> dict[str, str]:
    return {
        "seed": str(seed),
        "panel_version": str(PANEL_VERSION),
        "medium_from": f"{cuts.medium:.6f}",
        "hard_from": f"{cuts.hard:.6f}",
    }


def cuts_of(about: Mapping[str, str]) -> Cuts:
    """Return where the tiers of a task file were cut, as it says of itself."""
    return Cuts(float(about["medium_from"]), float(about["hard_from"]))


def _stored(program: Program, record: Record, cuts: Cuts) -> Iterator[Stored]:
    held_out = replace(program.visible, text=record.held_out)
    for made in record.made:
        hardness = score(made.effort, made.features)
        task = replace(task_of(program, held_out, made.mutations), tier=cuts.tier(hardness))
        if task.id != made.task_id:
            raise ValueError(
                f"the record of {program.name} was made of another version of it; delete it and build again"
            )
        yield Stored(task, tuple(each.edit for each in made.mutations), hardness, _measured(made))


def _measured(made: Made) -> dict[str, object]:
    return {"effort": list(made.effort.runs), **asdict(made.features)}


def _by_hand(task: Task, manifest_id: str | None, cuts: Cuts) -> Stored:
    edits = edits_between(task.solution, task.source)
    return Stored(task, edits, cuts.middle(task.tier), manifest_id=manifest_id)


def _program_of(task: Task) -> Program:
    return Program(
        name=task.program,
        domain=CURATED_DOMAIN,
        family=task.program,
        title=task.title,
        specification=task.specification,
        tags=frozenset(),
        source=task.solution,
        visible=task.visible,
        inputs="",
    )
