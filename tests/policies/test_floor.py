"""What is not skill is not paid: the policies that only act stay at the floor."""

from __future__ import annotations

import asyncio
from statistics import mean

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playing import Play, seen

from tracefix_rl.core.actions import ActionError, Command, read
from tracefix_rl.core.buffer import CodeBuffer, EditError
from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies import Policy, make_policy
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.spam import SpamPolicy
from tracefix_rl.tasks.curation import read_curated

FLOOR = 0.01
NAMES = [str(task.name) for task in read_curated().tasks][::4]
STEPS = 30


@pytest.mark.parametrize("name", ["noop", "random", "spam"])
def test_acting_without_skill_scores_the_floor(play: Play, name: str) -> None:
    results = [
        play(make_policy(name, seed=seed), task, max_steps=STEPS).result for seed, task in enumerate(NAMES)
    ]
    assert abs(mean(result.final_score for result in results) - FLOOR) <= 0.02
    assert all(sum(result.rewards) <= result.final_score + 1e-9 for result in results)


class Played:
    """A policy on a source without an environment: what it did, what of that could not be done."""

    def __init__(self, policy: Policy, source: str, steps: int) -> None:
        self.buffer = CodeBuffer(source)
        self.actions: list[Action] = []
        self.mistakes: list[Exception] = []
        asyncio.run(self._play(policy, steps))

    async def _play(self, policy: Policy, steps: int) -> None:
        policy.start(self._seen(steps))
        for left in range(steps, 0, -1):
            self.actions.append(await policy.act(self._seen(left)))
            try:
                self._carry_out(read(self.actions[-1]))
            except (ActionError, EditError) as error:
                self.mistakes.append(error)

    def _carry_out(self, command: Command) -> None:
        match command.kind:
            case ActionType.REPLACE_LINES:
                self.buffer.replace(command.start, command.end, command.block)
            case ActionType.UNDO_EDIT:
                self.buffer.undo()
            case ActionType.RESET_TO_ORIGINAL:
                self.buffer.reset()

    def _seen(self, left: int) -> Observation:
        return seen(code_dict=dict(enumerate(self.buffer.lines, start=1)), steps_remaining=left)


SOURCES = st.lists(st.sampled_from(["", "x", "    y", "\té"]), max_size=5).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@given(SOURCES, st.integers())
def test_random_does_only_what_can_be_done(source: str, seed: int) -> None:
    assert Played(RandomPolicy(seed), source, 60).mistakes == []


def test_random_draws_every_action_and_every_kind_of_edit() -> None:
    actions = Played(RandomPolicy(1), "a\nb\nc\n", 300).actions
    assert {action.action_type for action in actions} == set(ActionType)
    edits = [action for action in actions if action.action_type == ActionType.REPLACE_LINES]
    assert {edit.new_code_block == "" for edit in edits} == {True, False}
    assert {(edit.end_line or 0) - (edit.start_line or 0) for edit in edits} == {0, -1}
    assert {edit.new_code_block.strip() for edit in edits if edit.new_code_block} <= {"a", "b", "c"}


@given(SOURCES)
@settings(max_examples=20)
def test_spam_farms_every_action_also_such_as_cannot_be_done(source: str) -> None:
    played = Played(SpamPolicy(), source, 100)
    assert {str(action.action_type) for action in played.actions} > set(ActionType)
    assert len(played.actions) == 100
    assert len(played.mistakes) > 5


@given(SOURCES, st.integers(1, 60))
def test_spam_leaves_the_source_as_it_was_or_broken(source: str, steps: int) -> None:
    left = Played(SpamPolicy(), source, steps).buffer.text
    assert left == source or left == "" or left.startswith("(\n")


def test_spam_submits_with_its_last_step_only() -> None:
    for steps in (1, 2, 40):
        kinds = [action.action_type for action in Played(SpamPolicy(), "a\n", steps).actions]
        assert [number for number, kind in enumerate(kinds, start=1) if kind == "SUBMIT"] == [steps]
