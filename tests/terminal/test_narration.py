"""What the baseline script tells of a model's thoughts cannot steer a terminal."""

from __future__ import annotations

import asyncio
import io

from rich.console import Console

from tracefix_rl.core.models import Action, Observation
from tracefix_rl.evaluation.play import play_episode
from tracefix_rl.policies.base import Policy, PolicyError
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.terminal.narration import Narrator

HOSTILE = "\x1b[2J[bold]\x9b31m"


class Hostile(Policy):
    """Writes escapes wherever it can, then breaks off with some."""

    name = "hostile"

    def start(self, observation: Observation) -> None:
        self._actions = [
            Action(action_type=HOSTILE, thought=HOSTILE),
            Action(action_type="REPLACE_LINES", start_line=1, end_line=1, new_code_block=HOSTILE),
        ]

    async def act(self, observation: Observation) -> Action:
        if not self._actions:
            raise PolicyError(HOSTILE)
        return self._actions.pop(0)


def test_escapes_and_markup_are_told_as_text(sandbox: Sandbox) -> None:
    out = io.StringIO()
    narrator = Narrator(Console(file=out, width=100), with_thoughts=True)
    options = {"task_id": "moving_average_stops_early"}
    asyncio.run(
        play_episode(LocalSession(sandbox), Hostile(), options=options, max_steps=9, watcher=narrator)
    )
    told = out.getvalue()
    assert all(each.isprintable() or each == "\n" for each in told)
    for what in ("1. ", "thought: ", "1 + ", "policy_error: "):
        assert rf"{what}\x1b[2J[bold]\x9b31m" in told
