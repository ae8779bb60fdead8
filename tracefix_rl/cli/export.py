"""`tracefix export`: a run's episodes in the formats that trainers and viewers read."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import JsonOption, print_json, refuse

if TYPE_CHECKING:
    from tracefix_rl.export import Exported, Exporter


class Only(StrEnum):
    """Which episodes."""

    RESOLVED = "resolved"


def export(
    run: Annotated[
        Path, typer.Argument(help="A run's folder, a journal, or a folder of journals that a server made.")
    ],
    format_name: Annotated[
        str,
        typer.Option(
            "--format",
            help="trl, openai, openenv, atif, sharegpt, verl, nemo-gym or parquet.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Where it goes: a file, or a folder for openenv and atif.")
    ],
    only: Annotated[Only | None, typer.Option(help="Only episodes that were resolved.")] = None,
    min_score: Annotated[
        float | None, typer.Option(min=0, max=1, help="Only episodes with at least this final score.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a run's episodes in another format, and say how to load it.

    The new file takes the place of the old one only when it is whole. Bugs, solutions and held-out tests are
    in none of the formats.
    """
    from tracefix_rl.export import EXPORTERS, ExportError, Selection
    from tracefix_rl.export import export as write
    from tracefix_rl.tasks.suggestions import near
    from tracefix_rl.trajectories import JournalError

    if format_name not in EXPORTERS:
        refuse(f"there is no format {format_name!r}; {near(format_name, EXPORTERS)}")
    exporter = EXPORTERS[format_name]
    selection = Selection(only_resolved=only is Only.RESOLVED, min_score=min_score)
    try:
        done = write(run, exporter, output, selection)
    except (ExportError, JournalError) as error:
        refuse(str(error))
    if as_json:
        print_json(
            {
                "format": exporter.name,
                "path": str(output),
                "episodes": done.episodes,
                "left_out": dict(done.left_out),
                "load": done.load,
            }
        )
    else:
        _tell(exporter, output, done)


def _tell(exporter: Exporter, output: Path, done: Exported) -> None:
    typer.echo(f"Wrote {output}: {_episodes(done.episodes)} as {exporter.name}.")
    for reason, count in done.left_out.items():
        typer.echo(f"Left out {_episodes(count)} {reason}.")
    typer.echo(f"Load it with\n\n    {done.load}")


def _episodes(count: int) -> str:
    return f"{count:,} episode{'' if count == 1 else 's'}"
