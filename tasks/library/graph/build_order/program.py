"""Put build targets in order, and find out which have to be built again."""

from collections.abc import Iterable, Mapping, Sequence

Graph = Mapping[str, Sequence[str]]
"""What each target needs, directly."""


class CycleError(ValueError):
    """Targets need each other; `cycle` has them in order, the first again at the end."""

    def __init__(self, cycle: list[str]) -> None:
        super().__init__(f"targets need each other: {' -> '.join(cycle)}")
        self.cycle = cycle


def build_order(graph: Graph, goals: Iterable[str] | None = None) -> list[str]:
    """Return the goals and all they need, each after what it needs.

    Targets are visited in the order of the goals, which are all targets of the graph if not given, and what
    a target needs in the order listed. What is needed but no key of the graph needs nothing itself.

    Raises:
        CycleError: If targets need each other.
    """
    order: list[str] = []
    finished: set[str] = set()

    def visit(target: str, path: list[str]) -> None:
        if target in finished:
            return
        if target in path:
            raise CycleError([*path[path.index(target) :], target])
        for needed in graph.get(target, ()):
            visit(needed, [*path, target])
        finished.add(target)
        order.append(target)

    for goal in graph if goals is None else goals:
        visit(goal, [])
    return order


def stages(graph: Graph) -> list[list[str]]:
    """Return the targets in stages: each in the first after all it needs, in alphabetical order there."""
    levels: dict[str, int] = {}
    for target in build_order(graph):
        levels[target] = 1 + max((levels[needed] for needed in graph.get(target, ())), default=-1)
    count = 1 + max(levels.values(), default=-1)
    return [sorted(target for target in levels if levels[target] == level) for level in range(count)]


def stale(graph: Graph, changed: Iterable[str]) -> list[str]:
    """Return, in build order, what must be built again: what changed, and all that needs it, however far."""
    dirty = set(changed)
    again: list[str] = []
    for target in build_order(graph):
        if target in dirty or any(needed in dirty for needed in graph.get(target, ())):
            dirty.add(target)
            again.append(target)
    return again


def unused(graph: Graph, goals: Iterable[str]) -> list[str]:
    """Return the targets of the graph, in its order, that none of the goals is or needs."""
    used = set(build_order(graph, goals))
    return [target for target in graph if target not in used]
