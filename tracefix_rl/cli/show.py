"""`tracefix show`: what was recorded of episodes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracefix_rl.trajectories import Trajectory

_PIPE_WIDTH = 160
"""Columns of a table that is not printed on a terminal, so that each episode keeps one line."""
_SHOWN_IDS = 3


def show(
    run: Annotated[
        Path, typer.Argument(metavar="RUN", help="A run's folder, a journal, or a folder of journals.")
    ],
    episode: Annotated[
        str | None, typer.Argument(metavar="[EPISODE]", help="Its id, or how that begins.")
    ] = None,
    step: Annotated[int | None, typer.Option(help="Show only this step, with the code after it.")] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Leave nothing out: brief, code, thoughts and outputs.")
    ] = False,
) -> None:
    """Play a recorded episode back, with diffs, tests and rewards; without EPISODE, list those there are."""
    from tracefix_rl.terminal.console import open_console
    from tracefix_rl.terminal.playback import Playback
    from tracefix_rl.trajectories import JournalError
    from tracefix_rl.trajectories.runs import trajectories_of

    if episode is None and (step is not None or full):
        refuse("say which EPISODE; `tracefix show RUN` lists them")
    try:
        recorded = trajectories_of(run)
        if episode is None:
            _list(run, recorded)
            return
        playback = Playback(open_console(), _named(episode, recorded), in_full=full)
        if step is None:
            playback.whole()
        else:
            playback.step(step)
    except (JournalError, LookupError) as error:
        refuse(str(error))


def _list(run: Path, recorded: Iterable[Trajectory]) -> None:
    from rich.text import Text

    from tracefix_rl.terminal.console import open_console
    from tracefix_rl.terminal.episodes import episode_table
    from tracefix_rl.terminal.text import counted, visible_line

    counts = [0, 0]

    def counting() -> Iterator[Trajectory]:
        for each in recorded:
            counts[0] += 1
            counts[1] += each.resolved
            yield each

    table = episode_table(counting())
    console = open_console(_PIPE_WIDTH)
    if not counts[0]:
        console.print(Text(f"{run} holds no episode yet."), soft_wrap=True)
        return
    console.print(table)
    console.print(
        Text(
            visible_line(
                f"{counted(counts[0], 'episode')}, {counts[1]:,} resolved. "
                f"One of them: `tracefix show {run} ID`."
            )
        ),
        soft_wrap=True,
    )


def _named(name: str, recorded: Iterable[Trajectory]) -> Trajectory:
    """Find the episode whose id is, or alone begins with, a name; raises `LookupError` if there is none."""
    from tracefix_rl.tasks.suggestions import near
    from tracefix_rl.terminal.text import visible_line

    ids: list[str] = []
    exact: list[Trajectory] = []
    begun: Trajectory | None = None
    for each in recorded:
        ids.append(visible_line(each.episode_id))
        if each.episode_id == name:
            exact.append(each)
        elif begun is None and each.episode_id.startswith(name):
            begun = each
    if len(exact) > 1:
        raise LookupError(f"{len(exact)} journals have an episode {name}; name one of the journals")
    if exact:
        return exact[0]
    alike = [each for each in ids if each.startswith(name)]
    if begun is None:
        raise LookupError(
            f"there is no episode {name!r}; {near(name, ids) if ids else 'there is none at all'}"
        )
    if len(alike) > 1:
        more = f" and {len(alike) - _SHOWN_IDS:,} more" if len(alike) > _SHOWN_IDS else ""
        named = ", ".join(alike[:_SHOWN_IDS])
        raise LookupError(f"{len(alike):,} episodes begin with {name!r}: {named}{more}; give more of it")
    return begun
