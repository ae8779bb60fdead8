"""Acts without looking."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TypeVar

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.edits import lines_in, replacement

_ACTIONS = {
    ActionType.VIEW_CODE: 1,
    ActionType.REPLACE_LINES: 5,
    ActionType.RUN_TESTS: 3,
    ActionType.UNDO_EDIT: 1,
    ActionType.RESET_TO_ORIGINAL: 1,
    ActionType.SUBMIT: 1,
}
"""What is done how often."""

_EDITS = {"delete": 1, "insert": 1, "replace": 1}
"""What an edit does how often, to a line drawn or with a copy of one."""

_Drawn = TypeVar("_Drawn")


class RandomPolicy(Policy):
    """Draws every action among those that are valid; an edit moves whole lines of the file.

    Args:
        seed: Same seed and same observations give the same actions.
    """

    name = "random"

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._random = Random(seed)
        self._undoable = 0

    def start(self, observation: Observation) -> None:
        """Draw from the beginning again, differently for each task."""
        self._random = Random(f"{self._seed}/{observation.metadata.get('task_id')}")
        self._undoable = 0

    async def act(self, observation: Observation) -> Action:
        """Draw an action."""
        lines = lines_in(observation)
        kind = self._drawn({kind: weight for kind, weight in _ACTIONS.items() if self._is_valid(kind, lines)})
        match kind:
            case ActionType.REPLACE_LINES | ActionType.RESET_TO_ORIGINAL:
                self._undoable += 1
            case ActionType.UNDO_EDIT:
                self._undoable -= 1
        return self._edit(lines) if kind is ActionType.REPLACE_LINES else Action(action_type=kind)

    def _is_valid(self, kind: ActionType, lines: list[str]) -> bool:
        if kind is ActionType.REPLACE_LINES:
            return bool(lines)
        return kind is not ActionType.UNDO_EDIT or self._undoable > 0

    def _edit(self, lines: list[str]) -> Action:
        line, copy = self._random.randint(1, len(lines)), self._random.choice(lines)
        match self._drawn(_EDITS):
            case "delete":
                return replacement(line, line, [])
            case "insert":
                return replacement(line, line - 1, [copy])
            case _:
                return replacement(line, line, [copy])

    def _drawn(self, weights: Mapping[_Drawn, int]) -> _Drawn:
        return self._random.choices(list(weights), weights=list(weights.values()))[0]
