"""What a policy is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from tracefix_rl.core.models import Action, Observation


class PolicyError(Exception):
    """The policy cannot go on, for a reason that lies outside the episode (its endpoint is down or refuses).

    The message is one line that says what happened and what would help.
    """


class GaveUpError(PolicyError):
    """The policy ends the episode by its own fault: what it does makes no sense any more."""


class UnreadableRepliesError(GaveUpError):
    """Too many replies in a row held no action."""


class RepeatedActionsError(GaveUpError):
    """The same action was chosen too many times in a row."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens an episode cost, as the endpoint counted them."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """Both together."""
        return Usage(
            self.prompt_tokens + other.prompt_tokens, self.completion_tokens + other.completion_tokens
        )


class Policy(Protocol):
    """Chooses actions.

    A policy plays one episode at a time: `start` is called with what `reset` returned, then `act` once
    for each step with the newest observation. Whoever writes one derives it from this class and has the
    defaults.
    """

    in_process_only: ClassVar[bool] = False
    """Whether it needs what only this process has, such as the tasks' solutions: no server's tasks then."""

    name: str
    """Shown in logs and results, e.g. `search` or a model's name."""

    complaint: str | None = None
    """What was wrong with the last choice, when the action stands in for one that could not be read."""

    usage: Usage | None = None
    """Tokens this episode cost so far; `None` where there are none to count."""

    messages: Sequence[Mapping[str, Any]] = ()
    """What was said to a model and by it for the last choice, in the form of Chat Completions.

    Only what is new since the choice before, so that all of an episode's one after the other are the
    conversation; a reply is as it came, also one that could not be read. Empty for a choice that no model
    made.
    """

    def start(self, observation: Observation) -> None:
        """Forget the last episode and take in the first observation of a new one."""

    async def act(self, observation: Observation) -> Action:
        """Choose the next action.

        Raises:
            PolicyError: If it cannot choose one.
        """

    async def close(self) -> None:
        """Release what the policy holds; closing twice is harmless."""
        return
