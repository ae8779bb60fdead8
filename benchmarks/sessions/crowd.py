"""Many sessions at once, played by processes of their own, so that their time is told from the server's."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, wait
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from sessions.player import Lost, Over, Player, Tally, open_session
from sessions.script import Script, again

_GONE = (OSError, ConnectionClosed, InvalidHandshake)


@dataclass(frozen=True, slots=True)
class Crowd:
    """Sessions that one process plays.

    Args:
        url: The server.
        scripts: What they play.
        name: What no other crowd of this server is called; begins its marks.
        sessions: How many at a time.
        begin: When counting begins, in seconds of the monotonic clock; they play from now on.
        end: When they stop.
        episodes: Most episodes that a session plays before it leaves and another comes, every third time in
            the middle of a run of tests and without a word; `None` if they stay.
    """

    url: str
    scripts: Sequence[Script]
    name: str
    sessions: int
    begin: float
    end: float
    episodes: int | None = None


@dataclass(frozen=True, slots=True)
class Played:
    """What a crowd saw, and what it took to play it.

    Args:
        tally: What it saw.
        cpu_s: Processor seconds of the process while it counted.
        came: Sessions that there were.
        vanished: Those of them that left in the middle of a step.
    """

    tally: Tally
    cpu_s: float
    came: int
    vanished: int


class Generators:
    """Processes that play; they have started when this is made.

    Args:
        count: How many.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        context = get_context("spawn")
        # None plays before all are there, so that none takes what another is to start for.
        everyone = context.Barrier(count)
        self._pool = ProcessPoolExecutor(count, context, _wait_for, (everyone,))
        wait([self._pool.submit(time.monotonic) for _ in range(count)])

    def start(self, crowd: Crowd) -> list[Future[Played]]:
        """Have a crowd's sessions played, spread over the processes."""
        count = min(self._count, crowd.sessions)
        share, more = divmod(crowd.sessions, count)
        return [
            self._pool.submit(
                play, replace(crowd, name=f"{crowd.name} {number}", sessions=share + (number < more))
            )
            for number in range(count)
        ]

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown()


def _wait_for(everyone: Barrier) -> None:
    everyone.wait()


def together(futures: Sequence[Future[Played]]) -> Played:
    """Wait for the parts of a crowd, and return what they saw in all."""
    parts = [future.result() for future in futures]
    tally = parts[0].tally
    for part in parts[1:]:
        tally.add(part.tally)
    return Played(
        tally,
        sum(part.cpu_s for part in parts),
        sum(part.came for part in parts),
        sum(part.vanished for part in parts),
    )


def play(crowd: Crowd) -> Played:
    """Play a crowd's sessions in this process."""
    return asyncio.run(_play(crowd))


async def _play(crowd: Crowd) -> Played:
    tally = Tally(crowd.begin, crowd.end)
    seats = [asyncio.create_task(_seat(crowd, number, tally)) for number in range(crowd.sessions)]
    await asyncio.sleep(max(0.0, crowd.begin - time.monotonic()))
    began = time.process_time()
    await asyncio.sleep(max(0.0, crowd.end - time.monotonic()))
    used = time.process_time() - began
    came, vanished = zip(*await asyncio.gather(*seats), strict=True)
    return Played(tally, used, sum(came), sum(vanished))


async def _seat(crowd: Crowd, number: int, tally: Tally) -> tuple[int, int]:
    """Play one session after another; return how many there were, and how many of them vanished."""
    draws = random.Random(number)
    came = vanished = 0
    try:
        for visit in itertools.count():
            stay = None if crowd.episodes is None else draws.randint(1, crowd.episodes)
            async with AsyncExitStack() as stack:
                player = Player(await stack.enter_async_context(open_session(crowd.url)), tally)
                came += 1
                for script, mark in itertools.islice(_episodes(crowd, number, visit), stay):
                    await player.play(script, mark)
                if visit % 3 == 2:
                    await player.reset(script.task_id)
                    await player.mark(again(mark), lines=0)
                    await player.vanish()
                    vanished += 1
    except Over:
        pass
    except (Lost, TimeoutError) as lost:
        tally.lost.append(str(lost) or "no answer came")
    except _GONE as error:
        tally.errors.append(f"{type(error).__name__}: {error}")
    return came, vanished


def _episodes(crowd: Crowd, number: int, visit: int) -> Iterator[tuple[Script, str]]:
    """Each session begins with another task, and no two episodes have the same mark."""
    for turn in itertools.count():
        script = crowd.scripts[(7 * number + visit + turn) % len(crowd.scripts)]
        yield script, f"# {crowd.name} {number} {visit} {turn}"
