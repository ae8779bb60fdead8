"""Graphs of targets, most without cycles, and questions about them."""

from random import Random

from tracefix_rl.tasks.case import Case, call

DIAMOND = {"d": ["b", "c"], "b": ["a"], "c": ["a"]}
LOOP = {"start": ["x"], "x": ["y", "z"], "z": ["x"]}

EDGES: list[Case] = [
    [call("build_order", {})],
    [call("build_order", {"a": []}, [])],
    [call("build_order", {}, ["a", "a"])],
    [call("build_order", {"a": ["b", "b"]})],
    [call("build_order", DIAMOND)],
    [call("build_order", DIAMOND, ["c", "b"])],
    [call("build_order", {"a": ["a"]})],
    [call("build_order", LOOP)],
    [call("build_order", LOOP, ["y"])],
    [call("build_order", LOOP, ["z"])],
    [call("stages", {"a": ["missing"]})],
    [call("stages", {"d": ["c", "a"], "c": ["b"], "b": ["a"]})],
    [call("stages", LOOP)],
    [call("stale", {}, ["a"])],
    [call("stale", DIAMOND, ["a"])],
    [call("stale", DIAMOND, ["b", "b", "unknown"])],
    [call("stale", {"a": ["b"], "b": ["c"]}, ["c"])],
    [call("stale", LOOP, ["y"])],
    [call("unused", DIAMOND, ["b"])],
    [call("unused", {}, ["a"])],
    [call("unused", LOOP, ["y"])],
]

TARGETS = ["app", "web", "api", "db", "log", "util", "lib"]


def draw(random: Random) -> Case:
    """Return a question about a graph of some of the targets."""
    targets = random.sample(TARGETS, k=random.randint(3, len(TARGETS)))
    graph = {
        target: random.sample(
            targets[position + 1 :], k=random.randint(0, min(3, len(targets) - position - 1))
        )
        for position, target in enumerate(targets)
    }
    if random.random() < 0.15:
        graph[targets[-1]] = [random.choice(targets)]
    shuffled = dict(random.sample(list(graph.items()), k=len(graph)))
    some = random.sample(targets, k=random.randint(1, 2))
    return [
        random.choice(
            [
                call("build_order", shuffled),
                call("build_order", shuffled, some),
                call("stages", shuffled),
                call("stale", shuffled, some),
                call("unused", shuffled, some),
            ]
        )
    ]
