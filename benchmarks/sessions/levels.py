"""Levels of load: so many sessions, and beside them what the sandbox does alone."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sessions.ceiling import runs_a_second
from sessions.crowd import Crowd, Generators, together
from sessions.player import Tally
from sessions.processes import Cpu, Held, ServerProcesses
from sessions.script import Script
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.tasks import Task

_COME_S = 2.0
_COME_EACH_S = 0.03
"""Seconds in which sessions come and get out of step, before anything counts: in all, and for each."""
_EPISODE_EACH_S = 0.06
"""Seconds more to count for each session, so that all of them play an episode or so."""


@dataclass(frozen=True, slots=True)
class Processors:
    """How many processors were busy for whom, on average."""

    server: float
    sandbox: float
    generators: float
    others: float


@dataclass(frozen=True, slots=True)
class Level:
    """What was measured with so many sessions.

    Args:
        sessions: How many.
        seconds: How long it was counted.
        tally: What the sessions saw.
        ceiling: Runs a second of the sandbox alone, right after.
        processors: Who used them.
        held: What the server held at the end.
    """

    sessions: int
    seconds: float
    tally: Tally
    ceiling: float
    processors: Processors
    held: Held

    @property
    def steps(self) -> float:
        """Steps a second."""
        return self.tally.steps / self.seconds

    @property
    def runs(self) -> float:
        """Runs a second that the sandbox had to do."""
        return self.tally.runs / self.seconds


class Bench:
    """Measures one server.

    Args:
        url: Where it is.
        processes: Its processes.
        sandbox: Does the same runs without it.
        tasks: What is played.
        generators: Play it.
    """

    def __init__(
        self,
        url: str,
        processes: ServerProcesses,
        sandbox: Sandbox,
        tasks: Sequence[Task],
        generators: Generators,
    ) -> None:
        self.url = url
        self.processes = processes
        self.sandbox = sandbox
        self.tasks = tasks
        self._generators = generators
        self._scripts = [Script.of(task) for task in tasks]
        self._name = secrets.token_hex(4)
        self._count = 0

    def name(self) -> str:
        """Return what nothing was called before, here or in an earlier run: marks begin with it."""
        self._count += 1
        return f"{self._name} {self._count}"

    def level(self, sessions: int, seconds: float) -> Level:
        """Have that many sessions play, and then the sandbox do the same runs without them.

        Args:
            sessions: How many.
            seconds: How long the sandbox is measured, and the server at least.
        """
        begin = time.monotonic() + _COME_S + _COME_EACH_S * sessions
        end = begin + seconds + _EPISODE_EACH_S * sessions
        started = self._generators.start(Crowd(self.url, self._scripts, self.name(), sessions, begin, end))
        time.sleep(begin - time.monotonic())
        before = self.processes.cpu()
        time.sleep(end - time.monotonic())
        used, held = self.processes.cpu().since(before), self.processes.held()
        played = together(started)
        return Level(
            sessions,
            end - begin,
            played.tally,
            runs_a_second(self.sandbox, self.tasks, self.name(), seconds),
            _shared(used, played.cpu_s, end - begin),
            held,
        )


def _shared(used: Cpu, generators: float, seconds: float) -> Processors:
    others = max(0.0, used.machine - used.server - used.sandbox - generators)
    return Processors(*(each / seconds for each in (used.server, used.sandbox, generators, others)))
