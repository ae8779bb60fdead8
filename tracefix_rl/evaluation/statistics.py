"""Estimates from few samples: pass@k, and the interval that a mean lies in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from statistics import fmean

LEVEL = 0.95

_DRAWS = 500_000
"""About how often is drawn for an interval: the more samples, the fewer times over they are drawn again."""
_FEWEST, _MOST = 200, 1_000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean, and where it may really lie.

    Args:
        value: The mean.
        low: Lower end of the interval.
        high: Upper end.
    """

    value: float
    low: float
    high: float


def pass_at_k(attempts: int, resolved: int, k: int) -> float:
    """Return how likely one of k attempts resolves a task: 1 - C(n - c, k) / C(n, k), which is unbiased.

    Chen et al., Evaluating Large Language Models Trained on Code (2021), equation 1.

    Args:
        attempts: Attempts that were made, n.
        resolved: Those that resolved the task, c.
        k: Attempts that one would have.

    Raises:
        ValueError: If there were fewer than k attempts, or more successes than attempts.
    """
    if not 1 <= k <= attempts or not 0 <= resolved <= attempts:
        raise ValueError(f"pass@{k} cannot be told of {resolved} successes in {attempts} attempts")
    return 1.0 - math.comb(attempts - resolved, k) / math.comb(attempts, k)


def estimate(samples: Sequence[float], *, seed: int = 0) -> Estimate | None:
    """Return the mean and its percentile bootstrap interval; `None` without samples.

    The interval of samples that are all equal is a point: the bootstrap knows of nothing that did not happen.
    Efron, Bootstrap Methods: Another Look at the Jackknife (1979).

    Args:
        samples: One for each task, since attempts at the same task are no independent samples.
        seed: The same seed draws the same interval.
    """
    if not samples:
        return None
    random, size = Random(seed), len(samples)
    resamples = min(max(_DRAWS // size, _FEWEST), _MOST)
    means = sorted(math.fsum(random.choices(samples, k=size)) / size for _ in range(resamples))
    cut = round(resamples * (1 - LEVEL) / 2)
    return Estimate(fmean(samples), means[cut], means[-1 - cut])
