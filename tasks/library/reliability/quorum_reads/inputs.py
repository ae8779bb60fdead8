"""Clusters of up to five replicas that go down and come up between reads and writes."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _cluster(*steps: Step, names: str = "abc", reads: int = 2, writes: int = 2) -> Case:
    return [
        keep("cluster", call("Cluster", list(names), reads, writes)),
        *steps,
        call("cluster.spread", "x"),
        read("cluster.repairs"),
        call("cluster.keys"),
    ]


def _down(*names: str) -> list[Step]:
    return [call("cluster.take_down", name) for name in names]


def _up(*names: str) -> list[Step]:
    return [call("cluster.bring_up", name) for name in names]


def _write(value: str, key: str = "x") -> Step:
    return call("cluster.write", key, value)


READ = call("cluster.read", "x")
SYNC = call("cluster.sync")

EDGES: list[Case] = [
    _cluster(READ, SYNC, call("cluster.version", "a", "x")),
    _cluster(names="", reads=1, writes=1),
    _cluster(_write("1"), READ, names="a", reads=1, writes=1),
    _cluster(names="aa"),
    _cluster(reads=0, writes=3),
    _cluster(reads=3, writes=0),
    _cluster(reads=4),
    _cluster(writes=4),
    _cluster(reads=1, writes=2),
    _cluster(_write("1"), READ, *_down("b"), _write("2"), READ, reads=1, writes=3),
    _cluster(*_down("d"), *_up("d"), call("cluster.version", "d", "x")),
    _cluster(*_down("a"), _write("1"), *_up("a"), READ, READ),
    _cluster(*_down("c"), _write("1"), *_up("c"), READ, SYNC, SYNC),
    _cluster(_write("1"), *_down("a", "b", "c"), SYNC, READ, call("cluster.keys")),
    _cluster(_write("1"), call("cluster.delete", "x"), call("cluster.delete", "x"), READ, _write("2"), READ),
    _cluster(call("cluster.write_if", "x", "1", 1), call("cluster.write_if", "x", "1", 0), READ),
    _cluster(*_down("a", "b"), call("cluster.write_if", "x", "1", 9), call("cluster.delete", "x")),
    _cluster(*_down("a"), _write("1"), _write("2"), *_up("a"), *_down("b"), _write("3"), *_up("b"), SYNC),
    _cluster(_write("1", "z"), _write("2", "y"), _write("3", "x"), call("cluster.delete", "y")),
]


def draw(random: Random) -> Case:
    """Return a cluster, now and then an impossible one, and what happens to it."""
    names = "abcde"[: random.randint(2, 5)]
    reads = random.randint(1, len(names))
    writes = random.randint(len(names) - reads + 1, len(names))
    if random.random() < 0.06:
        reads, writes = random.choice([(0, len(names)), (len(names) + 1, 1), (1, len(names) - 1)])
    steps: list[Step] = []
    down: list[str] = []
    for number in range(random.randint(6, 12)):
        key = random.choice("xxy")
        name = random.choice(down if down and random.random() < 0.6 else list(names))
        kind = random.choices(
            ["turn", "write", "if", "delete", "read", "sync", "version"], [7, 7, 2, 1, 5, 1, 1]
        )[0]
        if kind == "turn":
            steps += _up(name) if name in down else _down(name)
            down = [other for other in down if other != name] if name in down else [*down, name]
        elif kind == "write":
            steps.append(_write(f"v{number}", key))
        elif kind == "if":
            steps.append(call("cluster.write_if", key, f"v{number}", random.randint(0, 3)))
        elif kind == "sync":
            steps.append(SYNC)
        elif kind == "version":
            steps.append(call("cluster.version", name, key))
        else:
            steps.append(call(f"cluster.{kind}", key))
    return _cluster(*steps, names=names, reads=reads, writes=writes)
