"""Makes policies: one, or one for each of thousands of episodes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.config import BASE_URL, MODEL, TOKEN, EndpointConfig
from tracefix_rl.policies.registry import LLM, Factory, factory_of, refuse_takeover

if TYPE_CHECKING:
    from typing import Self


class PolicyMaker:
    """Makes policies that share what is costly: connections, the limit on requests at once, the tasks.

    It belongs to the event loop that its policies act in. Its arguments can be pickled, and a pickled maker
    is made anew where it arrives.

    Args:
        name: One of `policy_names()`.
        endpoint: Where the model is; `llm` needs it and no other policy looks at it.
        concurrency: How many requests to the endpoint may be under way at once.

    Raises:
        ValueError: If there is no such policy, it cannot be loaded, or `llm` has no endpoint.
    """

    def __init__(self, name: str, *, endpoint: EndpointConfig | None = None, concurrency: int = 8) -> None:
        if concurrency < 1:
            raise ValueError(f"concurrency must be 1 or more, not {concurrency}")
        self.name = name
        self._arguments: dict[str, Any] = {"endpoint": endpoint, "concurrency": concurrency}
        self._endpoint: Any = None
        self._make = self._of_model(endpoint, concurrency) if name == LLM else factory_of(name)

    def make(self, seed: int = 0) -> Policy:
        """Make a policy; it is cheap, and closing the policy leaves what is shared.

        Args:
            seed: For those that draw.

        Raises:
            ValueError: If an installed policy cannot be made.
        """
        return self._make(seed)

    async def close(self) -> None:
        """Close the connections; closing twice is harmless."""
        if self._endpoint is not None:
            await self._endpoint.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def __reduce__(self) -> tuple[Any, ...]:
        return _maker, (self.name, self._arguments)

    def _of_model(self, config: EndpointConfig | None, concurrency: int) -> Factory:
        refuse_takeover(LLM)
        endpoint = self._endpoint = _endpoint(config, concurrency)

        from tracefix_rl.policies.llm import LlmPolicy

        return lambda seed: LlmPolicy(endpoint)


def make_policy(name: str, *, seed: int = 0, endpoint: EndpointConfig | None = None) -> Policy:
    """Make one policy, which holds all it needs and releases it when it is closed.

    Args:
        name: One of `policy_names()`.
        seed: For those that draw.
        endpoint: Where the model is; `llm` needs it.

    Raises:
        ValueError: If there is no such policy, it cannot be made, or `llm` has no endpoint.
    """
    if name != LLM:
        return factory_of(name)(seed)
    refuse_takeover(LLM)

    from tracefix_rl.policies.llm import LlmPolicy

    return LlmPolicy(_needed(endpoint))


def _maker(name: str, arguments: dict[str, Any]) -> PolicyMaker:
    return PolicyMaker(name, **arguments)


def _endpoint(config: EndpointConfig | None, concurrency: int) -> Any:
    from tracefix_rl.policies.endpoint import Endpoint

    return Endpoint(_needed(config), concurrency)


def _needed(config: EndpointConfig | None) -> EndpointConfig:
    if config is None:
        raise ValueError(f"the llm policy needs an endpoint: give {BASE_URL}, {MODEL} and a token ({TOKEN})")
    return config
