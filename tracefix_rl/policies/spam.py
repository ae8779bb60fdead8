"""Farms every action in loops."""

from __future__ import annotations

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.edits import lines_in, replacement


class SpamPolicy(Policy):
    """Does over and over all that might be paid for, valid and invalid, and never anything useful.

    It breaks the source and takes that back, for rewards of progress that is none; it calls what tells or
    changes nothing, and what cannot be done. At the end of a round the source is what it was. The last step
    submits.
    """

    name = "spam"

    def __init__(self) -> None:
        self._turn = 0

    def start(self, observation: Observation) -> None:
        """Begin the round anew."""
        self._turn = 0

    async def act(self, observation: Observation) -> Action:
        """The next action of the round."""
        if observation.steps_remaining <= 1:
            return Action(action_type=ActionType.SUBMIT)
        actions = _round(lines_in(observation))
        action = actions[self._turn % len(actions)]
        self._turn += 1
        return action


def _round(lines: list[str]) -> tuple[Action, ...]:
    """One round; an edit of it is right for the lines as they are at its turn."""
    view, run, undo, reset = (
        Action(action_type=kind)
        for kind in (
            ActionType.VIEW_CODE,
            ActionType.RUN_TESTS,
            ActionType.UNDO_EDIT,
            ActionType.RESET_TO_ORIGINAL,
        )
    )
    empty_it = replacement(1, len(lines), [])
    break_it = replacement(1, 0, ["("])
    change_nothing = replacement(1, min(1, len(lines)), lines[:1])
    beyond = replacement(len(lines) + 10, len(lines) + 20, ["pass"])
    incomplete = Action(action_type=ActionType.REPLACE_LINES)
    unknown = Action(action_type="FARM")
    return (
        *(view, run, run, empty_it, run, undo, run),
        *(change_nothing, run, undo, break_it, run, reset, run),
        *(beyond, incomplete, unknown, undo, undo, undo, undo, reset, run),
    )
