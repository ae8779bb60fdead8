"""How hard a task is, measured; and the tiers that are cut from it.

A task's score is a weighted mean of what its repair costs the panel and of what can be told without repairing
it. Effort counts on a logarithmic scale, since twice the test runs are a step as large at ten as at a
hundred. Tiers are thirds of the scores of the tasks in `train`.
"""

from __future__ import annotations

import math
import statistics
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from tracefix_rl.tasks.difficulty.features import Features
from tracefix_rl.tasks.difficulty.panel import BUDGET, Effort
from tracefix_rl.tasks.task import Tier

_EFFORT_WEIGHT = 0.75
_LONG = 120
"""Lines of code from which length makes nothing harder."""
_FAR = 30
"""Lines between failure and bug from which distance makes nothing harder."""
_BUGS = 3


@dataclass(frozen=True, slots=True)
class Cuts:
    """Where one tier ends and the next begins.

    Args:
        medium: Least score of a medium task.
        hard: Least score of a hard task.
    """

    medium: float
    hard: float

    @classmethod
    def between_thirds(cls, scores: Sequence[float]) -> Cuts:
        """Return the cuts that make three tiers of the same size.

        Raises:
            ValueError: If there are not at least two scores.
        """
        if len(scores) < 2:
            raise ValueError(f"tiers are cut from the scores of many tasks, not of {len(scores)}")
        return cls(*statistics.quantiles(scores, n=3))

    def tier(self, score: float) -> Tier:
        """Return the tier of a score."""
        return list(Tier)[bisect_right((self.medium, self.hard), score)]

    def middle(self, tier: Tier) -> float:
        """Return the score in the middle of a tier."""
        bounds = (0.0, self.medium, self.hard, 1.0)
        place = list(Tier).index(tier)
        return (bounds[place] + bounds[place + 1]) / 2


def score(effort: Effort, features: Features) -> float:
    """Return how hard a task is, from 0 to 1.

    Args:
        effort: What its repair cost the panel.
        features: What else there is to say of it.
    """
    return _EFFORT_WEIGHT * _of_effort(effort) + (1 - _EFFORT_WEIGHT) * _of_features(features)


def _of_effort(effort: Effort) -> float:
    runs = (BUDGET if each is None else min(each, BUDGET) for each in effort.runs)
    return statistics.fmean(math.log1p(each) / math.log1p(BUDGET) for each in runs)


def _of_features(features: Features) -> float:
    return statistics.fmean(
        (
            1.0 if features.distance is None else 0.5 * min(features.distance / _FAR, 1.0),
            min(features.code_lines / _LONG, 1.0),
            1.0 - features.failing_share,
            min((features.bugs - 1) / (_BUGS - 1), 1.0),
        )
    )
