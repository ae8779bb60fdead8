"""Repairs by trying small edits, the most likely first. Needs no model."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from random import Random

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.core.syntax import check
from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.edits import lines_in, one_edit
from tracefix_rl.policies.rendering import all_pass
from tracefix_rl.policies.repair.candidates import Candidate, candidates
from tracefix_rl.policies.repair.clues import kind_weights
from tracefix_rl.policies.repair.suspicion import line_weights

_STEPS_TO_TRY = 2
_STEPS_TO_FINISH = 2

_CROWDING = 0.3
"""How much a kind of repair suffers from having many places: 0 not at all, 1 in proportion."""

# What a fruitless attempt says of its line and of its kind of repair.
_TRIED_LINE = 0.8
_TRIED_KIND = 0.9
_CHANGED_ONLY_FAILURES = 1.15
_CHANGED_NOTHING = 0.6


@dataclass(slots=True)
class _Base:
    """A source that is worth repairing further, with what is left to try on it.

    Args:
        lines: Its lines.
        messages: By test, why it does not pass; `None` if it does.
        untried: Candidates and their likelihoods.
    """

    lines: list[str]
    messages: dict[str, str | None]
    untried: dict[Candidate, float]

    @property
    def passing(self) -> set[str]:
        """Tests that pass."""
        return {name for name, message in self.messages.items() if message is None}


@dataclass(frozen=True, slots=True)
class _Attempt:
    """A candidate that is being tried."""

    base: _Base
    candidate: Candidate


class SearchPolicy(Policy):
    """Generate and validate: edit, run the tests, keep what helps.

    An edit that makes a test pass and breaks none becomes a base for further edits, so that a task with two
    bugs is repaired one bug after the other; bases before it stay in the game, for what helped may have been
    a coincidence. The next attempt replaces a fruitless one in a single edit. When all tests pass, or the
    steps run out, the best source is submitted.

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
        self._learn(observation)
        if observation.steps_remaining >= _STEPS_TO_TRY + _STEPS_TO_FINISH:
            edit = self._next_attempt(observation)
            if edit is not None:
                self._must_run = True
                return edit
        return self._finish(observation)

    def _begin(self, brief: str, module: str) -> None:
        self._brief = brief
        self._module = module
        self._random = Random(self._seed)
        self._bases: list[_Base] = []
        self._attempt: _Attempt | None = None
        self._must_run = True

    def _learn(self, observation: Observation) -> None:
        """Make a base of what helped, or remember what a fruitless attempt says."""
        messages = {
            test.test_name: None if test.passed else test.error_message or test.verdict
            for test in observation.test_results
        }
        attempt, self._attempt = self._attempt, None
        if not self._bases or (attempt and _helped(messages, attempt.base)):
            self._bases.append(self._base_of(observation, messages))
        elif attempt:
            _discourage(attempt, messages)

    def _base_of(self, observation: Observation, messages: dict[str, str | None]) -> _Base:
        lines = lines_in(observation)
        source = "\n".join(lines) + "\n"
        by_line = line_weights(source, self._brief, observation.test_results, self._module)
        by_kind = kind_weights(observation.test_results)
        found = candidates(source)
        self._random.shuffle(found)
        crowds: defaultdict[str, float] = defaultdict(float)
        for each in found:
            crowds[each.kind] += each.share * by_line.get(each.line, 0.0)
        return _Base(
            lines,
            messages,
            {
                each: each.weight
                * each.share
                * by_line.get(each.line, 0.0)
                * by_kind.get(each.kind, 1.0)
                / max(crowds[each.kind], 1e-9) ** _CROWDING
                for each in found
            },
        )

    def _next_attempt(self, observation: Observation) -> Action | None:
        """The edit that leads from the source as it is to the most likely candidate."""
        now = lines_in(observation)
        while any(base.untried for base in self._bases):
            base = max(self._bases, key=lambda each: max(each.untried.values(), default=0.0))
            chosen = max(base.untried, key=lambda each: base.untried[each])
            del base.untried[chosen]
            if check(chosen.source, self._module) is not None:
                continue
            edit = one_edit(now, chosen.source.removesuffix("\n").split("\n"))
            if edit is not None:
                edit.thought = f"line {chosen.line}: {chosen.kind}"
                self._attempt = _Attempt(base, chosen)
                return edit
        return None

    def _finish(self, observation: Observation) -> Action:
        """Go back to the best source, then submit it."""
        if self._bases and observation.steps_remaining > 1:
            best = max(self._bases, key=lambda base: len(base.passing))
            restore = one_edit(lines_in(observation), best.lines)
            if restore is not None:
                restore.thought = "back to the best source found"
                return restore
        return Action(action_type=ActionType.SUBMIT, thought="this is the best source found")


def _helped(messages: dict[str, str | None], base: _Base) -> bool:
    """Whether more tests pass than before and none that passed is broken."""
    return base.passing < {name for name, message in messages.items() if message is None}


def _discourage(attempt: _Attempt, messages: dict[str, str | None]) -> None:
    """Make what resembles a fruitless attempt less likely, as far as the tests saw no good in it."""
    before = attempt.base.messages
    by_line = _TRIED_LINE
    if messages == before:
        by_line *= _CHANGED_NOTHING
    elif all(messages.get(name, "") is None for name in attempt.base.passing):
        by_line *= _CHANGED_ONLY_FAILURES
    for each in attempt.base.untried:
        if each.line == attempt.candidate.line:
            attempt.base.untried[each] *= by_line
        if each.kind == attempt.candidate.kind:
            attempt.base.untried[each] *= _TRIED_KIND
