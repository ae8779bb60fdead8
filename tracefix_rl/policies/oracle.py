"""Knows the solution and types it in."""

from __future__ import annotations

from collections.abc import Callable

from tracefix_rl.core.buffer import CodeBuffer
from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy, PolicyError
from tracefix_rl.policies.edits import lines_in, smallest_edits
from tracefix_rl.tasks.task import Task


class OraclePolicy(Policy):
    """Makes the edits that turn the source into the solution, then submits: the best that can be scored.

    Args:
        find: Gives the task of an id (for instance `Catalog.find`); raises `LookupError` if it knows none.
    """

    name = "oracle"
    in_process_only = True

    def __init__(self, find: Callable[[str], Task]) -> None:
        self._find = find
        self._plan: list[Action] | None = None
        self._task_id = ""

    def start(self, observation: Observation) -> None:
        """Remember which task this is."""
        self._task_id = str(observation.metadata.get("task_id", ""))
        self._plan = None

    async def act(self, observation: Observation) -> Action:
        """The next edit, or the submission.

        Raises:
            PolicyError: If the task is not one whose solution is at hand.
        """
        if self._plan is None:
            self._plan = smallest_edits(lines_in(observation), CodeBuffer(self._solution()).lines)
        return self._plan.pop(0) if self._plan else Action(action_type=ActionType.SUBMIT)

    def _solution(self) -> str:
        try:
            return self._find(self._task_id).solution
        except LookupError:
            raise PolicyError(
                f"the oracle knows the solutions of this package's own tasks only, and {self._task_id!r} "
                "is none of them; play another policy there"
            ) from None
