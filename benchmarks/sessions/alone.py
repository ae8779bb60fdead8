"""What a server adds when nobody else is there: to a run, in time; to itself, in memory for each session."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence
from contextlib import AsyncExitStack

from sessions.player import Player, Tally, open_session
from sessions.processes import Held, ServerProcesses
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Task


async def first_resets(url: str, tasks: Sequence[Task]) -> Tally:
    """Reset each task, and again: the first time both suites are read and run, the second time remembered."""
    tally = Tally(time.monotonic(), float("inf"))
    async with open_session(url) as socket:
        player = Player(socket, tally)
        for label in ("reset, first of a task", "reset, remembered"):
            for task in tasks:
                await player.reset(task.id, label)
    return tally


async def runs_beside(
    urls: Sequence[str], sandbox: Sandbox, tasks: Sequence[Task], name: str, rounds: int
) -> tuple[list[float], list[list[float]]]:
    """Time the same run through servers and without any, in turns.

    Args:
        urls: The servers.
        sandbox: Does without them.
        tasks: What is played, one after another.
        name: Begins the marks.
        rounds: How often.

    Returns:
        Milliseconds without, and through each of the servers.
    """
    without: list[float] = []
    tallies = [Tally(time.monotonic(), float("inf")) for _ in urls]

    async def run(source: str, task: Task) -> None:
        began = time.monotonic()
        sandbox.run(source, task.visible)
        without.append(1000 * (time.monotonic() - began))

    async with AsyncExitStack() as stack:
        players = [
            Player(await stack.enter_async_context(open_session(url)), tally)
            for url, tally in zip(urls, tallies, strict=True)
        ]
        for turn in range(rounds):
            task, mark = tasks[turn % len(tasks)], f"# {name} {turn}"
            for player in players[:: 1 if turn % 2 else -1]:
                await player.reset(task.id)
                await player.mark(mark, lines=0)
            # Who comes first finds the processor's caches as the others left them.
            turns = deque(
                [run(f"{mark}\n{task.source}", task), *(each.step("RUN_TESTS") for each in players)]
            )
            turns.rotate(turn)
            for each in turns:
                await each
    return without, [tally.latency_ms["RUN_TESTS"] for tally in tallies]


async def held_by(
    url: str, server: ServerProcesses, tasks: Sequence[Task], sessions: int
) -> tuple[Held, Held]:
    """Tell what a server holds with one session, and with that many; each has an episode and is silent."""
    held: list[Held] = []
    async with AsyncExitStack() as stack:
        for number in range(sessions):
            socket = await stack.enter_async_context(open_session(url))
            await Player(socket, Tally(0.0, float("inf"))).reset(tasks[number % len(tasks)].id)
            if number in (0, sessions - 1):
                await asyncio.sleep(1)
                held.append(server.held())
    return held[0], held[-1]
