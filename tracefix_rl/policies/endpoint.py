"""A model behind Chat Completions: one question, one reply, and a clear line when there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from tracefix_rl.policies import failures
from tracefix_rl.policies.base import PolicyError
from tracefix_rl.policies.config import EndpointConfig
from tracefix_rl.policies.failures import EndpointError
from tracefix_rl.policies.modes import Mode, request_options
from tracefix_rl.policies.replies import Reply, read_reply
from tracefix_rl.policies.transport import Transport
from tracefix_rl.tasks.suggestions import near

Message = Mapping[str, Any]

_NOT_SUPPORTED = {400, 404, 405, 415, 422, 501}
"""What endpoints answer to a request for tools or structured output that they do not offer."""
_PATIENCE_WITH_TEXTS = 2
"""So many texts and not one call, and tools are taken for not supported: some endpoints ignore them."""


class Endpoint:
    """Asks for an action: by tools where the endpoint knows them, else by structured output, else as text.

    Many policies of one event loop may share it.

    Args:
        config: Where the model is.
        concurrency: How many requests may be under way at once.
    """

    def __init__(self, config: EndpointConfig, concurrency: int = 1) -> None:
        self.config = config
        self._transport = Transport(config, concurrency)
        self._mode = Mode.TOOLS
        self._called = False
        self._texts = 0
        self._models: list[str] | None = None

    async def ask(self, messages: Callable[[Mode], Sequence[Message]]) -> tuple[Reply, Mode]:
        """Ask for a reply, and return it with the form it was asked for in.

        Args:
            messages: Gives the conversation so far as that form needs it.

        Raises:
            PolicyError: If there is no answer, for whatever reason; `fault` tells of answers of no use.
        """
        for mode in Mode:
            if mode < self._mode:
                continue
            try:
                answer = await self._transport.send(
                    {"messages": list(messages(mode)), **request_options(mode)}
                )
            except EndpointError as error:
                if mode is Mode.PLAIN or not _may_be_the_form(error):
                    raise await self._explained(error) from error.__cause__
                continue
            self._mode = max(self._mode, mode)  # only now is it certain that the form was the trouble
            reply = read_reply(answer)
            if reply is None:
                raise failures.unusable(self.config, "an answer without a choice")
            self._learn(mode, reply)
            return reply, mode
        raise AssertionError("the plainest form returns or raises")

    def fault(self, reply: Reply) -> PolicyError | None:
        """Why a reply is of no use, as the error to raise; `None` if there is something to read in it."""
        if reply.refusal:
            return failures.declined(self.config, reply.refusal)
        if reply.finish == "content_filter":
            return failures.filtered(self.config)
        if not reply.calls and not reply.text.strip():
            return failures.empty(self.config, at_limit=reply.finish == "length")
        return None

    async def close(self) -> None:
        """Close the connections; closing twice is harmless."""
        await self._transport.close()

    def _learn(self, mode: Mode, reply: Reply) -> None:
        """See whether the endpoint passes tools on at all."""
        if mode is Mode.TOOLS and not self._called:
            self._called = bool(reply.calls)
            self._texts += not reply.calls
            if self._texts >= _PATIENCE_WITH_TEXTS:
                self._mode = max(self._mode, Mode.STRUCTURED)

    async def _explained(self, error: EndpointError) -> EndpointError:
        """Add the names of models that may have been meant."""
        if error.status not in (400, 404, 422) or "model" not in error.said.lower() or error.is_too_long:
            return error
        if self._models is None:
            self._models = await self._transport.models()
        if not self._models or self.config.model in self._models:
            return error
        meant = failures.cleaned(near(self.config.model, self._models), self.config)
        return error.with_more(f"; it has no model {self.config.model}: {meant}")


def _may_be_the_form(error: EndpointError) -> bool:
    """Whether the endpoint may answer if it is asked in a plainer form."""
    if error.is_too_long:
        return False
    return error.status in _NOT_SUPPORTED or ((error.status or 0) >= 500 and "tool" in error.said.lower())
