"""Few names whose few scores change all the time, in heaps and in median trackers."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _heap(pairs: str, *steps: Step, **options: bool) -> Case:
    changes = [call("heap.set", pair[0], int(pair[1:])) for pair in pairs.split()]
    return [
        keep("heap", call("LazyHeap", **options)),
        *changes,
        *steps,
        read("heap.stale"),
        call("heap.top"),
        read("heap.stale"),
        call("heap.names"),
    ]


def _tracker(pairs: str, *steps: Step) -> Case:
    changes = [call("tracker.update", pair[0], int(pair[1:])) for pair in pairs.split()]
    return [
        keep("tracker", call("MedianTracker")),
        *changes,
        *steps,
        call("tracker.median"),
        call("tracker.above"),
        read("len(tracker)"),
    ]


EDGES: list[Case] = [
    _heap("", call("heap.pop"), call("heap.discard", "a"), call("heap.score", "a"), read("len(heap)")),
    _heap("a1", call("heap.pop"), call("heap.pop"), read("len(heap)")),
    _heap("a1 a1 b1", call("heap.pop")),
    _heap("a1 b1 a2 a1", call("heap.pop"), call("heap.pop")),
    _heap("a1 b2 c3", call("heap.discard", "a"), call("heap.discard", "b"), read("heap.stale")),
    _heap("a1 a2 a3 a4", read("heap.stale"), call("heap.set", "a", 5)),
    _heap("a1 b1 c1 d1 a2 a3 a4 a5", read("heap.stale"), call("heap.discard", "b")),
    _heap("a1 b3 c2", call("heap.score", "b"), call("heap.pop"), largest=True),
    _heap("a0 b0 c-1", call("heap.score", "a"), call("heap.discard", "a"), largest=True),
    _heap("a9 b1", call("heap.discard", "b"), call("heap.set", "b", 1), read("heap.stale")),
    _tracker("", call("tracker.remove", "a")),
    _tracker("a3", call("tracker.remove", "a"), call("tracker.remove", "a")),
    _tracker("a3 b4", call("tracker.median"), call("tracker.remove", "a")),
    _tracker("a3 b4 c4 d4", call("tracker.median"), call("tracker.update", "c", 0)),
    _tracker("a0 b0 c0 d1"),
    _tracker("a5 b4 c3 d2 e1", call("tracker.remove", "c"), call("tracker.remove", "d")),
    _tracker("b9 a9 c-3 d9 e0"),
]


def draw(random: Random) -> Case:
    """Return a heap or a tracker, and changes of its scores."""
    names = "abcde"[: random.randint(2, 5)]
    pairs = [f"{random.choice(names)}{random.randint(0, 6)}" for _ in range(random.randint(3, 8))]
    steps: list[Step] = []
    if random.random() < 0.45:
        for _ in range(random.randint(2, 6)):
            name = random.choice(names)
            steps.append(
                random.choices(
                    [
                        call("tracker.update", name, random.randint(-2, 8)),
                        call("tracker.remove", name),
                        call("tracker.median"),
                    ],
                    weights=[4, 3, 2],
                )[0]
            )
        return _tracker(" ".join(pairs), *steps)
    for _ in range(random.randint(2, 7)):
        name = random.choice(names)
        steps.append(
            random.choices(
                [
                    call("heap.set", name, random.randint(0, 6)),
                    call("heap.discard", name),
                    call("heap.pop"),
                    call("heap.top"),
                    call("heap.score", name),
                    read("heap.stale"),
                    read("len(heap)"),
                ],
                weights=[8, 2, 2, 1, 1, 2, 1],
            )[0]
        )
    if random.random() < 0.5:
        return _heap(" ".join(pairs), *steps, largest=True)
    return _heap(" ".join(pairs), *steps)
