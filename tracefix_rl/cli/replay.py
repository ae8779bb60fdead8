"""`tracefix replay`: whether recorded episodes, played again, go as they went."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.replayed import as_data, is_bad, show
from tracefix_rl.cli.tasks.common import JsonOption, print_json, refuse, told
from tracefix_rl.cli.tasks.progress import Advance, progress

if TYPE_CHECKING:
    from tracefix_rl.session import Session
    from tracefix_rl.tasks import Catalog
    from tracefix_rl.trajectories import Replay, Trajectory

_REMOTE_SESSIONS = 4
_INTERRUPTED = 130
"""What shells report of a command that Ctrl-C ended."""


def replay(
    run: Annotated[Path, typer.Argument(help="A run's folder, a journal, or a folder of journals.")],
    episode: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this episode; repeatable.")
    ] = None,
    server: Annotated[
        str | None, typer.Option(metavar="URL", help="Play on this server instead of in this process.")
    ] = None,
    concurrency: Annotated[
        int | None, typer.Option(min=1, max=1000, help="Episodes at a time; as many as there are processors.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Play recorded episodes again and compare every reward and observation.

    Exits with 1 if anything differs, or if an episode that was played cannot be played again.
    """
    ids = _ids_in(run)
    wanted = _wanted(ids, episode or [], run)
    results: dict[int, Replay] = {}
    with told(), progress("episodes", len(wanted)) as advance:
        tasks = os.environ.get("TRACEFIX_TASKS") or _tasks_of(run)
        finished = _replay(_chosen(run, set(wanted)), tasks, server, concurrency, results, advance)
    found = [results[place] for place in sorted(results)]
    if as_json:
        print_json(as_data(found))
    else:
        show(found)
    if not finished:
        typer.echo(f"Stopped: {len(found):,} of {len(wanted):,} episodes were replayed.", err=True)
        raise typer.Exit(_INTERRUPTED)
    raise typer.Exit(1 if any(is_bad(each) for each in found) else 0)


def _ids_in(run: Path) -> list[str]:
    from tracefix_rl.trajectories import JournalError, trajectories_of

    try:
        ids = [trajectory.episode_id for trajectory in trajectories_of(run)]
    except JournalError as error:
        refuse(str(error))
    if not ids:
        refuse(f"{run} has no episodes: none ended before the run did")
    return ids


def _wanted(ids: Sequence[str], asked: Sequence[str], run: Path) -> list[str]:
    from tracefix_rl.tasks.suggestions import near, shown

    for each in asked:
        if each not in ids:
            refuse(f"{run} has no episode {shown(each)}; {near(each, ids)}")
    return [each for each in ids if not asked or each in asked]


def _chosen(run: Path, ids: set[str]) -> Iterator[Trajectory]:
    from tracefix_rl.trajectories import trajectories_of

    return (trajectory for trajectory in trajectories_of(run) if trajectory.episode_id in ids)


def _replay(
    trajectories: Iterator[Trajectory],
    tasks: str,
    server: str | None,
    concurrency: int | None,
    results: dict[int, Replay],
    advance: Advance,
) -> bool:
    """Replay episodes, and return whether that was not interrupted."""
    from tracefix_rl.trajectories import JournalError
    from tracefix_rl.trajectories.replaying import replay_all

    different = 0

    def take(place: int, result: Replay) -> None:
        nonlocal different
        results[place] = result
        different += bool(result.differences)
        advance(1, f"{different:,} different")

    async def play() -> None:
        with _playground(tasks, server, concurrency) as (sessions, catalog):
            await replay_all(trajectories, sessions, catalog=catalog, told=take)

    try:
        asyncio.run(play())
    except KeyboardInterrupt:
        return False
    except JournalError as error:
        refuse(str(error))
    return True


@contextmanager
def _playground(
    tasks: str, server: str | None, concurrency: int | None
) -> Iterator[tuple[Sequence[Session], Catalog | None]]:
    """Open sessions, on a server or in this process."""
    from tracefix_rl.session import LocalSession, RemoteSession

    if server is not None:
        _check_answers(server)
        from tracefix_rl.client import TraceFixRLEnv

        count = concurrency or _REMOTE_SESSIONS
        yield [RemoteSession(TraceFixRLEnv(base_url=server)) for _ in range(count)], None
        return

    from tracefix_rl.sandbox import ReportCache, Sandbox
    from tracefix_rl.tasks import Catalog
    from tracefix_rl.tasks.catalog import task_files

    catalog = Catalog.open(task_files(tasks))
    with Sandbox(cache=ReportCache(), packages=catalog.packages) as sandbox:
        sandbox.isolation()  # one that cannot start is said once, and not for every episode
        count = concurrency or os.cpu_count() or 1
        yield [LocalSession(sandbox, catalog) for _ in range(count)], catalog


def _tasks_of(run: Path) -> str:
    """The task files that a run was played with; none if it does not say, like a journal."""
    from tracefix_rl.evaluation.folder import read_about
    from tracefix_rl.trajectories.runs import RunError

    try:
        tasks = read_about(run)["arguments"]["tasks"]
    except (RunError, LookupError, TypeError):
        return ""
    return tasks if isinstance(tasks, str) else ""


def _check_answers(server: str) -> None:
    """Refuse a server that nobody can play on, once and not for every episode."""
    import urllib.request

    try:
        with urllib.request.urlopen(f"{server.rstrip('/')}/health", timeout=10):
            pass
    except (OSError, ValueError) as error:
        refuse(f"no server answers at {server} ({error}); give its address, e.g. http://localhost:8000")
