"""One session: plays episodes over a socket, times every message, and looks at every answer."""

from __future__ import annotations

import asyncio
import json
import os
import time
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect

from sessions.script import FRESH_RUNS, Script, again

RESOLVED = 0.98
_ANSWER_S = 120.0
"""Seconds after which an answer is lost."""


class Over(Exception):
    """The time to play is over."""


class Lost(Exception):
    """An answer that is not the one to what was asked: a step was lost, or is another's."""


@dataclass
class Tally:
    """What sessions saw between two points in time.

    Args:
        begin: Seconds of the monotonic clock, which all processes of a machine share.
        end: Likewise; no message is sent after it.
    """

    begin: float
    end: float
    latency_ms: dict[str, list[float]] = field(default_factory=dict)
    """Of each answer that came between the two, by action."""
    lost: list[str] = field(default_factory=list)
    """Answers that were not what they must be, at any time."""
    errors: list[str] = field(default_factory=list)
    """Refusals and broken connections, at any time."""

    @property
    def steps(self) -> int:
        """Steps taken."""
        return sum(len(times) for action, times in self.latency_ms.items() if not action.startswith("reset"))

    @property
    def runs(self) -> int:
        """Runs that the sandbox had to do for them."""
        return sum(count * len(self.latency_ms.get(action, ())) for action, count in FRESH_RUNS.items())

    def timed(self, action: str, began: float) -> None:
        """Take in an answer that has just come."""
        now = time.monotonic()
        if self.begin <= now < self.end:
            self.latency_ms.setdefault(action, []).append(1000 * (now - began))

    def add(self, other: Tally) -> None:
        """Take in what others saw."""
        for action, times in other.latency_ms.items():
            self.latency_ms.setdefault(action, []).extend(times)
        self.lost += other.lost
        self.errors += other.errors


def open_session(url: str) -> connect:
    """Connect as OpenEnv's client does; with `TRACEFIX_TOKEN` as the server's token, if that is set."""
    token = os.environ.get("TRACEFIX_TOKEN")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return connect(
        f"{url.replace('http', 'ws', 1)}/ws", additional_headers=headers, proxy=None, open_timeout=60
    )


class Player:
    """Plays on one socket.

    Args:
        socket: The session.
        tally: Where times go.
    """

    def __init__(self, socket: ClientConnection, tally: Tally) -> None:
        self._socket = socket
        self._tally = tally
        self._steps = 0
        self._first_line = ""

    async def reset(self, task_id: str, label: str = "reset, remembered") -> dict[str, Any]:
        """Start an episode; return the observation."""
        observation = await self._ask(label, "reset", {"task_id": task_id})
        self._steps, self._first_line = 0, observation["code_dict"]["1"]
        self._check(observation)
        return observation

    async def step(self, action: str, label: str | None = None, **fields: Any) -> dict[str, Any]:
        """Take a step; return the observation.

        Raises:
            Lost: If it is not the one after the last, or shows another source.
            ConnectionError: If the server refuses.
            Over: If the time is over; nothing was sent.
        """
        observation = await self._ask(label or action, "step", {"action_type": action, **fields})
        self._steps += 1
        self._check(observation)
        return observation

    async def mark(self, mark: str, lines: int) -> None:
        """Put a mark in place of that many lines at the top of the source."""
        self._first_line = mark
        await self.step("REPLACE_LINES", start_line=1, end_line=lines, new_code_block=mark)

    async def play(self, script: Script, mark: str) -> None:
        """Play an episode, whole; raises as `step` does."""
        await self.reset(script.task_id)
        await self.step("VIEW_CODE")
        await self.step("RUN_TESTS", "RUN_TESTS, remembered")
        await self.mark(mark, lines=0)
        await self.step("RUN_TESTS")
        await self.mark(again(mark), lines=1)
        await self.step("RUN_TESTS")
        self._first_line = mark
        await self.step("UNDO_EDIT")
        for edit in script.repair:
            await self.step("REPLACE_LINES", **edit)
        await self.step("RUN_TESTS")
        score = (await self.step("SUBMIT"))["metadata"]["final_score"]
        if score != RESOLVED:
            raise Lost(f"{script.task_id} is repaired, and scored {score}")

    async def vanish(self) -> None:
        """Ask for a run of tests and be gone before the answer comes, without a word."""
        await self._socket.send(_message("step", {"action_type": "RUN_TESTS"}))
        self._socket.transport.abort()

    async def _ask(self, label: str, kind: str, data: dict[str, Any]) -> dict[str, Any]:
        began = time.monotonic()
        if began >= self._tally.end:
            raise Over
        await self._socket.send(_message(kind, data))
        async with asyncio.timeout(_ANSWER_S):
            answer = json.loads(await self._socket.recv())
        self._tally.timed(label, began)
        if answer["type"] != "observation":
            raise ConnectionError(f"{label} was answered by {answer}")
        observation: dict[str, Any] = answer["data"]["observation"]
        return observation

    def _check(self, observation: dict[str, Any]) -> None:
        """See that an observation is of this session's last step."""
        came = observation["step_count"], observation["code_dict"]["1"]
        if came != (self._steps, self._first_line):
            raise Lost(f"step {self._steps} on {self._first_line!r} came back as {came}")


def _message(kind: str, data: dict[str, Any]) -> str:
    return json.dumps({"type": kind, "data": data})
