"""Requests of few names at times around the borders of slots, now and then out of order."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _counter(*steps: Step, slots: int = 3, width: int = 5) -> Case:
    return [keep("counter", call("WindowCounter", slots, width)), *steps, read("counter.late")]


EDGES: list[Case] = [
    _counter(call("counter.total", 0), call("counter.top", 0, 3), call("counter.busiest", 0)),
    _counter(call("counter.estimate", 0, "a"), call("counter.estimate", 99, "a")),
    _counter(slots=0),
    _counter(width=0),
    _counter(call("counter.record", "a", 0), call("counter.total", 0), slots=1, width=1),
    _counter(call("counter.record", "a", 4), call("counter.total", 14), call("counter.total", 15)),
    _counter(
        call("counter.record", "a", 15), call("counter.record", "b", 4, 2), call("counter.record", "b", 5)
    ),
    _counter(call("counter.record", "a", -1), call("counter.total", -1), call("counter.record", "a", 20, 0)),
    _counter(call("counter.record", "a", 90, -2), call("counter.record", "a", 0)),
    _counter(
        call("counter.record", "a", 12, 2),
        call("counter.record", "a", 3, 2),
        call("counter.record", "a", 7, 2),
        call("counter.busiest", 12),
        call("counter.busiest", 15),
        call("counter.busiest", 20),
    ),
    _counter(
        call("counter.record", "a", 2, 7),
        call("counter.record", "a", 6, 3),
        *[call("counter.estimate", now, "a") for now in (9, 10, 12, 14, 15)],
    ),
    _counter(call("counter.record", "a", 2, 7), call("counter.estimate", 4, "a"), slots=1),
    _counter(
        call("counter.record", "b", 2),
        call("counter.record", "a", 6),
        call("counter.record", "c", 6, 2),
        *[call("counter.top", 6, limit) for limit in (2, 3, 4, 0, -1)],
    ),
]


def draw(random: Random) -> Case:
    """Return a small window, some requests and questions about it."""
    slots, width = random.randint(1, 4), random.choice([1, 2, 5, 5, 10])
    now = random.choice([0, 3, 10])
    steps: list[Step] = []
    for _ in range(random.randint(6, 12)):
        now = max(-1, now + random.choice([0, 1, 2, 4, 5, width, width - 1, -width, -2, -slots * width]))
        name = random.choice("aabc")
        count = random.choice([1, 2, 3, 4, 5, 7, 0]) if random.random() < 0.6 else random.randint(2, 9)
        steps.append(
            random.choices(
                [
                    call("counter.record", name, now),
                    call("counter.record", name, now, count),
                    call("counter.total", now),
                    call("counter.total", now, name),
                    call("counter.estimate", now, name),
                    call("counter.top", now, random.randint(-1, 3)),
                    call("counter.busiest", now),
                ],
                weights=[3, 9, 1, 2, 2, 2, 2],
            )[0]
        )
    latest = max(now, 0) + random.choice([0, 1, width])
    steps += [
        call("counter.estimate", latest, "a"),
        call("counter.top", latest, 3),
        call("counter.busiest", latest),
    ]
    return _counter(*steps, slots=slots, width=width)
