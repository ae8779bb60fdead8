"""Asks a model for every action."""

from __future__ import annotations

from collections import deque
from typing import Any

from tracefix_rl.core.models import Action, ActionType, Observation
from tracefix_rl.policies.base import Policy, RepeatedActionsError, UnreadableRepliesError, Usage
from tracefix_rl.policies.endpoint import Endpoint, EndpointConfig, Message
from tracefix_rl.policies.parsing import UnreadableReplyError, parse_action
from tracefix_rl.policies.rendering import all_pass, render_code, render_outcome

KEPT_TURNS = 12
"""Past turns that the model is shown again; older ones are dropped."""
PATIENCE = 3
"""So many unreadable replies, or equal actions, in a row end the episode."""

_FORMAT = (
    "Answer with one JSON object and nothing else, for example "
    '{"thought": "see what fails", "action_type": "RUN_TESTS"}.'
)


class LlmPolicy(Policy):
    """Shows a model what happened and does what it answers.

    The first step is VIEW_CODE. A reply that cannot be read becomes a RUN_TESTS step, and the model is told.

    Args:
        config: Where the model is.
    """

    def __init__(self, config: EndpointConfig) -> None:
        self.name = config.model
        self._endpoint = Endpoint(config)
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
        if self._last is None:
            first = self._last = Action(action_type=ActionType.VIEW_CODE)
            return first
        outcome = render_outcome(observation, self._last)
        guidance = self._guidance(observation)
        question = "\n\n".join(part for part in (outcome, render_code(observation), *guidance) if part)
        try:
            reply = await self._endpoint.ask([*self._conversation(), {"role": "user", "content": question}])
        finally:
            self.usage = self._endpoint.usage  # also what was spent on a reply that is of no use
        self._turns.append((outcome, reply))
        try:
            action = self._read(reply)
        except UnreadableReplyError as error:
            action = self._stand_in(error)
        self._last = action
        return action

    async def close(self) -> None:
        """Close the connections to the endpoint."""
        await self._endpoint.close()

    def _begin(self, system_prompt: str) -> None:
        self.complaint: str | None = None
        self.usage: Usage | None = None
        self._endpoint.usage = None
        self._system_prompt = system_prompt
        self._turns: deque[tuple[str, str]] = deque(maxlen=KEPT_TURNS)
        self._last = None
        self._unreadable = 0
        self._choice: dict[str, Any] = {}
        self._repeated = 0

    def _conversation(self) -> list[Message]:
        """The brief and the last turns; code is shown only as it is now, so the past goes without."""
        messages: list[Message] = [{"role": "system", "content": self._system_prompt}]
        for outcome, reply in self._turns:
            messages.append({"role": "user", "content": outcome})
            messages.append({"role": "assistant", "content": reply})
        return messages

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
            said.append("All visible tests pass. Answer with SUBMIT now.")
        return said

    def _read(self, reply: str) -> Action:
        action = parse_action(reply)
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
