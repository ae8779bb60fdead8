"""What chooses actions, one file each behind the `Policy` protocol.

- `noop` submits at once: the floor.
- `random` acts without looking: the other floor.
- `search` repairs by trying small edits, most likely ones first; needs no model.
- `oracle` knows the solution: the ceiling.
- `llm` asks a model behind a Chat Completions endpoint.
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

__all__ = ["GaveUpError", "Policy", "PolicyError", "RepeatedActionsError", "UnreadableRepliesError", "Usage"]
