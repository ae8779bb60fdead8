"""Policies by name: the built-in ones and those that are installed beside the package."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from types import MappingProxyType

from tracefix_rl.policies import installed
from tracefix_rl.policies.base import Policy
from tracefix_rl.tasks.suggestions import near

LLM = "llm"
"""The one policy that needs an endpoint."""

Factory = Callable[[int], Policy]
"""Makes a policy from a seed."""


def policy_names() -> list[str]:
    """Names of all policies there are: the built-in ones, then the installed ones."""
    return [*_BUILT_IN, LLM, *sorted(installed.names() - {*_BUILT_IN, LLM})]


def factory_of(name: str) -> Factory:
    """The factory of a policy that needs no endpoint.

    Args:
        name: The policy's name. A built-in one keeps its name: what is installed under it is not used, and
            a warning says so.

    Raises:
        ValueError: If there is no such policy, or an installed one cannot be used.
    """
    if name in _BUILT_IN:
        refuse_takeover(name)
        return _BUILT_IN[name]()
    if name not in installed.names():
        raise ValueError(f"there is no policy {name[:100]!r}; {near(name, policy_names())}")
    return installed.load(name)


def refuse_takeover(name: str) -> None:
    """Warn if a distribution has put a policy under the name of a built-in one."""
    for owner in installed.owners(name):
        warnings.warn(
            f"the policy {name!r} of {owner} is not used: that name is a built-in policy's; "
            "let its entry point have another",
            stacklevel=2,
        )


def _noop() -> Factory:
    from tracefix_rl.policies.noop import NoopPolicy

    return lambda seed: NoopPolicy()


def _random() -> Factory:
    from tracefix_rl.policies.random import RandomPolicy

    return RandomPolicy


def _spam() -> Factory:
    from tracefix_rl.policies.spam import SpamPolicy

    return lambda seed: SpamPolicy()


def _search() -> Factory:
    from tracefix_rl.policies.search import SearchPolicy

    return SearchPolicy


def _oracle() -> Factory:
    from tracefix_rl.policies.oracle import OraclePolicy
    from tracefix_rl.tasks.catalog import Catalog

    find = Catalog.configured().find  # once for all: opening it reads files
    return lambda seed: OraclePolicy(find)


_BUILT_IN: Mapping[str, Callable[[], Factory]] = MappingProxyType(
    {"noop": _noop, "random": _random, "spam": _spam, "search": _search, "oracle": _oracle}
)
