"""The reward's parts as an OpenEnv `Rubric` tree.

The episode computes the reward; the tree publishes the same numbers where OpenEnv's tools look for
them, so that `env.rubric.named_rubrics()` tells what each part of the last reward was.
"""

from __future__ import annotations

from typing import Any

from openenv.core.rubrics import Rubric

from tracefix_rl.core.models import Observation
from tracefix_rl.core.reward import PARTS


class RewardPart(Rubric):
    """One entry of the observation's `reward_breakdown`.

    Args:
        key: The entry's name.
    """

    def __init__(self, key: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.key = key

    def forward(self, action: Any, observation: Observation) -> float:
        """Return this part of the reward."""
        return float(observation.metadata.get("reward_breakdown", {}).get(self.key, 0.0))


class StepReward(Rubric):
    """The reward of a step: the sum of its parts, each a child named as in `reward_breakdown`."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        for part in PARTS:
            setattr(self, part, RewardPart(part))

    def forward(self, action: Any, observation: Observation) -> float:
        """Return the sum of the parts."""
        total: float = sum(part(action, observation) for part in self.children())
        return total
