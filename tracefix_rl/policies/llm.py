"""Asks a model for every action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy, RepeatedActionsError, UnreadableRepliesError, Usage
from tracefix_rl.policies.config import EndpointConfig
from tracefix_rl.policies.conversation import Conversation
from tracefix_rl.policies.endpoint import Endpoint
from tracefix_rl.policies.parsing import UnreadableReplyError, parse_action
from tracefix_rl.policies.rendering import all_pass, render_code, render_outcome
from tracefix_rl.policies.replies import Reply

PATIENCE = 3
"""So many unreadable replies, or equal actions, in a row end the episode."""

_FORMAT = (
    "Call one tool or, if you have none, answer with one JSON object and nothing else, for example "
    '{"thought": "see what fails", "action_type": "RUN_TESTS"}.'
)


class LlmPolicy(Policy):
    """Shows a model what happened and does what it answers.

    The first step is VIEW_CODE. A reply that cannot be read becomes a RUN_TESTS step, and the model is told.

    Args:
        endpoint: Where the model is: how to reach it, or one that is shared with other policies, which is
            not closed with this one.
    """

    def __init__(self, endpoint: EndpointConfig | Endpoint) -> None:
        self._is_own = isinstance(endpoint, EndpointConfig)
        self._endpoint = Endpoint(endpoint) if isinstance(endpoint, EndpointConfig) else endpoint
        self.name = self._endpoint.config.model
        self._last: Action | None = None
        self._begin("")

    def start(self, observation: Observation) -> None:
        """Forget the last conversation; the episode brief becomes the system prompt."""
        self._begin(str(observation.metadata.get("system_prompt", "")))

    async def act(self, observation: Observation) -> Action:
        """Ask the model.

        Raises:
            PolicyError: If the endpoint does not answer.
            UnreadableRepliesError: If this reply is one unreadable reply too many.
            RepeatedActionsError: If this action is one repetition too many.
        """
        self.messages = ()
        if self._last is None:
            self._last = Action(action_type=ActionType.VIEW_CODE)
            return self._last
        self._conversation.ask(
            render_outcome(observation, self._last),
            "\n\n".join((render_code(observation), *self._guidance(observation))),
        )
        reply = await self._ask()
        try:
            action = self._read(reply)
        except UnreadableReplyError as error:
            action = self._stand_in(error)
        self._last = action
        return action

    async def close(self) -> None:
        """Close the connections to the endpoint, if they are this policy's own."""
        if self._is_own:
            await self._endpoint.close()

    def _begin(self, brief: str) -> None:
        self.complaint: str | None = None
        self.usage: Usage | None = None
        self.messages: Sequence[Mapping[str, Any]] = ()
        self._conversation = Conversation(brief, self._endpoint.config.context_chars)
        self._last = None
        self._unreadable = 0
        self._choice: dict[str, Any] = {}
        self._repeated = 0

    async def _ask(self) -> Reply:
        reply, mode = await self._endpoint.ask(self._conversation.messages)
        if reply.usage is not None:  # also what was spent on a reply that is of no use
            self.usage = (self.usage or Usage()) + reply.usage
        if (fault := self._endpoint.fault(reply)) is not None:
            raise fault
        self.messages = (*self._conversation.news(mode), reply.message)
        self._conversation.answered(reply)
        return reply

    @property
    def _has_just_tested(self) -> bool:
        return self._last is not None and self._last.action_type == ActionType.RUN_TESTS

    def _guidance(self, observation: Observation) -> list[str]:
        said = []
        if self.complaint:
            said.append(f"{self.complaint}. RUN_TESTS was done instead. {_FORMAT}")
        if self._repeated == PATIENCE - 1:
            said.append("This was the same action again; once more and the episode ends with score 0.")
        if self._has_just_tested and all_pass(observation):
            said.append("All visible tests pass. The next action is SUBMIT.")
        return said

    def _read(self, reply: Reply) -> Action:
        action = parse_action(reply.calls[0] if reply.calls else reply.text)
        self.complaint, self._unreadable = None, 0
        choice = action.model_dump(exclude={"thought"}, warnings=False)
        self._repeated = self._repeated + 1 if choice == self._choice else 1
        self._choice = choice
        if self._repeated == PATIENCE:
            raise RepeatedActionsError(f"the model chose {action.action_type} {PATIENCE} times in a row")
        return action

    def _stand_in(self, error: UnreadableReplyError) -> Action:
        self.complaint = f"PARSE_ERROR: {error}"
        self._unreadable += 1
        self._choice, self._repeated = {}, 0
        if self._unreadable == PATIENCE:
            raise UnreadableRepliesError(f"{PATIENCE} replies in a row could not be read; the last: {error}")
        return Action(action_type=ActionType.RUN_TESTS)
