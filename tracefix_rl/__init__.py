"""TraceFix-RL: an OpenEnv environment in which an agent repairs a buggy Python file.

What a user imports:

- `TraceFixRLEnv`: the client of a server
- `CodeAction`, `CodeObservation`, `TraceFixState`: what travels between the two
- `Session`, `Policy`, `PolicyError`: what plays an episode, and what chooses its actions

Names load on first use, because OpenEnv costs seconds to import and most of this package does not
need it.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracefix_rl.client import TraceFixRLEnv
    from tracefix_rl.models import CodeAction, CodeObservation, TraceFixState
    from tracefix_rl.policies.base import Policy, PolicyError
    from tracefix_rl.session import Session

__all__ = [
    "CodeAction",
    "CodeObservation",
    "Policy",
    "PolicyError",
    "Session",
    "TraceFixRLEnv",
    "TraceFixState",
]

_HOME = {
    "CodeAction": "tracefix_rl.models",
    "CodeObservation": "tracefix_rl.models",
    "Policy": "tracefix_rl.policies.base",
    "PolicyError": "tracefix_rl.policies.base",
    "Session": "tracefix_rl.session",
    "TraceFixRLEnv": "tracefix_rl.client",
    "TraceFixState": "tracefix_rl.models",
}


def __getattr__(name: str) -> Any:
    try:
        home = _HOME[name]
    except KeyError:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}") from None
    value = getattr(importlib.import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
