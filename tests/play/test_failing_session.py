"""What a player is told when the environment fails in the middle of a game."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from rich.console import Console

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.play.editor import LineEntry
from tracefix_rl.play.game import Game
from tracefix_rl.play.reading import Reader
from tracefix_rl.play.table import Table
from tracefix_rl.play.turns import Turns
from tracefix_rl.play.view import View
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession, Session, SessionError, SessionLostError
from tracefix_rl.trajectories import Outcome, Player, Recorder, Trajectory


class Failing(Session):
    """A session of a real task that fails once, at its second step."""

    def __init__(self, sandbox: Sandbox, error: SessionError) -> None:
        self._inner = LocalSession(sandbox)
        self._error = error
        self._steps = 0

    async def reset(self, **options: Any) -> Observation:
        return await self._inner.reset(**options)

    async def step(self, action: Action) -> Observation:
        self._steps += 1
        if self._steps == 2:
            raise self._error
        return await self._inner.step(action)

    async def close(self) -> None:
        await self._inner.close()


class Typed(Reader):
    """Lines that were typed beforehand."""

    is_terminal = False

    def __init__(self, *lines: str) -> None:
        self._lines = list(lines)

    def read(self, prompt: str, ready: str = "") -> str | None:
        return self._lines.pop(0) if self._lines else None


def play(sandbox: Sandbox, error: SessionError, *typed: str) -> tuple[Trajectory, str]:
    """Play with lines that are typed; the record, and what was shown."""

    @asynccontextmanager
    async def opened() -> AsyncIterator[Session]:
        yield Failing(sandbox, error)

    out = io.StringIO()
    console, reader = Console(file=out, width=200), Typed(*typed)
    recorder = Recorder(episode_id="game", options={}, player=Player(policy="person"))
    with Turns(opened()) as turns:
        game = Game(turns, turns.reset(task_id="task1_easy"), recorder)
        return Table(game, View(console), reader, LineEntry(reader, console)).play(), out.getvalue()


def test_a_step_that_could_not_be_taken_is_not_spent_and_can_be_taken_again(sandbox: Sandbox) -> None:
    record, shown = play(sandbox, SessionError("the tests could not be run \x1b[2J"), "t", "t", "t", "q")
    assert r"the tests could not be run \x1b[2J; no step was spent" in shown
    assert len(record.steps) == 2
    assert record.stop_reason is Outcome.INTERRUPTED


def test_a_session_that_is_lost_ends_the_game_with_a_record(sandbox: Sandbox) -> None:
    record, shown = play(sandbox, SessionLostError("the server is gone"), "t", "t", "t", "s")
    assert "the server is gone" in shown
    assert (record.stop_reason, record.error) == (Outcome.SESSION_LOST, "the server is gone")
    assert (record.final_score, len(record.steps)) == (None, 1)
