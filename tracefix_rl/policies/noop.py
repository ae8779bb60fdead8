"""Submits at once."""

from __future__ import annotations

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy


class NoopPolicy(Policy):
    """Submits the source as it is: what doing nothing scores."""

    name = "noop"

    def start(self, observation: Observation) -> None:
        """Nothing to prepare."""

    async def act(self, observation: Observation) -> Action:
        """Submit."""
        return Action(action_type=ActionType.SUBMIT)
