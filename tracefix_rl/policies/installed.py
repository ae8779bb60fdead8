"""Policies of other distributions, found by their entry points."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

from tracefix_rl.policies.base import Policy, PolicyError
from tracefix_rl.session import one_line

GROUP = "tracefix.policies"
"""The entry points' group."""

_CALLED = ("start", "act", "close")
_READ = ("name", "complaint", "usage", "messages", "in_process_only")


def names() -> set[str]:
    """Names under which policies are installed."""
    return {entry.name for entry in entry_points(group=GROUP)}


def owners(name: str) -> list[str]:
    """The distributions that have installed a policy under a name."""
    return [_owner(entry) for entry in _entries(name)]


def load(name: str) -> Callable[[int], Policy]:
    """Load the factory of an installed policy; what it makes is checked each time.

    Args:
        name: One of `names()`.

    Raises:
        ValueError: If it cannot be used; the message names its distribution.
    """
    entries = _entries(name)
    if len(entries) > 1:
        raise ValueError(
            f"the policy {name!r} is of {' and of '.join(map(_owner, entries))}; uninstall all but one"
        )
    (entry,) = entries
    made_by = f"the policy {name!r} of {_owner(entry)} ({entry.value})"
    try:
        factory = entry.load()
    except (Exception, SystemExit) as error:
        raise ValueError(f"{made_by} does not load: {_shown(error)}") from error
    if not callable(factory):
        raise ValueError(
            f"{made_by} is a {type(factory).__name__}, not a factory: it must be callable as factory(seed)"
        )

    def make(seed: int) -> Policy:
        try:
            policy = factory(seed)
        except PolicyError:
            raise
        except Exception as error:
            raise ValueError(f"{made_by} could not be made with factory({seed}): {_shown(error)}") from error
        if (flaw := _flaw(policy)) is not None:
            raise ValueError(
                f"{made_by} is not a policy: {flaw}; derive its class from tracefix_rl.policies.Policy"
            )
        made: Policy = policy
        return made

    return make


def _entries(name: str) -> list[EntryPoint]:
    return list(entry_points(group=GROUP, name=name))


def _owner(entry: EntryPoint) -> str:
    distribution = entry.dist
    return f"{distribution.name} {distribution.version}" if distribution else "an unnamed distribution"


def _flaw(policy: object) -> str | None:
    """What a policy lacks."""
    if isinstance(policy, type):
        return f"the factory returned the class {policy.__name__} itself"
    kind = type(policy).__name__
    for name in _CALLED:
        if not callable(getattr(policy, name, None)):
            return f"a {kind} has no method {name}()"
    for name in _READ:
        if not hasattr(policy, name):
            return f"a {kind} has no {name}"
    if not isinstance(policy.name, str):  # type: ignore[attr-defined]
        return f"the name of a {kind} is not a text"
    if not inspect.iscoroutinefunction(policy.act):  # type: ignore[attr-defined]
        return f"act() of a {kind} is not async"
    return None


def _shown(error: BaseException) -> str:
    line = one_line(f"{type(error).__name__}: {error}")
    return line if len(line) <= 300 else f"{line[:300]}..."
