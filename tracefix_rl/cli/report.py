"""`tracefix report`: a run as one page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from tracefix_rl.cli.tasks.common import refuse

_DEFAULT_NAME = "report.html"


def report(
    run: Annotated[
        Path, typer.Argument(help="A run's folder, a journal, or a folder of journals that a server made.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help=f"The page; {_DEFAULT_NAME} in the run's folder by default."),
    ] = None,
) -> None:
    """Write a run's page anew: what was measured, plots, and every episode step by step.

    The page is one file that needs no network. It shows where the bugs are, so it is not for agents.
    """
    from tracefix_rl.report import write_report
    from tracefix_rl.trajectories import JournalError, trajectories_of

    page = output or (run if run.is_dir() else run.parent) / _DEFAULT_NAME
    try:
        write_report(page, _about(run), trajectories_of(run))
    except JournalError as error:
        refuse(str(error))
    except OSError as error:
        refuse(f"{page} cannot be written: {error.strerror or error}; name another file with -o")
    typer.echo(f"Wrote {page}, {page.stat().st_size / 1e6:,.1f} MB. Open it in a browser.")


def _about(run: Path) -> dict[str, Any]:
    """What `run.json` says; of journals without one, just where they are."""
    from tracefix_rl.evaluation.folder import read_about

    name = {"id": run.absolute().name}
    return name | read_about(run) if (run / "run.json").exists() else name
