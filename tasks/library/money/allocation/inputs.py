"""Amounts that do not split evenly, and trips on which some paid for others."""

from random import Random

from tracefix_rl.tasks.case import Case, call

EDGES: list[Case] = [
    [call("allocate", 0, [1, 2])],
    [call("allocate", 1, [1, 1, 1])],
    [call("allocate", 2, [1, 1, 1])],
    [call("allocate", -1, [3, 4])],
    [call("allocate", -100, [1, 1, 1])],
    [call("allocate", 7, [5])],
    [call("allocate", 100, [])],
    [call("allocate", 100, [0])],
    [call("allocate", 100, [-1, 3])],
    [call("allocate", 1, [0, 0, 1])],
    [call("allocate", 3, [1, 2, 3, 4])],
    [call("allocate", 101, [50, 50, 1])],
    [call("instalments", 1, 1)],
    [call("instalments", 2, 3)],
    [call("instalments", 100, 3, smallest=33)],
    [call("instalments", 100, 3, smallest=34)],
    [call("instalments", 99, 2, smallest=100)],
    [call("instalments", 10, 0)],
    [call("instalments", 10, 2, smallest=0)],
    [call("settle", {"zed": 1, "ann": 0})],
    [call("settle", {})],
    [call("settle", {"only": 250})],
    [call("settle", {"bob": 1_000, "ann": 0, "cid": 0})],
    [call("settle", {"d": 10, "c": 10, "b": 0, "a": 0})],
]


def draw(random: Random) -> Case:
    """Return a split by weights, a plan of instalments, or a trip to settle."""
    kind = random.random()
    if kind < 0.5:
        weights = [random.choice([0, 1, 1, 2, 3, 7, 10, 33]) for _ in range(random.randint(1, 6))]
        return [call("allocate", random.randint(-200, 2_000), [*weights, 1])]
    if kind < 0.65:
        return [call("instalments", random.randint(1, 500), random.randint(1, 7), random.choice([1, 10, 50]))]
    names = random.sample(["ann", "bob", "cid", "dee", "eve", "fay"], k=random.randint(2, 5))
    return [call("settle", {name: random.choice([0, 0, 500, 999, 1_234, 4_000]) for name in names})]
