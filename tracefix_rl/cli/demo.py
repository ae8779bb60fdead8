"""`tracefix demo`: a bug is repaired before your eyes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import typer

from tracefix_rl.cli.tasks.common import FileOption, catalog_of, told

if TYPE_CHECKING:
    from tracefix_rl.tasks import Catalog, Entry

TASK = "t-6bcddb7245d1"
"""A short program with one bug, which the search repairs in a few attempts whatever its seed."""

_MAX_STEPS = 50


def demo(
    seed: Annotated[int, typer.Option(help="Orders attempts that are equally likely to help.")] = 0,
    file: FileOption = "",
) -> None:
    """Watch the built-in search repair one bug: no model, no key, no network, a few seconds."""
    from tracefix_rl.evaluation.play import play_episode
    from tracefix_rl.policies.search import SearchPolicy
    from tracefix_rl.sandbox import Sandbox
    from tracefix_rl.session import LocalSession
    from tracefix_rl.terminal.console import open_console
    from tracefix_rl.terminal.demonstration import Demonstration, print_next_commands

    with told():
        catalog = catalog_of(file)
        entry = _task_of(catalog)
        console = open_console()
        console.print("TraceFix-RL: the built-in search repairs a bug, without a model or a network.")
        with Sandbox(runners=1, packages=catalog.packages) as sandbox:
            result = asyncio.run(
                play_episode(
                    LocalSession(sandbox, catalog),
                    SearchPolicy(seed),
                    options={"task_id": entry.id, "seed": seed},
                    max_steps=_MAX_STEPS,
                    watcher=Demonstration(console),
                )
            )
    if result.failed:
        raise typer.Exit(1)
    print_next_commands(console)


def _task_of(catalog: Catalog) -> Entry:
    """The task that is meant for this; where the tasks are others, the first easy one, or the first."""
    from tracefix_rl.tasks import Choice, Tier, UnknownTask

    try:
        return catalog.entry(TASK)
    except UnknownTask:
        found = catalog.entries(Choice(tier=Tier.EASY), 0, 1) or catalog.entries(Choice(), 0, 1)
        return found[0]
