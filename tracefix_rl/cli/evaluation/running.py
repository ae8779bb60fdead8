"""Plays a run from a command line, and says what came of it."""

from __future__ import annotations

import asyncio
import os
import platform
import re
import secrets
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import typer

from tracefix_rl.cli.evaluation.display import display
from tracefix_rl.cli.evaluation.request import Request, RequestError
from tracefix_rl.cli.evaluation.table import print_summary
from tracefix_rl.evaluation.engines import ENGINES, Engine, EngineError, make_engine
from tracefix_rl.evaluation.folder import RunFolder
from tracefix_rl.evaluation.job import Assignment, Job, assignments
from tracefix_rl.evaluation.run import GaveUpError, Progress, play_missing
from tracefix_rl.evaluation.summary import Summary, summarize
from tracefix_rl.interrupts import told_to_stop_is_interrupted
from tracefix_rl.sandbox import SandboxError
from tracefix_rl.serving import ServerError, own_container
from tracefix_rl.terminal.text import counted, visible_line
from tracefix_rl.trajectories.journal import JournalError
from tracefix_rl.trajectories.recorder import versions
from tracefix_rl.trajectories.runs import RunError, trajectories_of

_INTERRUPTED = 130
_NO_NAME = re.compile(r"[^\w.-]+")
"""What a model's name may hold and the name of a folder should not."""
_LONGEST_NAME = 60


def run(
    request: Request,
    *,
    engine: str,
    concurrency: int | None,
    folder: Path | None,
    resumes: bool,
    server: str | None,
    image: str | None,
) -> int:
    """Play a run, or what is missing of it, and return the exit code.

    Args:
        request: What is asked for.
        engine: Name of what plays it.
        concurrency: Episodes at a time.
        folder: The run's folder; a new one if there is none.
        resumes: Whether there is a run in it.
        server: Base URL of the server to play on.
        image: Docker image to play in.

    Raises:
        RequestError: If it cannot be played as it was asked for.
    """
    again = None
    try:
        player = make_engine(engine)
        with told_to_stop_is_interrupted(), _place(server, image) as url:
            job = request.job(server=url, concurrency=concurrency)
            if not resumes:
                request = replace(request, task_ids=tuple(request.draw(url)))
                folder = folder or _new_folder(request)
            assert folder is not None, "a run that is resumed has a folder"
            with _opened(folder, request, resumes=resumes) as opened:
                again = _how_to_go_on(folder, engine=engine, server=server, image=image)
                return _play(opened, request, job, player, again)
    except KeyboardInterrupt:
        typer.echo(f"Interrupted. Go on: {again}" if again else "Interrupted before it began.", err=True)
        return _INTERRUPTED
    except (ValueError, EngineError, RunError, JournalError, ServerError, SandboxError) as error:
        raise RequestError(str(error)) from None


def _play(folder: RunFolder, request: Request, job: Job, engine: Engine, again: str) -> int:
    every = list(assignments(request.task_ids, attempts=request.attempts, seed=request.seed))
    progress = Progress(folder)
    code = _play_missing(folder, progress, job, every, engine)
    summary = summarize(progress.samples)
    missing = len(progress.missing(every))
    written = _write_up(folder, summary, complete=not missing)
    if progress.samples:
        print_summary(summary)
    if written:
        typer.echo(f"Report: {folder.report}")
    if missing:
        typer.echo(f"{counted(missing, 'episode')} missing. Go on: {again}")
    else:
        run = shlex.quote(str(folder.path))
        typer.echo(f"Next: tracefix show {run}, or tracefix replay {run}")
    return code or (1 if missing or not written else 0)


def _how_to_go_on(folder: Path, *, engine: str, server: str | None, image: str | None) -> str:
    """The command that plays what is missing, in the place where the rest was played."""
    words = ["tracefix", "eval", "--resume", str(folder)]
    words += ["--engine", engine] if engine != ENGINES[0] else []
    words += ["--server", server] if server else []
    words += ["--image", image] if image else []
    return shlex.join(words)


def _play_missing(
    folder: RunFolder, progress: Progress, job: Job, every: list[Assignment], engine: Engine
) -> int:
    missing = len(progress.missing(every))
    typer.echo(_announcement(job, len(every), missing, folder.path), err=True)
    try:
        with display(len(every), progress.samples) as tell:
            asyncio.run(play_missing(progress, job, every, engine, tell))
    except KeyboardInterrupt:
        typer.echo("Interrupted.", err=True)
        return _INTERRUPTED
    except GaveUpError as error:
        typer.echo(f"Stopped: episode after episode fails. The last one said: {error}", err=True)
        return 1
    except (EngineError, JournalError, SandboxError) as error:
        typer.echo(f"Stopped: {error}", err=True)
        return 1
    return 0


def _announcement(job: Job, all_of_them: int, missing: int, folder: Path) -> str:
    done = f", of which {all_of_them - missing:,} done," if missing < all_of_them else ""
    name = job.endpoint.model if job.endpoint else job.policy
    where = f" on {job.server}" if job.server else ""
    return (
        f"Playing {counted(all_of_them, 'episode')}{done} with {visible_line(name)}{where}, "
        f"{job.concurrency} at a time: {folder}"
    )


def _write_up(folder: RunFolder, summary: Summary, *, complete: bool) -> bool:
    """Keep what was measured, and the report; tell whether that was possible. Episodes are kept anyway."""
    from tracefix_rl.report import write_report

    try:
        folder.conclude(ended_at=_now(), complete=complete, summary=[asdict(row) for row in summary.rows])
        write_report(folder.report, folder.about, trajectories_of(folder.path))
    except (OSError, RunError) as error:
        reason = str(error) if isinstance(error, RunError) else f"{folder.report}: {error.strerror or error}"
        again = f"tracefix eval --resume {shlex.quote(str(folder.path))}"
        typer.echo(f"The episodes are kept, but not what they come to: {reason}. Again: {again}", err=True)
        return False
    return True


@contextmanager
def _place(server: str | None, image: str | None) -> Iterator[str | None]:
    """Where to play: a server's base URL, or `None` for this process."""
    if image is None:
        yield server
    else:
        with own_container(image) as url:
            yield url


@contextmanager
def _opened(folder: Path, request: Request, *, resumes: bool) -> Iterator[RunFolder]:
    opened = RunFolder.resume(folder) if resumes else RunFolder.create(folder, _about(folder, request))
    with opened:
        yield opened


def _new_folder(request: Request) -> Path:
    name = _NO_NAME.sub("-", (request.model or request.policy).rpartition("/")[2])[:_LONGEST_NAME].strip("-.")
    when = f"{datetime.now(UTC):%Y%m%d-%H%M%S}"
    return Path("runs") / f"{when}-{name or request.policy}-{secrets.token_hex(2)}"


def _about(folder: Path, request: Request) -> dict[str, Any]:
    return {
        "id": folder.name,
        "created_at": _now(),
        "versions": versions(),
        "machine": {
            "system": platform.platform(),
            "processor": platform.machine(),
            "processors": len(os.sched_getaffinity(0)),
        },
        "isolation": _isolation(),
        "seed": request.seed,
        "arguments": request.arguments,
        "task_ids": list(request.task_ids),
    }


def _isolation() -> dict[str, str]:
    """What keeps code under test in on this machine, layer by layer."""
    from tracefix_rl.sandbox import Sandbox

    with Sandbox(runners=1) as sandbox:
        return {layer.name: layer.status.value for layer in sandbox.isolation().layers}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
