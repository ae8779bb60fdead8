"""What chooses actions, one file each behind the `Policy` protocol.

- `noop` submits at once: the floor.
- `random` makes valid actions without looking: the other floor.
- `spam` farms rewards with every action in loops: must stay at the floor.
- `search` repairs by trying small edits, most likely ones first; needs no model.
- `oracle` knows the solution: the ceiling. In process only.
- `llm` asks a model behind a Chat Completions endpoint.

`make_policy` makes one by name; a `PolicyMaker` makes many that share their connections.

A distribution adds a policy with an entry point in the group `tracefix.policies`. It names a callable
`factory(seed: int) -> Policy`, and a class derived from `Policy` whose only argument is the seed is one.
Every command then knows the entry point's name; a built-in policy's name is not given away. See
docs/policies.md.
"""

from __future__ import annotations

from tracefix_rl.policies.base import (
    GaveUpError,
    Policy,
    PolicyError,
    RepeatedActionsError,
    UnreadableRepliesError,
    Usage,
)
from tracefix_rl.policies.config import EndpointConfig
from tracefix_rl.policies.maker import PolicyMaker, make_policy
from tracefix_rl.policies.registry import policy_names

__all__ = [
    "EndpointConfig",
    "GaveUpError",
    "Policy",
    "PolicyError",
    "PolicyMaker",
    "RepeatedActionsError",
    "UnreadableRepliesError",
    "Usage",
    "make_policy",
    "policy_names",
]
