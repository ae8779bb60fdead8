"""`tracefix eval`: play many episodes with a policy, and measure it."""

from __future__ import annotations

from tracefix_rl.cli.evaluation.command import evaluate

__all__ = ["evaluate"]
