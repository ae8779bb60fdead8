"""The conversation of an episode: the same for all formats."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from tracefix_rl.core.models import Action
from tracefix_rl.export.answers import answers, first_question
from tracefix_rl.export.exchanged import exchanged
from tracefix_rl.export.messages import Message, calls_of, doing, system, tool, user
from tracefix_rl.export.plain import plain
from tracefix_rl.policies.modes import NOTES, Mode
from tracefix_rl.policies.tools import tools
from tracefix_rl.trajectories import Trajectory


def conversation(trajectory: Trajectory) -> list[Message]:
    """Return what a model was told and answered; of an episode that no model played, what it would have been.

    It ends with the last reply: what came of it nobody was told any more, and trainers want no more.
    """
    said = [message for step in trajectory.steps for message in step.messages]
    messages: list[Message] = plain(exchanged(said) if said else _imagined(trajectory))
    while messages and messages[-1]["role"] != "assistant":
        messages.pop()
    return messages


def prompt(messages: Sequence[Message]) -> list[Message]:
    """Return what stands before the first reply."""
    first = next((index for index, message in enumerate(messages) if message["role"] == "assistant"), 0)
    return list(messages[:first])


def offered_tools(messages: Sequence[Message]) -> list[dict[str, Any]]:
    """Return the tools that a model is offered: none where it answers in plain JSON."""
    return _tools() if any(calls_of(message) for message in messages) else []


@cache
def _tools() -> list[dict[str, Any]]:
    """The tools, written once: that takes longer than all else of an episode."""
    return tools()


def _imagined(trajectory: Trajectory) -> list[Message]:
    """The brief and the source, then a call of a tool for each action, and its answer."""
    brief = f"{trajectory.brief}\n\n{NOTES[Mode.TOOLS]}"
    messages = [system(brief), user(first_question(trajectory))]
    for step, answer in zip(trajectory.steps, answers(trajectory), strict=True):
        reply = doing(Action(**step.action), f"call_{step.number}")
        messages += [reply, tool(calls_of(reply)[0], answer)]
    return messages
