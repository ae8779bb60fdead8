"""Reads and writes of few pages, on a disk that is a dictionary or fails now and then."""

from random import Random

from tracefix_rl.tasks.case import Case, Expression, Step, call, keep, read

LOAD = Expression("lambda page: disk[page]")
STORE = Expression("lambda first, texts: [runs.append((first, texts)), disk.update(enumerate(texts, first))]")
FAILS = Expression("lambda first, texts: runs.append((first, 1 // outcomes.pop(0)))")
FLUSH = call("buffer.flush")


def _buffer(*steps: Step, capacity: int = 2, outcomes: list[int] | None = None) -> Case:
    return [
        keep("disk", {page: "abcdefg"[page] for page in range(6)}),
        keep("runs", []),
        *([] if outcomes is None else [keep("outcomes", outcomes)]),
        keep("buffer", call("WriteBackBuffer", LOAD, STORE if outcomes is None else FAILS, capacity)),
        *steps,
        call("buffer.pages"),
        call("buffer.dirty"),
        read("(buffer.loads, buffer.stores)"),
        read("runs"),
    ]


def _read(*pages: int) -> list[Step]:
    return [call("buffer.read", page) for page in pages]


def _write(*pages: int) -> list[Step]:
    return [call("buffer.write", page, f"w{number}") for number, page in enumerate(pages)]


EDGES: list[Case] = [
    _buffer(FLUSH, call("buffer.discard", 0)),
    _buffer(capacity=0),
    _buffer(*_read(-1, 6), *_write(-1), call("buffer.append", -1, "x"), call("buffer.discard", -1)),
    _buffer(*_read(0, 1, 0, 2)),
    _buffer(*_write(0, 1, 3), capacity=2),
    _buffer(*_write(0), *_read(1, 2), *_write(2), *_read(3)),
    _buffer(*_write(0, 0), *_read(0), FLUSH, FLUSH, capacity=1),
    _buffer(*_write(5, 0, 2, 1), FLUSH, *_write(3), capacity=4),
    _buffer(*_write(1, 3), *_read(0), *_read(1), capacity=2),
    _buffer(call("buffer.append", 1, "x"), call("buffer.append", 1, "y"), *_read(1), FLUSH, capacity=1),
    _buffer(*_read(0, 1, 9), *_read(0), capacity=2),
    _buffer(*_write(0), *_read(1), *[call("buffer.discard", page) for page in (0, 0, 1)], *_read(0)),
    _buffer(*_write(0, 2, 4), FLUSH, FLUSH, capacity=3, outcomes=[1, 0, 1, 1]),
    _buffer(*_write(0, 2), *_read(4, 4), capacity=2, outcomes=[0, 1]),
    _buffer(*_write(0, 2, 4, 4), capacity=2, outcomes=[0, 1]),
    [
        keep("disk", {0: "a", 1: "b", 2: "c", 3: "d"}),
        keep("runs", []),
        keep("buffer", call("WriteBackBuffer", LOAD, STORE)),
        *_read(0, 1, 2, 3),
        call("buffer.pages"),
    ],
]


def draw(random: Random) -> Case:
    """Return a buffer and some operations on pages that are near each other."""
    steps: list[Step] = []
    for number in range(random.randint(6, 12)):
        page = random.choices([random.randint(0, 4), -1, 6], weights=[30, 1, 1])[0]
        steps.append(
            random.choices(
                [
                    call("buffer.read", page),
                    call("buffer.write", page, f"w{number}"),
                    call("buffer.append", page, f"+{number}"),
                    call("buffer.discard", page),
                    call("buffer.dirty"),
                    FLUSH,
                ],
                weights=[6, 8, 2, 1, 1, 1],
            )[0]
        )
    outcomes = random.choices([0, 1], weights=[1, 2], k=6) if random.random() < 0.3 else None
    return _buffer(*steps, capacity=random.randint(1, 4), outcomes=outcomes)
