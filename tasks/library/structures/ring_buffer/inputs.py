"""Small buffers that are filled, emptied and resized, so that they wrap around in every way."""

from random import Random

from tracefix_rl.tasks.case import Case, Step, call, keep, read


def _buffer(capacity: int, *steps: Step) -> Case:
    return [
        keep("buffer", call("RingBuffer", capacity)),
        *steps,
        call("buffer.values"),
        call("buffer.segments"),
        read("buffer.dropped"),
        read("buffer.full"),
    ]


def _extend(*values: int) -> Step:
    return call("buffer.extend", list(values))


EDGES: list[Case] = [
    _buffer(0),
    _buffer(-1),
    _buffer(1, call("buffer.popleft"), read("buffer[0]"), read("buffer[-1]"), read("len(buffer)")),
    _buffer(1, call("buffer.append", 1), call("buffer.append", 2), read("buffer[0]"), read("buffer[1]")),
    _buffer(3, _extend(), _extend(1, 2, 3), call("buffer.append", 0), read("buffer[-3]"), read("buffer[-4]")),
    _buffer(3, _extend(0, 0, 0, 0), call("buffer.append", 1)),
    _buffer(3, _extend(1, 2, 3, 4), call("buffer.popleft", 0), call("buffer.popleft", -1)),
    _buffer(3, _extend(1, 2, 3, 4), call("buffer.popleft", 3), _extend(5, 6)),
    _buffer(3, _extend(1, 2, 3, 4), call("buffer.popleft", 4), call("buffer.popleft")),
    _buffer(3, _extend(1, 2), call("buffer.replace", 2, 9), call("buffer.replace", -3, 9)),
    _buffer(3, _extend(1, 2, 3, 4), call("buffer.replace", 0, 9), call("buffer.replace", -1, 8)),
    _buffer(
        3, _extend(1, 2, 3, 4), call("buffer.latest", 3), call("buffer.latest", 4), call("buffer.latest", -1)
    ),
    _buffer(3, _extend(1, 2, 3, 4), call("buffer.clear"), read("len(buffer)"), call("buffer.latest", 1)),
    _buffer(
        3, _extend(1, 2, 3, 4), call("buffer.resize", 0), call("buffer.resize", 3), call("buffer.resize", 1)
    ),
    _buffer(2, _extend(1, 2, 3), call("buffer.resize", 4), _extend(4, 5, 6)),
]


def draw(random: Random) -> Case:
    """Return a buffer and some ten operations on it."""
    capacity = random.randint(1, 5)
    steps: list[Step] = []
    for _ in range(random.randint(5, 10)):
        value = random.randint(0, 9)
        index = random.randint(-capacity - 1, capacity)
        steps.append(
            random.choices(
                [
                    call("buffer.append", value),
                    _extend(*random.choices(range(10), k=random.randint(1, 4))),
                    call("buffer.popleft", random.choice([0, 1, 1, 2, 3, -1])),
                    call("buffer.popleft"),
                    read(f"buffer[{index}]"),
                    call("buffer.replace", index, value),
                    call("buffer.latest", random.randint(0, capacity + 1)),
                    call("buffer.resize", random.choice([capacity - 1, capacity, capacity + 1])),
                    call("buffer.clear"),
                ],
                weights=[5, 5, 3, 1, 3, 3, 2, 2, 0.5],
            )[0]
        )
    return _buffer(capacity, *steps)
