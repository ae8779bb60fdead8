"""A few numbers in loose groups, and how many clusters there shall be."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _clusters(values: list[int], count: int, *steps: Step, rounds: int = 50) -> Case:
    return [
        keep("clusters", call("LineClusters", values, count, rounds)),
        call("clusters.members"),
        *(steps or (call("clusters.centers"), call("clusters.inertia"), read("clusters.rounds"))),
    ]


def _cluster(members: list[int]) -> Case:
    return [
        keep("cluster", call("Cluster", 7, members)),
        read("str(cluster.mean)"),
        read("str(cluster.inertia)"),
        read("cluster.members"),
    ]


EDGES: list[Case] = [
    _clusters([], 1),
    _clusters([1], 0),
    _clusters([1], 1, rounds=0),
    _clusters([4], 3),
    _clusters([4, 4, 4], 2, call("clusters.gaps"), call("clusters.label", 9)),
    _clusters([1, 2], 2, read("clusters.rounds"), call("clusters.gaps"), call("clusters.label", 1)),
    _clusters([0, 4], 2, *(call("clusters.label", value) for value in (-1, 0, 1, 2, 3, 4, 5))),
    _clusters([0, 2, 4], 2, call("clusters.label", 2), call("clusters.label", 3)),
    _clusters([9, 1, 5, 3, 7], 3),
    _clusters([0, 1, 2, 3, 10, 11, 12, 30], 3),
    _clusters([0, 1, 2, 3, 10, 11, 12, 30], 3, rounds=1),
    _clusters([0, 1, 2, 3, 10, 11, 12, 30], 3, rounds=2),
    _clusters([1, 2, 30], 1),
    _clusters([1, 2, 30, 40], 1, rounds=1),
    _clusters([1, 2, 30, 40], 9),
    _cluster([]),
    _cluster([1, 2]),
    _cluster([3, 3, 9]),
    [call("elbow", [], 2), call("elbow", [1, 5], 0), call("elbow", [1, 5], 1), call("elbow", [1, 5], 2)],
    [
        call("elbow", [1, 5], 3),
        call("elbow", [5, 5], 9),
        call("elbow", [1, 5, 9], 4, 0),
        call("elbow", [1, 5], 4, 100),
    ],
    [
        call("elbow", [0, 2, 10, 12], 4, 4),
        call("elbow", [0, 2, 10, 12], 4, 3),
        call("elbow", [0, 1, 2, 3], 4, 20),
    ],
]


def draw(random: Random) -> Case:
    """Return clusters and what is asked of them, or a search for their number."""
    values = _values(random)
    kind = random.randrange(4)
    if kind == 0:
        return [call("elbow", values, random.randint(1, 6), random.choice([1, 5, 10, 20, 25, 50]))]
    if kind == 1:
        asked = [call("clusters.label", random.randint(-3, 42)) for _ in range(4)]
        return _clusters(values, random.randint(2, 4), *asked, call("clusters.gaps"))
    return _clusters(values, random.randint(1, 5), rounds=random.choice([1, 2, 3, 50, 50]))


def _values(random: Random) -> list[int]:
    groups = random.sample([0, 5, 10, 14, 20, 26, 40], k=random.randint(2, 4))
    return [random.choice(groups) + random.choice([-1, 0, 0, 1, 2]) for _ in range(random.randint(4, 10))]
