"""A policy by its name."""

from __future__ import annotations

from enum import StrEnum

from tracefix_rl.policies.base import Policy
from tracefix_rl.policies.endpoint import EndpointConfig


class PolicyName(StrEnum):
    """The policies there are."""

    NOOP = "noop"
    RANDOM = "random"
    SEARCH = "search"
    ORACLE = "oracle"
    LLM = "llm"


def make_policy(name: PolicyName, *, seed: int = 0, endpoint: EndpointConfig | None = None) -> Policy:
    """Make a policy.

    Args:
        name: Which one.
        seed: For those that draw.
        endpoint: Where the model is; `llm` needs it.

    Raises:
        ValueError: If `llm` has no endpoint.
    """
    match name:
        case PolicyName.NOOP:
            from tracefix_rl.policies.noop import NoopPolicy

            return NoopPolicy()
        case PolicyName.RANDOM:
            from tracefix_rl.policies.random import RandomPolicy

            return RandomPolicy(seed)
        case PolicyName.SEARCH:
            from tracefix_rl.policies.search import SearchPolicy

            return SearchPolicy(seed)
        case PolicyName.ORACLE:
            from tracefix_rl.policies.oracle import OraclePolicy
            from tracefix_rl.tasks.catalog import Catalog

            return OraclePolicy(Catalog.configured().find)
        case PolicyName.LLM:
            from tracefix_rl.policies.llm import LlmPolicy

            if endpoint is None:
                raise ValueError("the llm policy needs an endpoint: give base URL, model and token")
            return LlmPolicy(endpoint)
