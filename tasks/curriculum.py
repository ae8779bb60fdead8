"""Which band of difficulty to draw the next task from, for an agent that learns.

A group of G rollouts of one task teaches a policy something only if they disagree: where all are resolved, or
none, every rollout has the same return and no advantage over the others. If the agent resolves a task with
chance p, they disagree with chance

    1 - p^G - (1 - p)^G

and bands are drawn in proportion to it. p is estimated on line from how the session's episodes ended. At
position x of a band, from 0 (easiest) to 1 (hardest), it is an item-response curve of two parameters with a
guess and a slip (Birnbaum 1968; Barton and Lord 1981),

    p(x) = e + (1 - 2e) * logistic(ease - fall * x)

where `ease` is the log-odds of resolving the easiest band and `fall` how far they drop to the hardest. Both
are unknown, so there is a posterior over a grid of their values, and p is its mean. An agent learns, so old
episodes are forgotten exponentially, towards the prior and not towards nothing (Kulhavy and Zarrop 1993):

    posterior ~ prior * product of likelihood(episode) ^ (_MEMORY ^ episodes since)

What this choice gives: no streak weighs more than `1 / (1 - _MEMORY)` episodes; a `fall` of 0 is on the grid,
so where measured difficulty says nothing of what the agent finds hard, drawing becomes uniform, not wrong;
and as p stays within [e, 1 - e], every band keeps a chance of at least `(1 - e^G - (1 - e)^G) / bands`.
"""

from __future__ import annotations

import itertools
import math
import operator
import random
from array import array
from collections.abc import Sequence

_MEMORY = 0.98
"""What an episode counts for, relative to the one after it."""
_LAPSE = 0.005
"""Least chance of resolving any task, and of not resolving it: `e` above."""
_EASES = tuple(range(-12, 23, 2))
_FALLS = (0, 4, 8, 16)
_EASE_SPREAD = 6.0
"""Standard deviation of the prior of `ease`. Its mean is 0: a newcomer resolves half of the easiest band."""
_CURVES = tuple(itertools.product(_EASES, _FALLS))
_PRIOR = tuple(-0.5 * (ease / _EASE_SPREAD) ** 2 for ease, _ in _CURVES)

_LEAST_GROUP = 2
_LARGEST_GROUP = 1024


class AdaptiveCurriculum:
    """Draws bands by the chance that a group of rollouts disagrees on their tasks; learns from each episode.

    The same arguments and the same calls give the same draws in every process. What it holds, 17 kB
    for 20 bands, does not grow.
    Not safe for use by several threads at once.

    Args:
        difficulties: Mean difficulty of each band, from 0 to 1, in any order. Bands should be of equal size.
        seed: What the draws depend on, besides what is learnt.
        group: Rollouts in a group, from 2 to 1024.

    Raises:
        ValueError: If there is no band, or an argument has the wrong type or is out of range.
    """

    __slots__ = ("_curves", "_evidence", "_group", "_random")

    def __init__(self, difficulties: Sequence[float], *, seed: int, group: int = 8) -> None:
        _check_whole(seed, "seed")
        _check_whole(group, "group")
        if not _LEAST_GROUP <= group <= _LARGEST_GROUP:
            bounds = f"from {_LEAST_GROUP} to {_LARGEST_GROUP}"
            raise ValueError(
                f"group must be {bounds} rollouts, since one cannot disagree, not {_shown(group)}"
            )
        places = _places(_checked(difficulties))
        self._curves = [
            array("d", (_chance(ease - fall * place) for ease, fall in _CURVES)) for place in places
        ]
        self._group = group
        self._random = random.Random(str(seed))  # a number would lose its sign
        self._evidence = array("d", bytes(8 * len(_CURVES)))

    def draw(self) -> int:
        """Return the band to draw the next task from, as its position in `difficulties`."""
        return self._random.choices(range(len(self._curves)), self._weights())[0]

    def learn(self, band: int, resolved: bool) -> None:
        """Take in how an episode ended. It need not be of a band that was drawn.

        Args:
            band: Position in `difficulties` of the band its task is from.
            resolved: Whether the task was resolved.

        Raises:
            IndexError: If there is no such band.
            ValueError: If an argument has the wrong type.
        """
        _check_whole(band, "band")
        if not 0 <= band < len(self._curves):
            last = len(self._curves) - 1
            raise IndexError(
                f"there is no band {_shown(band)}; give one from 0 to {last}, as `draw` returns them"
            )
        if not isinstance(resolved, bool):
            raise ValueError(f"resolved must be True or False, not {_shown(resolved)}")
        for index, chance in enumerate(self._curves[band]):
            likelihood = chance if resolved else 1 - chance
            self._evidence[index] = _MEMORY * self._evidence[index] + math.log(likelihood)

    def chances(self) -> tuple[float, ...]:
        """Return, for each band, the estimated chance that the agent resolves a task of it."""
        posterior = self._posterior()
        return tuple(sum(map(operator.mul, posterior, chances)) for chances in self._curves)

    def probabilities(self) -> tuple[float, ...]:
        """Return, for each band, the probability that the next draw is it."""
        weights = self._weights()
        total = math.fsum(weights)
        return tuple(weight / total for weight in weights)

    def _weights(self) -> list[float]:
        return [disagreement(chance, self._group) for chance in self.chances()]

    def _posterior(self) -> list[float]:
        logs = [prior + evidence for prior, evidence in zip(_PRIOR, self._evidence, strict=True)]
        largest = max(logs)
        likely = [math.exp(log - largest) for log in logs]
        total = math.fsum(likely)
        return [each / total for each in likely]


def disagreement(chance: float, group: int) -> float:
    """Return the chance that of a group of rollouts some resolve a task and some do not.

    Args:
        chance: Chance that one rollout resolves it, from 0 to 1.
        group: How many rollouts, each independent of the others.
    """
    return 1 - chance**group - (1 - chance) ** group


def _chance(log_odds: float) -> float:
    return _LAPSE + (1 - 2 * _LAPSE) / (1 + math.exp(-log_odds))


def _places(difficulties: Sequence[float]) -> array[float]:
    """Return where each band lies between the easiest, 0, and the hardest, 1."""
    easiest = min(difficulties)
    width = max(difficulties) - easiest
    return array("d", ((each - easiest) / width if width else 0.0 for each in difficulties))


def _checked(difficulties: Sequence[float]) -> Sequence[float]:
    if not isinstance(difficulties, Sequence) or isinstance(difficulties, str | bytes | bytearray):
        raise ValueError(
            f"difficulties must be a list of numbers such as [0.2, 0.7], not {_shown(difficulties)}"
        )
    if not difficulties:
        raise ValueError("difficulties is empty; give the mean difficulty of at least one band")
    for index, each in enumerate(difficulties):
        # A NaN compares as out of range.
        if isinstance(each, bool) or not isinstance(each, int | float) or not 0 <= each <= 1:
            raise ValueError(f"difficulties[{index}] must be a number from 0 to 1, not {_shown(each)}")
    return difficulties


def _check_whole(value: object, what: str) -> None:
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{what} must be a whole number such as 7, not {_shown(value)}")


def _shown(value: object) -> str:
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**60 else "a number of over 60 digits"
    return text if len(text) <= 60 else f"{text[:60]}..."
