"""The conversation of an episode: what was really said, or what would have been."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from recorded import record

from tracefix_rl.core.models import ActionType, Observation
from tracefix_rl.evaluation.play import EpisodeResult, Step, Watcher, play_episode
from tracefix_rl.export.answers import answers, first_question
from tracefix_rl.export.conversation import conversation, offered_tools, prompt
from tracefix_rl.export.exchanged import exchanged
from tracefix_rl.policies.parsing import parse_action
from tracefix_rl.policies.random import RandomPolicy
from tracefix_rl.policies.rendering import render_code, render_outcome
from tracefix_rl.policies.tools import ToolCall, tools
from tracefix_rl.sandbox import Sandbox
from tracefix_rl.session import LocalSession
from tracefix_rl.trajectories import Trajectory

Message = dict[str, Any]


class Shown(Watcher):
    """Keeps what a model would have been shown while the episode is played."""

    def __init__(self) -> None:
        self.first = ""
        self.outcomes: list[str] = []
        self.codes: list[str] = []

    def started(self, observation: Observation) -> None:
        self.first = render_code(observation)

    def stepped(self, step: Step) -> None:
        self.outcomes.append(render_outcome(step.observation, step.action))
        self.codes.append(render_code(step.observation))

    def ended(self, result: EpisodeResult) -> None:
        """It does not matter how."""


@pytest.mark.parametrize("seed", [3, 4])
def test_answers_are_those_that_were_given_when_it_was_played(sandbox: Sandbox, seed: int) -> None:
    trajectory = record(sandbox, RandomPolicy(seed), "task2_medium")
    shown = Shown()
    asyncio.run(
        play_episode(
            LocalSession(sandbox),
            RandomPolicy(seed),
            options={"task_id": trajectory.task.id, "seed": 0},
            max_steps=20,
            watcher=shown,
        )
    )
    assert first_question(trajectory) == shown.first
    for step, answer, outcome, code in zip(
        trajectory.steps, answers(trajectory), shown.outcomes, shown.codes, strict=True
    ):
        shows_code = step.edit is not None or step.action["action_type"] == ActionType.VIEW_CODE
        assert answer == (f"{outcome}\n\n{code}" if shows_code else outcome)


def test_steps_left_are_told_by_the_brief_if_none_were_asked_for(wandered: Trajectory) -> None:
    options = {name: value for name, value in wandered.options.items() if name != "max_steps"}
    unasked = wandered.model_copy(update={"options": options})
    assert list(answers(unasked)) == list(answers(wandered))
    assert next(answers(wandered)).startswith("Step 1, 19 left.")


def test_without_a_model_each_action_is_the_call_of_its_tool(
    solved: Trajectory, wandered: Trajectory
) -> None:
    for trajectory in (solved, wandered):
        messages = conversation(trajectory)
        assert messages[0]["content"].startswith(trajectory.brief)
        assert [message["role"] for message in prompt(messages)] == ["system", "user"]
        replies = [message for message in messages if message["role"] == "assistant"]
        assert len(replies) == len(trajectory.steps)
        for reply, step in zip(replies, trajectory.steps, strict=True):
            (call,) = reply["tool_calls"]
            action = parse_action(ToolCall(call["function"]["name"], call["function"]["arguments"]))
            action.thought = reply["content"] or None
            assert action.model_dump(exclude_none=True) == step.action


def test_of_a_model_it_is_what_was_said(called: Trajectory) -> None:
    messages = conversation(called)
    said = [message for step in called.steps for message in step.messages]
    assert [message["role"] for message in messages] == [message["role"] for message in said]
    assert [message["content"] for message in messages] == [message["content"] or "" for message in said]
    replies = [message for message in messages if message["role"] == "assistant"]
    assert replies[0]["content"] == "See what fails."
    assert [call["function"]["name"] for call in replies[1]["tool_calls"]] == ["replace_lines", "run_tests"]
    assert replies[1]["tool_calls"][0]["function"]["arguments"]["new_code_block"] == "x = 1"


def test_arguments_that_are_no_json_are_none(called: Trajectory) -> None:
    (undo,) = (
        call["function"]
        for message in conversation(called)
        for call in message.get("tool_calls", ())
        if call["function"]["name"] == "undo_edit"
    )
    assert undo["arguments"] == {}


def test_a_model_that_writes_json_is_offered_no_tools(wrote: Trajectory, called: Trajectory) -> None:
    messages = conversation(wrote)
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user", "assistant"]
    assert messages[-1]["content"] == 'I am done: {"action_type": "SUBMIT"}'
    assert offered_tools(messages) == []
    assert offered_tools(conversation(called)) == tools()


def test_every_conversation_is_one_that_trainers_take(episodes: list[Trajectory]) -> None:
    for trajectory in episodes:
        messages = conversation(trajectory)
        json.dumps(messages, ensure_ascii=False).encode()  # no half characters
        assert messages[0]["role"] == "system"
        assert messages[-1]["role"] == "assistant"
        assert all(isinstance(message["content"], str) for message in messages)
        for index, message in enumerate(messages[:-1]):
            ids = [call["id"] for call in message.get("tool_calls", ())]
            answered = [each.get("tool_call_id") for each in messages[index + 1 : index + 1 + len(ids)]]
            assert answered == ids
        answers_given = [message for message in messages if message["role"] == "tool"]
        assert len(answers_given) == sum(len(message.get("tool_calls", ())) for message in messages[:-1])


def reply(*ids: str) -> Message:
    calls = [{"id": id_, "function": {"name": "run_tests", "arguments": "{}"}} for id_ in ids]
    return {"role": "assistant", "content": None, "tool_calls": calls}


def test_a_call_that_was_answered_as_if_by_a_user_has_its_answer() -> None:
    messages = exchanged([reply("a", "b"), {"role": "user", "content": "done"}, reply("c")])
    assert [(m["role"], m.get("tool_call_id"), m["content"]) for m in messages] == [
        ("assistant", None, ""),
        ("tool", "a", "done"),
        ("tool", "b", "Not done: one action at a time."),
        ("assistant", None, ""),
    ]


def test_answers_in_another_order_and_of_no_call() -> None:
    messages = exchanged(
        [
            {"role": "tool", "tool_call_id": "z", "content": "of nothing"},
            reply("a", "b"),
            {"role": "tool", "tool_call_id": "b", "content": "B"},
            {"role": "tool", "tool_call_id": "a", "content": "A"},
            {"role": "user", "content": [{"type": "text", "text": "go "}, {"type": "text", "text": "on"}]},
        ]
    )
    assert [m["content"] for m in messages] == ["", "B", "A", "go on"]
    assert [m.get("tool_call_id") for m in messages] == [None, "b", "a", None]


@pytest.mark.parametrize("tool_calls", [None, "x", [None], [{}], [{"function": "x"}]])
def test_calls_of_no_known_form_are_none(tool_calls: object) -> None:
    (message,) = exchanged([{"role": "assistant", "content": "hm", "tool_calls": tool_calls}])
    assert message == {"role": "assistant", "content": "hm"}
