"""Repairs by trying small edits, the most likely first. Needs no model."""

from __future__ import annotations

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.edits import lines_in, one_edit
from tracefix_rl.policies.rendering import all_pass
from tracefix_rl.sandbox.report import TestReport
from tracefix_rl.tasks.repair import RepairSearch

_STEPS_TO_TRY = 2
_STEPS_TO_FINISH = 2


class SearchPolicy(Policy):
    """Generate and validate: edit, run the tests, keep what helps.

    What to try is for `RepairSearch` to say; an attempt takes the place of the one before in a single edit.
    When all tests pass, or the steps run out, the best source is submitted.

    Args:
        seed: Orders candidates that are equally likely.
    """

    name = "search"

    def __init__(self, seed: int = 0) -> None:
        self._seed = seed
        self._must_run = True
        self._begin("", "program")

    def start(self, observation: Observation) -> None:
        """Take in the episode brief, which holds the visible tests."""
        self._begin(
            str(observation.metadata.get("system_prompt", "")),
            str(observation.info.get("task", {}).get("module", "program")),
        )

    async def act(self, observation: Observation) -> Action:
        """Run the tests after every edit, and make the next edit after every run."""
        if self._must_run:
            self._must_run = False
            return Action(action_type=ActionType.RUN_TESTS)
        if all_pass(observation):
            return Action(action_type=ActionType.SUBMIT, thought="all visible tests pass")
        self._search.learn(_source_in(observation), _reports_in(observation))
        if observation.steps_remaining >= _STEPS_TO_TRY + _STEPS_TO_FINISH:
            edit = self._next_attempt(observation)
            if edit is not None:
                self._must_run = True
                return edit
        return self._finish(observation)

    def _begin(self, brief: str, module: str) -> None:
        self._search = RepairSearch(brief, module, seed=self._seed)
        self._must_run = True

    def _next_attempt(self, observation: Observation) -> Action | None:
        """The edit that leads from the source as it is to the one to try next."""
        candidate = self._search.propose()
        if candidate is None:
            return None
        return _edit_to(candidate.source, observation, f"line {candidate.line}: {candidate.kind}")

    def _finish(self, observation: Observation) -> Action:
        """Go back to the best source, then submit it."""
        best = self._search.best
        if best is not None and observation.steps_remaining > 1:
            restore = _edit_to(best, observation, "back to the best source found")
            if restore is not None:
                return restore
        return Action(action_type=ActionType.SUBMIT, thought="this is the best source found")


def _source_in(observation: Observation) -> str:
    return "".join(f"{line}\n" for line in lines_in(observation))


def _reports_in(observation: Observation) -> list[TestReport]:
    return [
        TestReport(test.test_name, test.verdict, test.error_message or "")
        for test in observation.test_results
    ]


def _edit_to(source: str, observation: Observation, thought: str) -> Action | None:
    """The edit that puts a source in place of what an observation shows; `None` if it is that already."""
    lines = source.removesuffix("\n").split("\n") if source else []
    edit = one_edit(lines_in(observation), lines)
    if edit is not None:
        edit.thought = thought
    return edit
