"""`tracefix play`: a person repairs a bug."""

from __future__ import annotations

import os
import secrets
from contextlib import AbstractAsyncContextManager, ExitStack, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracefix_rl.cli.tasks.common import FileOption, SplitOption, catalog_of, refuse, told

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from rich.console import Console

    from tracefix_rl.play.game import Game
    from tracefix_rl.play.turns import Turns
    from tracefix_rl.session import Session
    from tracefix_rl.tasks import Catalog
    from tracefix_rl.trajectories import Journal, Trajectory

_SEEDS = 10_000
_INTERRUPTED = 130
"""What shells report of a command that Ctrl-C ended."""


def play(
    key: Annotated[
        str | None,
        typer.Argument(metavar="[TASK]", help="A task's id or name; without it, one is drawn."),
    ] = None,
    tier: Annotated[str | None, typer.Option(help="Draw from this tier: easy, medium or hard.")] = None,
    split: SplitOption = None,
    seed: Annotated[int | None, typer.Option(help="Which task is drawn depends on it.")] = None,
    max_steps: Annotated[int, typer.Option(min=1, max=1000, help="Steps of the episode.")] = 50,
    server: Annotated[
        str | None, typer.Option(metavar="URL", help="Play on this server instead of in this process.")
    ] = None,
    record: Annotated[
        Path | None, typer.Option(help="Add a record of the episode to this journal, e.g. mine.jsonl.")
    ] = None,
    file: FileOption = "",
) -> None:
    """Repair a bug yourself: the same episode, actions and score as an agent's."""
    from rich.text import Text

    from tracefix_rl.play.turns import Turns
    from tracefix_rl.session import SessionError
    from tracefix_rl.terminal.console import open_console
    from tracefix_rl.terminal.text import visible_line

    options: dict[str, Any] = {"task_id": key, "difficulty": tier, "split": split, "max_steps": max_steps}
    if key is None:
        options["seed"] = secrets.randbelow(_SEEDS) if seed is None else seed
    options = {name: value for name, value in options.items() if value is not None}
    console = open_console()
    with told(), ExitStack() as stack:
        journal = _journal(record, stack)
        if server:
            console.print(Text(f"Connecting to {server}"), style="dim")
        catalog = None if server else catalog_of(file)
        turns = stack.enter_context(Turns(_opened(server, catalog, stack)))
        try:
            game = _started(turns, options, catalog)
        except SessionError as error:
            refuse(visible_line(error))
        trajectory = _play(game, console)
        _keep(trajectory, journal, record, console)
        where = f" --server {server}" if server else f" --file {file}" if file else ""
        console.print(Text(f"Again: tracefix play {visible_line(trajectory.task.id)}{where}"), soft_wrap=True)
    raise typer.Exit(_exit_code(trajectory))


def _journal(path: Path | None, stack: ExitStack) -> Journal | None:
    """Open the journal before anything is played, so that nothing is played in vain."""
    from tracefix_rl.trajectories import Journal, JournalError

    if path is None:
        return None
    try:
        return stack.enter_context(Journal(path))
    except JournalError as error:
        refuse(str(error))


def _opened(
    server: str | None, catalog: Catalog | None, stack: ExitStack
) -> AbstractAsyncContextManager[Session]:
    from tracefix_rl.sandbox import Sandbox
    from tracefix_rl.session import LocalSession, open_session

    if catalog is None:
        assert server is not None, "without tasks of its own it plays on a server"
        return open_session(server)

    sandbox = stack.enter_context(Sandbox(runners=1, packages=catalog.packages))

    @asynccontextmanager
    async def local() -> AsyncIterator[Session]:
        yield LocalSession(sandbox, catalog)

    return local()


def _started(turns: Turns, options: dict[str, Any], catalog: Catalog | None) -> Game:
    """Start the episode; raises `SessionError` if there is no such task."""
    from tracefix_rl.evaluation.recording import known_of
    from tracefix_rl.play.game import Game
    from tracefix_rl.trajectories import Player, Recorder

    first = turns.reset(**options)
    recorder = Recorder(
        episode_id=f"person-{secrets.token_hex(4)}",
        options=options,
        player=Player(policy="person"),
        known=known_of(catalog, str(first.metadata.get("task_id"))) if catalog else None,
    )
    return Game(turns, first, recorder)


def _play(game: Game, console: Console) -> Trajectory:
    from tracefix_rl.play.editor import editor_of
    from tracefix_rl.play.reading import open_reader
    from tracefix_rl.play.table import Table
    from tracefix_rl.play.view import View

    view, reader = View(console), open_reader()
    view.welcome(game)
    module = str(game.observation.info.get("task", {}).get("module", "program"))
    return Table(game, view, reader, editor_of(os.environ, reader, console, module)).play()


def _keep(trajectory: Trajectory, journal: Journal | None, path: Path | None, console: Console) -> None:
    """Write the record, and say where it is."""
    from rich.text import Text

    from tracefix_rl.trajectories import JournalError

    if journal is None:
        console.print(Text("\nNot recorded; --record mine.jsonl keeps what you do."))
        return
    try:
        journal.append(trajectory)
    except JournalError as error:
        refuse(str(error), 1)
    console.print(Text(f"\nRecorded in {path}: tracefix show {path} {trajectory.episode_id}"), soft_wrap=True)


def _exit_code(trajectory: Trajectory) -> int:
    from tracefix_rl.trajectories import Outcome

    if trajectory.error == "interrupted":
        return _INTERRUPTED
    return 1 if trajectory.stop_reason is Outcome.SESSION_LOST else 0
