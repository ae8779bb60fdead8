"""Acts without looking."""

from __future__ import annotations

from random import Random

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.edits import lines_in, replacement

_WEIGHTS = {
    ActionType.VIEW_CODE: 1,
    ActionType.REPLACE_LINES: 5,
    ActionType.RUN_TESTS: 3,
    ActionType.UNDO_EDIT: 1,
    ActionType.RESET_TO_ORIGINAL: 1,
    ActionType.SUBMIT: 1,
}


class RandomPolicy(Policy):
    """Draws every action; an edit deletes a line or puts a copy of another line in its place.

    Args:
        seed: Same seed and same observations give the same actions.
    """

    name = "random"

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._random = Random(seed)

    def start(self, observation: Observation) -> None:
        """Draw from the beginning again, differently for each task."""
        self._random = Random(f"{self._seed}/{observation.metadata.get('task_id')}")

    async def act(self, observation: Observation) -> Action:
        """Draw an action."""
        kind = self._random.choices(list(_WEIGHTS), weights=list(_WEIGHTS.values()))[0]
        lines = lines_in(observation)
        if kind is not ActionType.REPLACE_LINES or not lines:
            return Action(action_type=kind)
        line = self._random.randint(1, len(lines))
        return replacement(line, line, self._random.choice([[], [self._random.choice(lines)]]))
