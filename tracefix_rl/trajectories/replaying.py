"""Plays many recorded episodes again, several at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from tracefix_rl.session import Session
from tracefix_rl.tasks.catalog import Catalog
from tracefix_rl.trajectories.record import Trajectory
from tracefix_rl.trajectories.replay import Replay, replay


async def replay_all(
    trajectories: Iterable[Trajectory],
    sessions: Sequence[Session],
    *,
    catalog: Catalog | None = None,
    told: Callable[[int, Replay], None],
) -> None:
    """Play episodes again, one at a time in each session.

    No more records are held than there are sessions.

    Args:
        trajectories: The records.
        sessions: Where to play; they are closed at the end.
        catalog: See `replay`.
        told: Is called with each episode's place and how it went, as soon as that is known.
    """
    waiting = enumerate(trajectories)

    async def play_in(session: Session) -> None:
        for place, trajectory in waiting:
            told(place, await replay(trajectory, session, catalog))

    players = [asyncio.create_task(play_in(session)) for session in sessions]
    try:
        await asyncio.gather(*players)
    finally:
        for player in players:
            player.cancel()
        for session in sessions:
            await session.close()
