"""The client, where OpenEnv's tools ask for it. What is imported is `tracefix_rl`."""

from __future__ import annotations

from tracefix_rl.client import CodeAction, CodeObservation, TraceFixRLEnv, TraceFixState

__all__ = ["CodeAction", "CodeObservation", "TraceFixRLEnv", "TraceFixState"]
