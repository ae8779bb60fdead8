"""Clusters of numbers on a line, by k-means with a start that does not depend on chance."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise


@dataclass
class Cluster:
    """Some values that belong together; `center` is where it was when they were assigned."""

    center: Fraction
    members: list[int] = field(default_factory=list)

    @property
    def mean(self) -> Fraction:
        """Return the mean of the members, or the center if there are none."""
        return Fraction(sum(self.members), len(self.members)) if self.members else self.center

    @property
    def inertia(self) -> Fraction:
        """Return the sum of the squared distances of the members to their mean."""
        mean = self.mean
        return sum(((member - mean) ** 2 for member in self.members), Fraction(0))


class LineClusters:
    """At most `count` clusters of values, in order; equal values are always in the same one.

    The first centers are values themselves, spread evenly over the different values in order. Then every
    value goes to the nearest center, the lower of two that are equally near; centers become means; and so on
    until nothing changes or `rounds` are over.

    Raises:
        ValueError: If there are no values, or count or rounds are below 1.
    """

    def __init__(self, values: Sequence[int], count: int, rounds: int = 50) -> None:
        if not values:
            raise ValueError("there are no values")
        if count < 1 or rounds < 1:
            raise ValueError("count and rounds must be at least 1")
        self._values = sorted(values)
        self.rounds = 0
        centers = self._start(count)
        for _ in range(rounds):
            self._clusters = self._assign(centers)
            self.rounds += 1
            means = [cluster.mean for cluster in self._clusters]
            if means == centers:
                break
            centers = means

    def members(self) -> list[list[int]]:
        """Return the values of every cluster, all in order; clusters without values are left out."""
        return [cluster.members for cluster in self._clusters if cluster.members]

    def centers(self) -> list[str]:
        """Return the means of the clusters as text, "7" or "15/2"; those without values are left out."""
        return [str(cluster.mean) for cluster in self._clusters if cluster.members]

    def inertia(self) -> str:
        """Return the sum of the squared distances of all values to the mean of their cluster, as text."""
        return str(sum((cluster.inertia for cluster in self._clusters), Fraction(0)))

    def label(self, value: int) -> int:
        """Return the number, from 0, of the cluster whose mean is nearest; the lower of equals."""
        return _nearest([cluster.mean for cluster in self._clusters if cluster.members], value)

    def gaps(self) -> list[int]:
        """Return the distances from the last value of each cluster to the first of the next."""
        groups = self.members()
        return [right[0] - left[-1] for left, right in pairwise(groups)]

    def _start(self, count: int) -> list[Fraction]:
        different = sorted(set(self._values))
        count = min(count, len(different))
        if count == 1:
            return [Fraction(different[(len(different) - 1) // 2])]
        last = len(different) - 1
        return [Fraction(different[index * last // (count - 1)]) for index in range(count)]

    def _assign(self, centers: Sequence[Fraction]) -> list[Cluster]:
        clusters = [Cluster(center) for center in centers]
        for value in self._values:
            clusters[_nearest(centers, value)].members.append(value)
        return clusters


def elbow(values: Sequence[int], most: int, share: int = 10) -> int:
    """Return the smallest count of clusters whose inertia is at most `share` percent of that of one cluster.

    Returns `most` if no count below it is enough.

    Raises:
        ValueError: If there are no values, or most is below 1.
    """
    if most < 1:
        raise ValueError("most must be at least 1")
    whole = Fraction(LineClusters(values, 1).inertia())
    for count in range(1, most):
        if Fraction(LineClusters(values, count).inertia()) * 100 <= whole * share:
            return count
    return most


def _nearest(centers: Sequence[Fraction], value: int) -> int:
    index = bisect_left(centers, value)
    if index == 0:
        return 0
    if index == len(centers) or value - centers[index - 1] <= centers[index] - value:
        return index - 1
    return index
