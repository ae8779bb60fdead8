"""The brief says what a step does, and nothing that an agent must not know."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from table_runner import TableRunner, table_task

from tracefix_rl.core import reward
from tracefix_rl.core.actions import ACTIONS, read
from tracefix_rl.core.episode import Episode
from tracefix_rl.core.models import Action, RewardMode
from tracefix_rl.core.prompt import brief
from tracefix_rl.sandbox import Module

TASK = table_task("A = 0\n", "A = 1\n", ["A == 1", "'```' and A"], ["A + 1 == 2"])
BRIEF = brief(TASK.card, 20)


def test_it_holds_what_may_be_known_of_the_task() -> None:
    for text in (TASK.title, TASK.specification, TASK.visible.module, TASK.visible.text, "20 steps"):
        assert text in BRIEF


def test_it_shows_other_modules_as_far_as_they_fit() -> None:
    modules = (
        Module("shop", ""),
        Module("shop.rates", "RATES = 7\n"),
        Module("shop.large", "x = 1\n" * 9000),
    )
    task = replace(TASK, visible=replace(TASK.visible, support=modules))
    text = brief(task.card, 20)
    assert "RATES = 7" in text
    assert all(f"`{module.name}`" in text for module in modules)
    assert len(text) < len(BRIEF) + 25_000
    assert "Other modules" not in BRIEF


@pytest.mark.parametrize("secret", [TASK.name, TASK.held_out.text, TASK.solution, TASK.source])
def test_it_holds_nothing_else_of_it(secret: str) -> None:
    assert secret not in BRIEF


def test_it_holds_every_action_with_its_fields_and_every_field_with_its_meaning() -> None:
    for kind, spec in ACTIONS.items():
        assert f"| {kind} | {', '.join(spec.fields) or '-'} | {spec.effect} |" in BRIEF
    for name, field in Action.model_fields.items():
        assert re.search(rf"- `{name}` \((string|integer)\b.*\): {re.escape(str(field.description))}", BRIEF)


def test_its_examples_are_actions_that_are_understood() -> None:
    examples = re.findall(r"```json\n(.*?)\n```", BRIEF, re.DOTALL)
    assert len(examples) == 2
    for example in examples:
        assert read(Action(**json.loads(example))).note == ""


def test_tests_that_hold_a_fence_stay_inside_theirs() -> None:
    assert f"````python\n{TASK.visible.text}\n````" in BRIEF


def test_its_reward_is_the_one_that_is_paid() -> None:
    for number in (reward.RESOLVED_SCORE, reward.FREE_STEPS, reward.STEP_COST, reward.INVALID_ACTION_COST):
        assert str(number) in BRIEF
    assert "costs" not in brief(TASK.card, 20, RewardMode.BINARY)


def test_it_comes_with_reset_and_only_then() -> None:
    episode = Episode(TableRunner())
    assert episode.reset(TASK, max_steps=20).metadata["system_prompt"] == BRIEF
    assert "system_prompt" not in episode.step(Action(action_type="RUN_TESTS")).metadata
